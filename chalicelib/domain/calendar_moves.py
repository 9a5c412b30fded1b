"""What a newly declared bank holiday does to a case: a clock that runs and is in time gets its day.

A case counts by the calendar that it pinned at receipt. A later calendar changes no date by itself:
each clock that gains by it is moved by a revision of its own, which its history shows for ever. A
clock that would lose, that is past its date, stands still or has stopped stays as it is.

Source: domain.md 2 (no date moves without an explicit revision), 3.12 (only ever lengthening).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import BECAUSE_OF_THE_CALENDAR, Clock, due_moment
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Move:
    """One clock and where it goes: to the day, or to the instant where it knows one."""

    clock: Clock
    due: date
    due_at: datetime | None

    def revision(self, version: str) -> Happening:
        """What happens to the clock because of the calendar of this version."""
        facts = {
            "clock": self.clock.code,
            "cause": BECAUSE_OF_THE_CALENDAR,
            "calendar_version": version,
            "due": (self.due_at or self.due).isoformat(),
            "due_before": (self.clock.due_at or self.clock.due).isoformat(),
        }
        return Happening(EventType.CLOCK_REVISED, facts)


def moves_of(
    file: CaseFile, newer: WorkingCalendar, *, terms: Terms, now: datetime
) -> tuple[Move, ...]:
    """Every clock of the case that this calendar gives more time; empty where none does.

    Once moved, a clock says the same by both calendars, so asking again finds nothing. One that
    stands still is asked about again when it runs. Raises: CalendarExhausted.
    """
    if newer.version == terms.calendar.version:
        return ()
    anew = {clock.code: clock for clock in file.clocks(replace(terms, calendar=newer))}
    movable = (clock for clock in file.clocks(terms) if clock.ticking and not clock.is_late(now))
    return tuple(_later((clock, anew[clock.code]) for clock in movable))


def _later(pairs: Iterator[tuple[Clock, Clock]]) -> Iterator[Move]:
    for clock, anew in pairs:
        if due_moment(anew) > due_moment(clock):
            yield Move(clock, anew.due, anew.due_at)
