"""What the regulator asked about complaints and was not told yet (SI 2014/2936 regulation 16(3))."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of


def asked_of_us(events: Sequence[Event]) -> tuple[str, ...]:
    """Every request of the regulator, by its number in the case."""
    return tuple(e.facts["request"] for e in each_of(events, EventType.REGULATOR_ASKED))


def unanswered(events: Sequence[Event]) -> tuple[str, ...]:
    """The requests that wait for our summary."""
    done = {e.facts["request"] for e in each_of(events, EventType.REGULATOR_ANSWERED)}
    return tuple(request for request in asked_of_us(events) if request not in done)
