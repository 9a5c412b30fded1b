"""Every copy of somebody's own details that was ordered: whose, for whom, from which cases.

Source: UK GDPR Article 15; domain.md 3.6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.case import CaseFile
from chalicelib.domain.documents.naming import named_after
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import DocumentId, PartyId
from chalicelib.domain.likeness import share_a_person
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.reference import CaseNumber


class Whose(StrEnum):
    """Whose details go into a copy, and who gets it."""

    COMPLAINANT = "complainant"
    PATIENT = "patient"
    PATIENT_THROUGH_COMPLAINANT = "patient_through_complainant"

    @property
    def person(self) -> PartyId:
        """Whose details they are, by their place in the case of the order."""
        return COMPLAINANT if self is Whose.COMPLAINANT else PATIENT

    @property
    def gets_it(self) -> PartyId:
        """Who is handed the copy."""
        return PATIENT if self is Whose.PATIENT else COMPLAINANT


@dataclass(frozen=True, slots=True)
class Copy:
    """One order of a copy. `cases` are other cases in which the person stands; `named` are people whose
    details may stay in it, `mails` are in no case. `made_at` is None until it is there; `id` is what
    its file is called. `trusting` are the cases of which somebody who speaks for a patient got more
    than their own words.
    """

    order: int
    request: str
    whose: Whose
    cases: tuple[CaseNumber, ...]
    named: tuple[str, ...]
    files: tuple[str, ...]
    mails: tuple[MailId, ...]
    ordered_at: datetime
    id: DocumentId
    made_at: datetime | None = None
    trusting: tuple[CaseNumber, ...] = ()


def copies_of(events: Iterable[Event], number: CaseNumber) -> tuple[Copy, ...]:
    """Every copy that was ordered in this case, in order."""
    held = tuple(events)
    made = {event.facts["order"]: event for event in each_of(held, EventType.COPY_MADE)}
    ordered = each_of(held, EventType.COPY_ORDERED)
    return tuple(_copy(event, made.get(event.seq), number) for event in ordered)


def _copy(ordered: Event, made: Event | None, number: CaseNumber) -> Copy:
    facts = ordered.facts
    trusting = made.facts.get("trusting", ()) if made else ()
    return Copy(
        order=ordered.seq,
        request=facts["request"],
        whose=Whose(facts.get("whose", Whose.COMPLAINANT)),
        cases=tuple(map(CaseNumber, facts.get("cases", ()))),
        named=tuple(facts["named"]),
        files=tuple(facts["files"]),
        mails=tuple(map(MailId, facts.get("mails", ()))),
        ordered_at=ordered.at,
        id=named_after(f"copy\n{number}\n{ordered.seq}", ordered.at),
        made_at=made.at if made else None,
        trusting=tuple(map(CaseNumber, trusting)),
    )


def copies_with(events: Iterable[Event]) -> tuple[DocumentId, ...]:
    """The copies that were ordered in other cases and hold something of this one."""
    drawn = each_of(events, EventType.COPY_DRAWN)
    return tuple(DocumentId(event.facts["copy"]) for event in drawn)


def stands_as(file: CaseFile, home: CaseFile, whose: Whose) -> PartyId | None:
    """The place of the copy's person in this case; None where they do not stand in it.

    In another case than that of the order they are looked for among its people: one name and something
    held alike, or a number that is one person's own. Staff choose; this only proposes and checks.
    """
    if file.case.number == home.case.number:
        return whose.person if file.party(whose.person) else None
    person = home.party(whose.person)
    if person is None or whose is Whose.PATIENT_THROUGH_COMPLAINANT:
        # What a patient agreed to is about one complaint: the others are the patient's to ask for.
        return None
    theirs = (each for each in file.parties if each.id in (COMPLAINANT, PATIENT))
    return next((each.id for each in theirs if share_a_person([person], [each])), None)
