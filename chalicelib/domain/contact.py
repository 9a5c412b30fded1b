"""What somebody told us, as they told it: the contact record (S2-69) from which a case begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.domain.calendar import london_date
from chalicelib.domain.parties import PATIENT, Party
from chalicelib.domain.representation import Basis, Standing, is_child, representation_of
from chalicelib.domain.work_addresses import EmailKind

if TYPE_CHECKING:
    from chalicelib.domain.events import Event


class ContactType(StrEnum):
    """What kind of contact it is (S2-1). Only a complaint starts statutory clocks."""

    COMPLIMENT = "compliment"
    IDEA = "idea"
    COMMENT = "comment"
    QUERY = "query"
    CONCERN = "concern"
    COMPLAINT = "complaint"


class ReceivedVia(StrEnum):
    """How it reached us (S3-4)."""

    WEB_FORM = "web_form"
    EMAIL = "email"
    LETTER = "letter"
    PHONE = "phone"
    IN_PERSON = "in_person"
    SOCIAL_MEDIA = "social_media"
    FAX = "fax"
    ADVOCATE = "advocate"
    MP = "mp"
    COMMISSIONER = "commissioner"


BROUGHT_IN = "brought_in"
"""The fact of a `case.received` that was received by a former system, and imported from there."""


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One contact. `received_at` is immutable (S2-43): every statutory date begins there.

    `subject` is a code of the pack's categories; the other texts are the person's own words.
    `happened_when` is what they typed; `occurred_on` is the date in it, where it was one.
    `urgent_action` is what was done about an urgent medical need, which comes first (S2-65).
    `standing` and `basis` say for whom they speak and what lets them (S2-2, S2-3). `email_kind` is the
    address that they chose once they knew that an employer may read it (S0-18); None: nobody told them.
    `service` is the one that it is about, `action_taken` what whoever took it did there and then.
    `standing` and `basis` say for whom they speak and what lets them (S2-2, S2-3).
    """

    contact_type: ContactType
    received_via: ReceivedVia
    received_at: datetime
    subject: str
    what_happened: str
    happened_when: str = ""
    occurred_on: date | None = None
    happened_where: str = ""
    who_was_involved: str = ""
    desired_outcome: str = ""
    handling_preferences: str = ""
    late_reason: str = ""
    urgent_action: str = ""
    service: str = ""
    action_taken: str = ""
    standing: Standing = Standing.SELF
    basis: Basis | None = None
    email_kind: EmailKind | None = None

    def in_their_words(self) -> dict[str, str]:
        """The texts that are personal, to be sealed; the rest are facts of the event."""
        return {
            "what_happened": self.what_happened,
            "happened_when": self.happened_when,
            "occurred_on": self.occurred_on.isoformat() if self.occurred_on else "",
            "happened_where": self.happened_where,
            "who_was_involved": self.who_was_involved,
            "desired_outcome": self.desired_outcome,
            "handling_preferences": self.handling_preferences,
            "late_reason": self.late_reason,
            "urgent_action": self.urgent_action,
            "service": self.service,
            "action_taken": self.action_taken,
        }


def record_of(received: Event) -> ContactRecord | None:
    """The contact record that a `case.received` event sealed; None once it was erased."""
    if received.sealed is None:
        return None
    words = dict(received.sealed.content)
    occurred_on = words.pop("occurred_on")
    representation = representation_of([received])
    return ContactRecord(
        contact_type=ContactType(received.facts["contact_type"]),
        received_via=ReceivedVia(received.facts["received_via"]),
        received_at=received.happened_at,
        subject=received.facts["subject"],
        standing=representation.standing,
        basis=representation.basis,
        email_kind=told_of_work_mail(received),
        occurred_on=date.fromisoformat(occurred_on) if occurred_on else None,
        **words,
    )


def told_of_work_mail(received: Event) -> EmailKind | None:
    """Which address they chose once they were told; None where they were not (S0-18)."""
    chosen = received.facts.get("email_kind")
    return EmailKind(chosen) if chosen else None


def represented(record: ContactRecord, parties: Iterable[Party]) -> dict[str, str | bool]:
    """For whom they speak, in codes; the age of a patient is that of the day of receipt (S2-22)."""
    facts: dict[str, str | bool] = {"standing": record.standing}
    if record.basis:
        facts["basis"] = record.basis
    patient = next((party for party in parties if party.id == PATIENT), None)
    child = is_child(patient.born_on, london_date(record.received_at)) if patient else None
    return facts if child is None else facts | {"patient_is_child": child}
