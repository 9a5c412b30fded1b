"""When a clock stood still. A pause covers the day on which it begins and not the day on which it ends,
so that two pauses that meet cover exactly what one of the same length covers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar import london_date
from chalicelib.domain.events import Event, EventType


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which a clock stood still. `end` is None for as long as it does."""

    start: datetime
    end: datetime | None = None

    @property
    def first(self) -> date:
        """The first London date that does not count."""
        return london_date(self.start)

    @property
    def resumed_on(self) -> date:
        """The London date from which days count again; of an open pause, the day it began."""
        return london_date(self.end or self.start)

    def covers(self, day: date) -> bool:
        """Whether the clock stood still on this London date."""
        return self.first <= day < self.resumed_on

    @property
    def length(self) -> timedelta:
        """How long it stood still; nothing yet while nobody knows."""
        return (self.end or self.start) - self.start


def pauses_of(clock_code: str, events: Iterable[Event]) -> tuple[Pause, ...]:
    """The pauses of this clock. Pausing what is paused, or resuming what runs, changes nothing."""
    pauses: list[Pause] = []
    for event in events:
        if event.facts.get("clock") != clock_code:
            continue
        standing_still = bool(pauses) and pauses[-1].end is None
        if event.type is EventType.CLOCK_PAUSED and not standing_still:
            pauses.append(Pause(event.happened_at))
        elif event.type is EventType.CLOCK_RESUMED and standing_still:
            pauses[-1] = replace(pauses[-1], end=event.happened_at)
    return tuple(pauses)


def until(pauses: Iterable[Pause], instant: datetime) -> tuple[Pause, ...]:
    """The pauses as they were known at `instant`: one that had not ended lasts up to then."""
    known = (pause for pause in pauses if pause.start < instant)
    return tuple(replace(p, end=min(p.end, instant) if p.end else instant) for p in known)


def since(pauses: Iterable[Pause], instant: datetime) -> tuple[Pause, ...]:
    """What lies of the pauses after `instant`."""
    after = (p for p in pauses if p.end is None or p.end > instant)
    return tuple(replace(pause, start=max(pause.start, instant)) for pause in after)
