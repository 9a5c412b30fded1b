"""Bank holidays that were declared after a case began: its dates get them as days (decision 0011), and
nobody is reminded on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from chalicelib.domain.calendar import WorkingCalendar, london_date
from chalicelib.domain.clocks.clock import Clock
from chalicelib.domain.clocks.rules import ClockKind, Unit
from chalicelib.domain.events import Event, EventType, Happening


def declared_days(history: Iterable[Event]) -> Mapping[date, str]:
    """The days that this case was told of, with their titles."""
    noted = (each.facts["days"] for each in history if each.type is EventType.DAYS_DECLARED)
    return {date.fromisoformat(day): title for days in noted for day, title in days.items()}


def declared_since(pinned: WorkingCalendar, newest: WorkingCalendar) -> Mapping[date, str]:
    """The bank holidays that the newer calendar has and the older has not, within the older's span."""
    known = newest.holidays.items()
    return {
        day: title
        for day, title in known
        if pinned.first <= day <= pinned.last and day not in pinned.holidays
    }


def days_to_note(clocks: Sequence[Clock], days: Mapping[date, str]) -> list[Happening]:
    """That reminders which fall on these days come on others, as one happening; none where none falls.

    Source: issue 3, point 6: at nine on a working day. A moment measured in hours or minutes stays.
    """
    falls = {
        london_date(each.at) for clock in clocks for each in clock.pending if _waits(clock, each.code)
    }
    noted = {day.isoformat(): title for day, title in sorted(days.items()) if day in falls}
    return [Happening(EventType.DAYS_DECLARED, {"days": noted})] if noted else []


def _waits(clock: Clock, code: str) -> bool:
    """Whether this notice keeps to working days."""
    own = next((row for row in clock.rule.milestones if row.code == code), None)
    if own:
        return own.unit not in (Unit.HOURS, Unit.MINUTES)
    return clock.rule.kind is not ClockKind.ELAPSED_HOURS
