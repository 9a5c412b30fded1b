"""Whether a case waits for somebody else: then its handler watches, and cannot do more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from chalicelib.domain.clocks import Clock
from chalicelib.domain.events import Event, EventType

ANSWERS: Mapping[EventType, frozenset[EventType]] = {
    EventType.THIRD_PARTY_AWAITED: frozenset({EventType.THIRD_PARTY_ANSWERED}),
    EventType.CONSENT_REQUESTED: frozenset(
        {
            *(EventType.CONSENT_GIVEN, EventType.CONSENT_REFUSED),
            *(EventType.CONSENT_EXPIRED, EventType.CONSENT_SUBSTITUTED),
            EventType.REPRESENTATIVE_REFUSED,
        }
    ),
}
"""What ends each waiting. Source: S0-22, S2-3."""


def waits_on_others(events: Iterable[Event], clocks: Iterable[Clock]) -> bool:
    """Whether somebody's answer is awaited, or a clock stands still because of others."""
    awaited: set[EventType] = set()
    for event in events:
        if event.type in ANSWERS:
            awaited.add(event.type)
        awaited -= {asked for asked, answers in ANSWERS.items() if event.type in answers}
    return bool(awaited) or any(clock.paused_since for clock in clocks)
