"""Asking a case's events what happened last, or each time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from chalicelib.domain.events import Event, EventType, Facts


def each_of(events: Iterable[Event], *types: EventType) -> tuple[Event, ...]:
    """Every event of these kinds, in order."""
    return tuple(event for event in events if event.type in types)


def last_of(events: Iterable[Event], *types: EventType) -> Event | None:
    """The last event of these kinds; None where there was none."""
    found = each_of(events, *types)
    return found[-1] if found else None


def since_last(events: Sequence[Event], *types: EventType) -> tuple[Event, ...]:
    """The events after the last one of these kinds; all of them where there was none."""
    last = last_of(events, *types)
    return tuple(event for event in events if last is None or event.seq > last.seq)


def words_of(event: Event) -> Facts:
    """What was written, by its name; nothing once it was erased."""
    return event.sealed.content if event.sealed else {}
