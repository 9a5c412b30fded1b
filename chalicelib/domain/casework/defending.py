"""Defending a claim in court: on evidence that supports it, or at the members' own expense (S1-45,
S1-50; domain.md 4.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.admitting import require_binding
from chalicelib.domain.casework.changing import changed, not_past
from chalicelib.domain.casework.claim_opening import require_member
from chalicelib.domain.claim_evidence import is_defensible
from chalicelib.domain.claim_members import Development, contacts_of, told
from chalicelib.domain.claim_staff import StaffNews, is_witness, staff_told
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class OwnExpense:
    """That a member wants to defend against advice, and knows that later costs may be its own."""

    member: str
    understood: bool
    signed_as: str


def sign_own_expense(file: CaseFile, signed: OwnExpense, *, terms: Terms, occasion: Occasion) -> Change:
    """A member signs that it may have to bear the costs from now on; it has that in writing.

    Source: S1-50. Raises: Invalid; NotAllowed, where the asker does not bind this member.
    """
    require_member(file, signed.member)
    require_binding(file, signed.member, occasion)
    if not signed.understood:
        raise Invalid([Fault("understood", "It counts only when you have understood it")])
    theirs = (each for each in contacts_of(file.events) if each.member == signed.member)
    facts = {"member": signed.member}
    happenings = [
        Happening(EventType.CLAIM_OWN_EXPENSE, facts, {"signed_as": signed.signed_as}),
        *told(theirs, Development.OWN_EXPENSE),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


class Court(StrEnum):
    """How far into court it goes."""

    PROCEEDINGS = "proceedings"
    TRIAL = "trial"


_TOLD = {Court.PROCEEDINGS: Development.PROCEEDINGS, Court.TRIAL: Development.TRIAL}


@dataclass(frozen=True, slots=True)
class Defence:
    """How far it is defended, the court's next date, and in which way."""

    to: Court
    due: date
    text: str


def defend_claim(file: CaseFile, defence: Defence, *, terms: Terms, occasion: Occasion) -> Change:
    """Defend it in court. Members and witnesses hear of it; the court's date is kept.

    Source: S1-45, S1-50, domain.md 4.6. Raises: Invalid, for a date that has passed.
    """
    facts = {
        "to": defence.to,
        "due": not_past(defence.due, occasion, "due"),
        "against_advice": not is_defensible(file.events),
    }
    happenings = [
        Happening(EventType.CLAIM_DEFENDED, facts, {"text": defence.text}),
        *told(contacts_of(file.events), _TOLD[defence.to]),
        *staff_told(file.events, StaffNews.COURT, is_witness, due=facts["due"]),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)
