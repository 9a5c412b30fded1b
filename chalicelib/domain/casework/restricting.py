"""Limiting how somebody contacts us (S2-39): proposed by anybody, decided by the complaints manager."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


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
    """What is limited, when it is looked at again, which advice was taken, and what was answered."""

    text: str
    advice: str
    all_answered: bool
    earlier_responses: str
    review_on: date


def restrict(
    file: CaseFile, decision: RestrictionDecision, *, terms: Terms, occasion: Occasion
) -> Change:
    """Limit how the person contacts us about what was fully answered. A new issue is always received.

    Source: S2-39, S2-40. Raises: Invalid.
    """
    faults = []
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
    facts = {"review_on": decision.review_on.isoformat()}
    applied = Happening(EventType.RESTRICTION_APPLIED, facts, sealed)
    return changed(file, [applied], terms=terms, occasion=occasion)


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
