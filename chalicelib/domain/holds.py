"""Legal hold: nothing of the case may be deleted while a claim or an inquiry may need it (S1-42)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of

WHY_KEPT = "The case is on legal hold: nothing of it may be deleted until the hold ends"


def is_on_hold(events: Iterable[Event]) -> bool:
    """Whether everything in the case must be kept. Source: S1-42."""
    last = last_of(events, EventType.HOLD_PLACED, EventType.HOLD_ENDED)
    return last is not None and last.type is EventType.HOLD_PLACED
