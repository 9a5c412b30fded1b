"""How a case ends, and how it begins again: closed, reopened, declined, withdrawn, transferred, or with
the ombudsman (T11 to T17). Every end that is ours has its reason and names the ombudsman.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.casework.consenting import IN_WRITING, in_writing, require_sharing
from chalicelib.domain.consent import hold_for
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.issues import Outcome
from chalicelib.domain.media import media_for
from chalicelib.domain.parties import COMPLAINANT, Channel
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Closing:
    """What is left to say when a case is closed."""

    text: str = ""


def close(file: CaseFile, closing: Closing, *, terms: Terms, occasion: Occasion) -> Change:
    """Close the case: everything promised is done and told. Source: S2-89, T11, T12."""
    sealed = {"text": closing.text} if closing.text else None
    closed = Happening(EventType.CASE_CLOSED, sealed=sealed)
    return changed(file, [closed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Reopening:
    """What is new, or was not answered."""

    text: str


def reopen(file: CaseFile, reopening: Reopening, *, terms: Terms, occasion: Occasion) -> Change:
    """Take the case up again. Source: T15."""
    reopened = Happening(EventType.CASE_REOPENED, sealed={"text": reopening.text})
    return changed(file, [reopened], terms=terms, occasion=occasion)


class DeclineReason(StrEnum):
    """Why a complaint is not investigated. Always somebody's decision, never a rule's (S2-27)."""

    OUT_OF_TIME = "out_of_time"
    ALREADY_INVESTIGATED = "already_investigated"
    BY_A_PUBLIC_BODY = "by_a_public_body"
    EMPLOYMENT = "employment"
    NO_CONSENT = "no_consent"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True, slots=True)
class Declining:
    """Why it is not investigated, and how the letter goes, which names the ombudsman by itself."""

    why: DeclineReason
    reason: str
    sent_by: Channel


def decline(file: CaseFile, declining: Declining, *, terms: Terms, occasion: Occasion) -> Change:
    """Decide not to investigate; the letter with the reasons goes. Whoever may be told nothing gets
    another one, which confirms nothing about anybody and names the ombudsman (SC-3 B).

    Source: S2-27, T17; SI 2009/309 regulations 8 and 12; S2-13. Raises: Invalid.
    """
    _require_in_writing(declining.sent_by)
    shut = hold_for(COMPLAINANT, file.events, terms, london_date(occasion.at))
    late = declining.why is DeclineReason.OUT_OF_TIME
    facts = {
        "why": declining.why,
        "outcome": Outcome.DECLINED_OUT_OF_TIME if late else Outcome.DECLINED_OUT_OF_SCOPE,
        "how": declining.sent_by,
        "shut": shut is not None,
        "media": list(in_writing(file, "sent_by", declining.sent_by)),
    }
    declined = Happening(EventType.CASE_DECLINED, facts, {"text": declining.reason})
    return changed(file, [declined], terms=terms, occasion=occasion)


def _require_in_writing(sent_by: Channel) -> None:
    if sent_by not in IN_WRITING:
        raise Invalid([Fault("sent_by", "The person must have it in writing")])


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That the person wants no more of it: in writing, or said and confirmed on another day. `safety`
    is what we look into all the same, because it concerns the safety of others.
    """

    in_writing: bool
    text: str
    first_said_on: date | None = None
    confirmed_on: date | None = None
    safety: str = ""


def withdraw(file: CaseFile, withdrawal: Withdrawal, *, terms: Terms, occasion: Occasion) -> Change:
    """End it because the person withdrew it, and write to them that it is so, wherever they can be
    written to. What concerns safety is still looked into.

    Source: T17 [D]: in writing, or confirmed orally twice. Raises: Invalid.
    """
    if not withdrawal.in_writing:
        _require_two_days(withdrawal)
    facts = {
        "in_writing": withdrawal.in_writing,
        "safety": bool(withdrawal.safety.strip()),
        "media": list(media_for(file.complainant)) if file.complainant else [],
    }
    sealed = {"text": withdrawal.text, "safety": withdrawal.safety}
    withdrawn = Happening(EventType.CASE_WITHDRAWN, facts, sealed)
    return changed(file, [withdrawn], terms=terms, occasion=occasion)


def _require_two_days(withdrawal: Withdrawal) -> None:
    first, second = withdrawal.first_said_on, withdrawal.confirmed_on
    if first is None:
        raise Invalid([Fault("first_said_on", "Say on which day they first said so")])
    if second is None or second <= first:
        message = "Ask them again on another day, and give that day"
        raise Invalid([Fault("confirmed_on", message)])


@dataclass(frozen=True, slots=True)
class Transfer:
    """To whom it goes, that the person agreed, and how the letter to them goes."""

    organisation: str
    consented: bool
    reason: str
    sent_by: Channel


def transfer(file: CaseFile, transferred: Transfer, *, terms: Terms, occasion: Occasion) -> Change:
    """Pass it to the organisation that it is for, with the person's consent; they are written to.

    Source: T17; SI 2009/309 regulations 6 and 7; S0-7. Raises: Invalid, ConsentMissing.
    """
    if not transferred.consented:
        raise Invalid([Fault("consented", "Ask the person first: it goes only with their consent")])
    require_sharing(file, day=london_date(occasion.at))
    _require_in_writing(transferred.sent_by)
    facts = {
        "how": transferred.sent_by,
        "media": list(in_writing(file, "sent_by", transferred.sent_by)),
    }
    sealed = {"organisation": transferred.organisation, "text": transferred.reason}
    passed = Happening(EventType.CASE_TRANSFERRED, facts, sealed)
    return changed(file, [passed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class OmbudsmanLetter:
    """What the ombudsman wrote, when that reached us, and by when they want what they ask for; None
    where they ask for nothing.
    """

    text: str
    due: date | None = None
    happened_at: datetime | None = None


def involve_ombudsman(
    file: CaseFile, letter: OmbudsmanLetter, *, terms: Terms, occasion: Occasion
) -> Change:
    """The ombudsman looks at the case; what they ask for is owed by the day that they name.

    Source: T16. Raises: Invalid.
    """
    facts = {"happened_at": stated(letter.happened_at, file, occasion), "asks": bool(letter.due)}
    if letter.due:
        facts["due"] = not_past(letter.due, occasion, "due")
    involved = Happening(EventType.OMBUDSMAN_INVOLVED, facts, {"text": letter.text})
    return changed(file, [involved], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class OmbudsmanAnswer:
    """What the ombudsman was sent, and when."""

    text: str
    happened_at: datetime | None = None


def answer_ombudsman(
    file: CaseFile, answer: OmbudsmanAnswer, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that the ombudsman has what they asked for. Source: T16."""
    facts = {"happened_at": stated(answer.happened_at, file, occasion)}
    answered = Happening(EventType.OMBUDSMAN_ANSWERED, facts, {"text": answer.text})
    return changed(file, [answered], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class OmbudsmanDecision:
    """What the ombudsman decided and recommends."""

    upheld: bool
    text: str
    happened_at: datetime | None = None


def record_decision(
    file: CaseFile, decision: OmbudsmanDecision, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep the ombudsman's decision. What it recommends becomes actions. Source: T16, domain.md 4.1."""
    happened_at = stated(decision.happened_at, file, occasion)
    facts = {"upheld": decision.upheld, "happened_at": happened_at}
    decided = Happening(EventType.OMBUDSMAN_DECIDED, facts, {"text": decision.text})
    return changed(file, [decided], terms=terms, occasion=occasion)
