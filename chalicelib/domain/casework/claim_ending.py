"""How a claim ends: concluded, the staff told, what was learnt shared, closed (S1-41, S1-49; 4.6)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.claim_members import Development, contacts_of, told
from chalicelib.domain.claim_staff import (
    ClaimOutcome,
    StaffNews,
    outcome_of_claim,
    staff_told,
    without_outcome,
)
from chalicelib.domain.claim_standing import ClaimState, claim_state_of
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.investigations import Involved
from chalicelib.domain.policy import Terms

_AFTER = {
    ClaimOutcome.SETTLED: ClaimState.SETTLED,
    ClaimOutcome.REPUDIATED: ClaimState.REPUDIATED,
    ClaimOutcome.WON: ClaimState.TRIAL,
    ClaimOutcome.LOST: ClaimState.TRIAL,
}
"""Where a claim must stand to have ended so; it can be discontinued or dropped anywhere."""


@dataclass(frozen=True, slots=True)
class ClaimConclusion:
    """How the claim ended, and why."""

    outcome: ClaimOutcome
    text: str


def conclude_claim(
    file: CaseFile, conclusion: ClaimConclusion, *, terms: Terms, occasion: Occasion
) -> Change:
    """Nothing more is asked of us. What it owes its people comes before it is closed.

    Source: domain.md 4.6. Raises: Invalid, for an end to which the claim has not come; a claim that was
    settled ended so.
    """
    state = claim_state_of(file.events)
    settled = state is ClaimState.SETTLED
    came_to = _AFTER.get(conclusion.outcome, state)
    if came_to is not state or settled is not (conclusion.outcome is ClaimOutcome.SETTLED):
        raise Invalid([Fault("outcome", "The claim has not come to this end")])
    facts = {"outcome": conclusion.outcome}
    concluded = Happening(EventType.CLAIM_CONCLUDED, facts, {"text": conclusion.text})
    return changed(file, [concluded], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class OutcomeNote:
    """What the staff concerned are told, and that whoever has no account here was told in person."""

    text: str
    others_told: bool = False


def tell_staff_outcome(
    file: CaseFile, note: OutcomeNote, *, terms: Terms, occasion: Occasion
) -> Change:
    """Tell all the staff whom the claim concerns how it ended. Source: S1-41. Raises: Invalid."""
    waiting = without_outcome(file.events)
    if not note.others_told and any(each.staff is None for each in waiting):
        words = "Tell those without an account yourself first: no mail reaches them"
        raise Invalid([Fault("others_told", words)])
    outcome = outcome_of_claim(file.events)

    def waits(person: Involved) -> bool:
        return person in waiting

    happenings = staff_told(file.events, StaffNews.OUTCOME, waits, note.text, outcome=outcome)
    return changed(file, happenings, terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learnt, which teams know of it, and what they did about it."""

    text: str
    teams: str
    acted: str


def share_learning(file: CaseFile, learnt: Learning, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep what was learnt from the claim, who heard of it and what they changed. Source: S1-49."""
    sealed = {"text": learnt.text, "teams": learnt.teams, "acted": learnt.acted}
    happening = Happening(EventType.CLAIM_LEARNT, sealed=sealed)
    return changed(file, [happening], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ClaimClosing:
    """What is left to say."""

    text: str = ""


def close_claim(file: CaseFile, closing: ClaimClosing, *, terms: Terms, occasion: Occasion) -> Change:
    """Close the claim, and the case that carries it: from now on its years of keeping count.

    Source: domain.md 4.6, S1-41, S1-42, S1-49.
    """
    sealed = {"text": closing.text} if closing.text else None
    happenings = [
        Happening(EventType.CLAIM_CLOSED, sealed=sealed),
        Happening(EventType.CASE_CLOSED),
        *told(contacts_of(file.events), Development.CLOSED),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)
