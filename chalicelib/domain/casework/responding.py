"""The response: its letter read again and approved, then sent (T8, T9).

The letter itself is written elsewhere; what is kept here is who stood for it and that it went.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.casework.consenting import require_open
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.investigations import Concerned, involved_in, is_concerned
from chalicelib.domain.issues import findings_of, outcome_from
from chalicelib.domain.learning import open_actions
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.signing_off import SIGNATORIES, roles_under, still_to_approve
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class LetterSubmission:
    """The letter is ready: somebody other than its author has read it for accuracy and tone."""

    second_reader: StaffId
    complete: bool


def submit_letter(
    file: CaseFile, letter: LetterSubmission, *, terms: Terms, occasion: Occasion
) -> Change:
    """Put the letter forward to be signed off. Source: S2-91, T8. Raises: Invalid, RuleBroken."""
    if not letter.complete:
        message = "Go through the eleven points first: each is done, or not needed for a reason"
        raise Invalid([Fault("complete", message)])
    if letter.second_reader == occasion.by.id:
        raise RuleBroken("Somebody other than the author reads the letter again")
    facts = {"author": occasion.by.id, "second_reader": letter.second_reader}
    submitted = Happening(EventType.LETTER_SUBMITTED, facts)
    return changed(file, [submitted], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Approval:
    """In which of their roles somebody approves the letter, as it was put forward."""

    role: RoleCode


def approve_letter(
    file: CaseFile, approval: Approval, approver: Staff, *, terms: Terms, occasion: Occasion
) -> Change:
    """Agree to the letter as complaints manager, or approve it as partner.

    Source: C-7, S2-51, S2-90; domain.md 4.2 (nobody judges a complaint about themselves).
    Raises: Invalid, RuleBroken.
    """
    if approval.role not in still_to_approve(file.events, terms.pack):
        raise Invalid([Fault("role", "This approval is there already, or is not needed")])
    if not approver.holds(approval.role):
        raise RuleBroken("You can only approve in a role that is yours")
    if is_concerned(file.events, approver.id):
        raise RuleBroken("This complaint is about you: somebody else must approve the letter")
    approved = Happening(EventType.LETTER_APPROVED, {"role": approval.role})
    return changed(file, [approved], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class LetterChange:
    """What was changed in the letter, and why."""

    text: str


def change_letter(file: CaseFile, change: LetterChange, *, terms: Terms, occasion: Occasion) -> Change:
    """Take the letter back to change it: every approval is void. Source: S2-88, domain.md 4.6b."""
    voided = Happening(EventType.LETTER_VOIDED, sealed={"text": change.text})
    return changed(file, [voided], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ResponseSent:
    """How the response went out, who signed it, and that the ombudsman's right stands in it."""

    sent_by: Channel
    signed_as: RoleCode
    ombudsman_named: bool
    happened_at: datetime | None = None


def send_response(file: CaseFile, sent: ResponseSent, *, terms: Terms, occasion: Occasion) -> Change:
    """Record that the response was sent: the complaint is resolved, with the outcome of its findings.

    Everybody of the staff who is mentioned gets a copy, and nobody else.

    Source: S2-15, S2-34, S2-56, T9; SI 2009/309 regulation 14(2); S2-13.
    Raises: Invalid, ConsentMissing.
    """
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    _check_response(sent, terms)
    facts = {
        "outcome": outcome_from(findings_of(file.events).values()),
        "how": sent.sent_by,
        "signed_as": sent.signed_as,
        "copies": list(_copied(file)),
        "actions": len(open_actions(file.events)),
        "happened_at": stated(sent.happened_at, file, occasion),
    }
    response = Happening(EventType.RESPONSE_SENT, facts)
    return changed(file, [response], terms=terms, occasion=occasion)


def _check_response(sent: ResponseSent, terms: Terms) -> None:
    if sent.sent_by not in (Channel.LETTER, Channel.EMAIL):
        raise Invalid([Fault("sent_by", "The response is sent in writing")])
    if sent.signed_as not in roles_under(terms.pack, SIGNATORIES):
        raise Invalid([Fault("signed_as", "Choose from the list")])
    if not sent.ombudsman_named:
        message = "The response must say that the person can go to the ombudsman"
        raise Invalid([Fault("ombudsman_named", message)])


def _copied(file: CaseFile) -> Iterable[str]:
    mentioned = (Concerned.SUBJECT, Concerned.MENTIONED)
    return (each.id for each in involved_in(file.events) if each.concerned in mentioned)
