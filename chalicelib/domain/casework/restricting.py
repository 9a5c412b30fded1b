"""Limiting how somebody contacts us (S2-39): proposed by anybody, decided by the complaints manager."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.consenting import in_writing, require_open
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Terms
from chalicelib.domain.restrictions import was_answered_in_full


@dataclass(frozen=True, slots=True)
class RestrictionProposal:
    """What happened, again and again."""

    text: str


def propose_restriction(
    file: CaseFile, proposal: RestrictionProposal, *, terms: Terms, occasion: Occasion
) -> Change:
    """Ask the complaints manager to decide. It changes nothing by itself. Source: S2-39."""
    proposed = Happening(EventType.RESTRICTION_PROPOSED, sealed={"text": proposal.text})
    return changed(file, [proposed], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class RestrictionDecision:
    """What is limited, as the person reads it, and until when; which advice was taken, and which full
    responses there were.
    """

    text: str
    advice: str
    all_answered: bool
    earlier_responses: str
    review_on: date


def restrict(
    file: CaseFile,
    decision: RestrictionDecision,
    *,
    terms: Terms,
    occasion: Occasion,
    earlier: Sequence[CaseFile] = (),
) -> Change:
    """Limit how the person contacts us about what was fully answered, here and in every one of the
    `earlier` cases about the same matter. They get a letter with the limits, the day on which these
    are looked at again, and the ombudsman. A new issue is always received.

    Source: S2-39, S2-40; domain.md 0, row 9. Raises: Invalid, ConsentMissing.
    """
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    faults = _unanswered(earlier)
    if not decision.all_answered:
        faults.append(Fault("all_answered", "Answer every issue first"))
    if decision.review_on <= london_date(occasion.at):
        faults.append(Fault("review_on", "Choose a day still to come on which it is looked at again"))
    if faults:
        raise Invalid(faults)
    sealed = {
        "text": decision.text,
        "advice": decision.advice,
        "earlier_responses": decision.earlier_responses,
    }
    answered = [each for each in (file, *earlier) if was_answered_in_full(each)]
    facts = {
        "review_on": decision.review_on.isoformat(),
        "answered": [str(each.case.reference) for each in answered],
        "media": list(in_writing(file, "text")),
    }
    applied = Happening(EventType.RESTRICTION_APPLIED, facts, sealed)
    return changed(file, [applied], terms=terms, occasion=occasion)


def _unanswered(earlier: Sequence[CaseFile]) -> list[Fault]:
    """The cases about the same matter that still wait for their full response."""
    waiting = [str(each.case.reference) for each in earlier if not was_answered_in_full(each)]
    if not waiting:
        return []
    message = f"Not answered in full yet: {' and '.join(waiting)}. Answer it first"
    return [Fault("earlier_responses", message)]


@dataclass(frozen=True, slots=True)
class RestrictionEnd:
    """Why it is no longer needed."""

    text: str


def lift_restriction(
    file: CaseFile, end: RestrictionEnd, *, terms: Terms, occasion: Occasion
) -> Change:
    """End a restriction. Source: S2-39, domain.md 4.6b."""
    lifted = Happening(EventType.RESTRICTION_LIFTED, sealed={"text": end.text})
    return changed(file, [lifted], terms=terms, occasion=occasion)
