"""What people ask about their own details, and complain of about their use: received, asked back,
given more time, answered. Source: domain.md 3.6, C-26.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.casework.consenting import what_may_be_told
from chalicelib.domain.copy_orders import copies_of
from chalicelib.domain.data_rights import (
    SubjectRequest,
    Unclear,
    Wanted,
    clock_of,
    data_complaints_of,
    subject_requests_of,
    unacknowledged,
    unanswered,
)
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Terms

EXTRA_MONTHS = "sar.extra_months"
"""The setting that says by how many months, at most, an answer may be put off."""


@dataclass(frozen=True, slots=True)
class RequestReceived:
    """What somebody asks about their own details, in their words; whether we know who they are."""

    wants: Wanted
    text: str
    identity_known: bool
    happened_at: datetime | None = None


def receive_request(
    file: CaseFile, asked: RequestReceived, *, terms: Terms, occasion: Occasion
) -> Change:
    """Start the month from the receipt; it stands still at once if we must ask who they are.

    Source: UK GDPR Article 12(3) and (6); domain.md 3.6. Raises: Invalid.
    """
    request = str(len(subject_requests_of(file.events)) + 1)
    at = stated(asked.happened_at, file, occasion)
    facts = {"request": request, "wants": asked.wants, "happened_at": at}
    happenings = [Happening(EventType.SUBJECT_REQUEST_RECEIVED, facts, {"text": asked.text})]
    if not asked.identity_known:
        happenings.append(_paused(request, Unclear.IDENTITY, at))
    return changed(file, happenings, terms=terms, occasion=occasion)


def _paused(request: str, why: Unclear, at: str, text: str = "") -> Happening:
    facts = {"clock": clock_of(request), "why": why, "happened_at": at}
    return Happening(EventType.CLOCK_PAUSED, facts, {"text": text} if text else None)


@dataclass(frozen=True, slots=True)
class AskedBack:
    """Which request, what is not clear about it, and what we asked the person."""

    request: str
    why: Unclear
    text: str


def ask_back(file: CaseFile, asked: AskedBack, *, terms: Terms, occasion: Occasion) -> Change:
    """Stop the clock of a request until the person has answered. Source: domain.md 3.6.

    Raises: Invalid, RuleBroken where it stands still already.
    """
    if _open(file, asked.request).waits:
        raise RuleBroken("This request waits for the person’s answer already")
    paused = _paused(asked.request, asked.why, occasion.at.isoformat(), asked.text)
    return changed(file, [paused], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MadeClear:
    """Which request is clear now, and how."""

    request: str
    text: str
    happened_at: datetime | None = None


def make_clear(file: CaseFile, clear: MadeClear, *, terms: Terms, occasion: Occasion) -> Change:
    """Let the clock of a request go on. Raises: Invalid, RuleBroken where it is not standing still."""
    request = _open(file, clear.request)
    if not request.waits:
        raise RuleBroken("This request does not wait for anything from the person")
    facts = {"clock": request.clock, "happened_at": stated(clear.happened_at, file, occasion)}
    resumed = Happening(EventType.CLOCK_RESUMED, facts, {"text": clear.text})
    return changed(file, [resumed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Which request needs more time, how many months more, and the reason that the person was told."""

    request: str
    months: int
    text: str


def take_more_time(file: CaseFile, more: MoreTime, *, terms: Terms, occasion: Occasion) -> Change:
    """Put the answer off once, by no more than the law allows, while the first month still runs.

    Source: UK GDPR Article 12(3); domain.md 3.6. Raises: Invalid, RuleBroken.
    """
    request = _open(file, more.request)
    most = int(str(terms.pack.settings[EXTRA_MONTHS].value))
    if not 1 <= more.months <= most:
        raise Invalid([Fault("months", f"Give 1 to {most} months more: the law allows no longer")])
    if request.is_extended:
        raise RuleBroken("This request was given more time already, which the law allows once")
    _refuse_if_over(file, request, terms, occasion)
    facts = {"clock": request.clock, "added": more.months}
    extended = Happening(EventType.CLOCK_EXTENDED, facts, {"text": more.text})
    return changed(file, [extended], terms=terms, occasion=occasion)


def _refuse_if_over(file: CaseFile, request: SubjectRequest, terms: Terms, occasion: Occasion) -> None:
    clock = next(each for each in file.clocks(terms) if each.code == request.clock)
    if clock.is_late(occasion.at):
        raise RuleBroken("The month is over: the person had to be told of the delay within it")


@dataclass(frozen=True, slots=True)
class RequestAnswered:
    """Which request was answered, whether what was asked was done, and what the person was told."""

    request: str
    granted: bool
    text: str
    happened_at: datetime | None = None


def answer_request(
    file: CaseFile, answer: RequestAnswered, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what was answered; never while we still do not know who asks. Source: domain.md 3.6, C-17.

    Raises: Invalid, RuleBroken; ConsentMissing, where details of a patient would be handed to somebody
    who may not be told all of them.
    """
    request = _open(file, answer.request)
    if answer.granted and request.wants is Wanted.COPY:
        _refuse_to_hand_over(file, request, terms, occasion)
    if request.waits and answer.granted:
        raise RuleBroken("It is not clear yet who asks, or for what: record their answer first")
    facts = {
        "request": request.id,
        "granted": answer.granted,
        "happened_at": stated(answer.happened_at, file, occasion),
    }
    answered = Happening(EventType.SUBJECT_REQUEST_ANSWERED, facts, {"text": answer.text})
    return changed(file, [answered], terms=terms, occasion=occasion)


def _refuse_to_hand_over(
    file: CaseFile, request: SubjectRequest, terms: Terms, occasion: Occasion
) -> None:
    """While little may be told, only a copy that was made for that is handed over (S0-7, C-16)."""
    if not what_may_be_told(file, COMPLAINANT, terms=terms, day=london_date(occasion.at)):
        return
    copies = [each for each in copies_of(file.events, file.case.number) if each.made_at]
    theirs = [each for each in copies if each.request == request.id]
    if not theirs or file.case.number in theirs[-1].trusting:
        raise ConsentMissing(
            "The patient has not agreed that all of it is told. Order a copy, which holds only what "
            "may be told, and hand over that one"
        )


def _open(file: CaseFile, number: str) -> SubjectRequest:
    found = {each.id: each for each in subject_requests_of(file.events) if not each.is_answered}
    _refuse_unknown("request", number, tuple(found))
    return found[number]


def _refuse_unknown(field: str, number: str, known: Sequence[str]) -> None:
    if number not in known:
        raise Invalid([Fault(field, "Choose one that is still open")])


@dataclass(frozen=True, slots=True)
class DataComplaint:
    """What somebody says is wrong with how their personal details were used."""

    text: str
    happened_at: datetime | None = None


def receive_data_complaint(
    file: CaseFile, complaint: DataComplaint, *, terms: Terms, occasion: Occasion
) -> Change:
    """Give it a clock of its own beside the complaint about care. Source: C-26.

    Raises: Invalid.
    """
    facts = {
        "complaint": str(len(data_complaints_of(file.events)) + 1),
        "happened_at": stated(complaint.happened_at, file, occasion),
    }
    received = Happening(EventType.DATA_COMPLAINT_RECEIVED, facts, {"text": complaint.text})
    return changed(file, [received], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class DataComplaintAcknowledged:
    """Which of them was acknowledged, and in which words."""

    complaint: str
    text: str
    happened_at: datetime | None = None


def acknowledge_data_complaint(
    file: CaseFile, said: DataComplaintAcknowledged, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep that the person was told that we have it. Source: C-26. Raises: Invalid."""
    _refuse_unknown("complaint", said.complaint, unacknowledged(file.events))
    facts = {
        "complaint": said.complaint,
        "happened_at": stated(said.happened_at, file, occasion),
    }
    acknowledged = Happening(EventType.DATA_COMPLAINT_ACKNOWLEDGED, facts, {"text": said.text})
    return changed(file, [acknowledged], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class DataComplaintAnswered:
    """Which of them was answered, whether something was wrong, and what the person was told."""

    complaint: str
    upheld: bool
    text: str
    happened_at: datetime | None = None


def answer_data_complaint(
    file: CaseFile, answer: DataComplaintAnswered, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep the outcome that the person was told, whatever becomes of the complaint about care.

    Source: C-26; Data Protection Act 2018 section 164A(5). Raises: Invalid; RuleBroken before it was
    acknowledged.
    """
    _refuse_unknown("complaint", answer.complaint, unanswered(file.events))
    if answer.complaint in unacknowledged(file.events):
        raise RuleBroken("Acknowledge it first: the law wants both")
    facts = {
        "complaint": answer.complaint,
        "upheld": answer.upheld,
        "happened_at": stated(answer.happened_at, file, occasion),
    }
    answered = Happening(EventType.DATA_COMPLAINT_ANSWERED, facts, {"text": answer.text})
    return changed(file, [answered], terms=terms, occasion=occasion)
