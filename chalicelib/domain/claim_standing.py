"""Where a claim stands: an axis beside the state of the case that carries it (domain.md 4.6).

potential → notified → cover confirmed → investigating → liability assessed
  → repudiated, or an admission: recommended → authorised → served
  → negotiating → settled, or proceedings → trial → concluded → closed
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of


class ClaimState(StrEnum):
    """The stations of a claim, in the order in which it reaches them."""

    POTENTIAL = "potential_claim"
    NOTIFIED = "notified"
    COVER_CONFIRMED = "cover_confirmed"
    INVESTIGATING = "investigating"
    LIABILITY_ASSESSED = "liability_assessed"
    REPUDIATED = "repudiated"
    ADMISSION_RECOMMENDED = "admission_recommended"
    ADMISSION_AUTHORISED = "admission_authorised"
    ADMISSION_SERVED = "admission_served"
    NEGOTIATING = "negotiating"
    SETTLED = "settled"
    PROCEEDINGS = "proceedings"
    TRIAL = "trial"
    CONCLUDED = "concluded"
    CLOSED = "closed"


IN_COURT = frozenset({ClaimState.PROCEEDINGS, ClaimState.TRIAL})
OVER = frozenset({ClaimState.SETTLED, ClaimState.CONCLUDED, ClaimState.CLOSED})
"""Nothing more is decided about who owes what."""

UNDER_WAY = frozenset(ClaimState) - OVER
"""Claims whose end is not known."""

LIABILITY = frozenset(
    {
        ClaimState.INVESTIGATING,
        ClaimState.LIABILITY_ASSESSED,
        ClaimState.REPUDIATED,
        ClaimState.ADMISSION_RECOMMENDED,
        ClaimState.ADMISSION_AUTHORISED,
        ClaimState.ADMISSION_SERVED,
    }
)
"""While it is found out who owes what, and said."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Where an event brings a claim, and from where; elsewhere it moves nothing."""

    to: ClaimState
    out_of: frozenset[ClaimState]


_MOVES: Mapping[EventType, _Move] = {
    EventType.CLAIM_NOTIFIED: _Move(ClaimState.NOTIFIED, frozenset({ClaimState.POTENTIAL})),
    EventType.CLAIM_INVESTIGATED: _Move(
        ClaimState.INVESTIGATING, frozenset({ClaimState.COVER_CONFIRMED})
    ),
    EventType.CLAIM_ASSESSED: _Move(ClaimState.LIABILITY_ASSESSED, LIABILITY),
    EventType.CLAIM_REPUDIATED: _Move(ClaimState.REPUDIATED, LIABILITY),
    EventType.ADMISSION_RECOMMENDED: _Move(ClaimState.ADMISSION_RECOMMENDED, LIABILITY),
    EventType.ADMISSION_AUTHORISED: _Move(ClaimState.ADMISSION_AUTHORISED, LIABILITY),
    EventType.ADMISSION_REVOKED: _Move(ClaimState.ADMISSION_RECOMMENDED, LIABILITY),
    EventType.ADMISSION_SERVED: _Move(ClaimState.ADMISSION_SERVED, LIABILITY),
    EventType.CLAIM_OFFERED: _Move(ClaimState.NEGOTIATING, LIABILITY),
    EventType.CLAIM_SETTLED: _Move(ClaimState.SETTLED, UNDER_WAY),
    EventType.CLAIM_CONCLUDED: _Move(ClaimState.CONCLUDED, frozenset(ClaimState)),
    EventType.CLAIM_CLOSED: _Move(ClaimState.CLOSED, frozenset(ClaimState)),
    EventType.CASE_REOPENED: _Move(ClaimState.CONCLUDED, frozenset({ClaimState.CLOSED})),
}


def claim_state_of(events: Iterable[Event]) -> ClaimState | None:
    """Where the claim stands; None where the case carries none. Source: domain.md 4.6."""
    state: ClaimState | None = None
    for event in events:
        state = _after(state, event)
    return state


def _after(state: ClaimState | None, event: Event) -> ClaimState | None:
    if state is None:
        return ClaimState.POTENTIAL if event.type is EventType.CLAIM_OPENED else None
    if event.type is EventType.CLAIM_COVER_DECIDED:
        confirmed = state is ClaimState.NOTIFIED and event.facts["covered"]
        return ClaimState.COVER_CONFIRMED if confirmed else state
    if event.type is EventType.CLAIM_DEFENDED:
        return ClaimState(event.facts["to"])
    move = _MOVES.get(event.type)
    return move.to if move and state in move.out_of else state


class HighProfile(StrEnum):
    """Why many will look at a claim (S1-13)."""

    MP = "mp"
    PRESS = "press"
    GROUP_ACTION = "group_action"
    NOVEL = "novel"
    CONTENTIOUS = "contentious"
    REPERCUSSIVE = "repercussive"


def high_profile_of(events: Iterable[Event]) -> tuple[HighProfile, ...]:
    """Every reason for which the claim was marked; empty where it was not."""
    marked = (
        reason for e in each_of(events, EventType.CLAIM_HIGH_PROFILE) for reason in e.facts["reasons"]
    )
    return tuple(dict.fromkeys(map(HighProfile, marked)))
