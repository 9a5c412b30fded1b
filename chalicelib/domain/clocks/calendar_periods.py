"""Clocks that count months or days of the calendar: six months to respond, one month for a subject
access request, ten years to keep a file.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar import WorkingCalendar, london_date
from chalicelib.domain.clocks.pauses import Pause
from chalicelib.domain.clocks.rules import ClockRule, Counting, Roll, Unit
from chalicelib.domain.clocks.steps import Reckoning, Step, StepKind

_ONE_DAY = timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The corresponding date so many months later, or earlier; of a shorter month its last day.

    Source: domain.md 3.1 and 3.6. Never 365 or 366 days.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of_months(day: date, months: int, counting: Counting) -> date:
    """The last day of so many months that commence on `day`, or that are counted after it.

    Source: SI 2009/309 reg. 14(4), "6 months commencing on the day"; domain.md 3.1.

    >>> last_day_of_months(date(2026, 11, 30), 6, Counting.FROM_THE_DAY)
    datetime.date(2027, 5, 29)
    >>> last_day_of_months(date(2026, 8, 31), 6, Counting.FROM_THE_DAY)
    datetime.date(2027, 2, 28)
    """
    corresponding = months_after(day, months)
    exists = corresponding.day == day.day
    return corresponding - _ONE_DAY if counting is Counting.FROM_THE_DAY and exists else corresponding


def last_day(day: date, amount: int, unit: Unit, counting: Counting) -> date:
    """The last day of a period of months or days.

    >>> last_day(date(2026, 12, 7), 28, Unit.DAYS, Counting.AFTER_THE_DAY)
    datetime.date(2027, 1, 4)
    """
    if unit is Unit.MONTHS:
        return last_day_of_months(day, amount, counting)
    first_counts = counting is Counting.FROM_THE_DAY
    return day + timedelta(days=amount - first_counts)


def counted(
    rule: ClockRule,
    start: datetime,
    amount: int,
    pauses: Sequence[Pause],
    calendar: WorkingCalendar,
) -> Reckoning:
    """The period of `amount` months or days, a day longer for each day paused within it.

    Source: domain.md 0.4, 3.1. Raises: CalendarExhausted, where the rule rolls to a working day.
    """
    day = london_date(start)
    ends = last_day(day, amount, rule.unit, rule.counting)
    first = day if rule.counting is Counting.FROM_THE_DAY else day + _ONE_DAY
    paused = tuple(_paused(ends, first, pauses))
    return _rolled(rule, (Step(StepKind.PERIOD_ENDS, ends, amount), *paused), calendar)


def moved_on(
    rule: ClockRule,
    agreed_at: datetime,
    target: date,
    added: int,
    pauses: Sequence[Pause],
    calendar: WorkingCalendar,
) -> Reckoning:
    """The agreed date, and what was added or paused since then after it."""
    ends = last_day(target, added, rule.unit, Counting.AFTER_THE_DAY)
    paused = tuple(_paused(ends, london_date(agreed_at) + _ONE_DAY, pauses))
    return _rolled(rule, (Step(StepKind.AGREED, ends), *paused), calendar)


def _rolled(rule: ClockRule, period: Sequence[Step], calendar: WorkingCalendar) -> Reckoning:
    last = period[-1].day
    rolls = tuple(_rolls(last, rule.roll, calendar))
    due = rolls[-1].day if rolls else last
    in_time = due if rule.roll is Roll.FORWARD else last
    return Reckoning(due, in_time, None, (*period, *rolls))


def _paused(last: date, first: date, pauses: Iterable[Pause]) -> Iterator[Step]:
    """Each pause that the period met from `first` on, with the day to which it moved the end."""
    for pause in pauses:
        days = (pause.resumed_on - max(pause.first, first)).days
        if pause.first > last:
            return
        if days > 0:
            last += timedelta(days=days)
            yield Step(StepKind.PAUSED, last, days)


def _rolls(last: date, roll: Roll, calendar: WorkingCalendar) -> Iterator[Step]:
    """Each day between the end of the period and the working day that is kept to."""
    if roll is Roll.NONE:
        return
    way = -_ONE_DAY if roll is Roll.BACK else _ONE_DAY
    kind = StepKind.ROLLED_BACK if roll is Roll.BACK else StepKind.ROLLED_FORWARD
    day = last
    while why := calendar.why_not_working(day):
        yield Step(StepKind.SKIPPED, day, None, why)
        day += way
    if day != last:
        yield Step(kind, day)
