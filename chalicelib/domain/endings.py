"""The two ends of a complaint: resolved, when it was answered; closed, when all that was promised is
done and told (C-22).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of


@dataclass(frozen=True, slots=True)
class Ending:
    """When it was resolved and when it was closed; who of the staff gets a copy of the response."""

    resolved_at: datetime | None
    closed_at: datetime | None
    copied: tuple[str, ...]


def ending_of(events: Iterable[Event]) -> Ending:
    """Both ends, as they stand: a case that was opened again has neither."""
    held = tuple(events)
    response = _unless_reopened(held, EventType.RESPONSE_SENT)
    closed = _unless_reopened(held, EventType.CASE_CLOSED)
    return Ending(
        resolved_at=response.happened_at if response else None,
        closed_at=closed.happened_at if closed else None,
        copied=tuple(response.facts["copies"]) if response else (),
    )


def _unless_reopened(events: Iterable[Event], kind: EventType) -> Event | None:
    last = last_of(events, kind, EventType.CASE_REOPENED)
    return last if last and last.type is kind else None
