"""Clocks that count working days: 3 to acknowledge, 7 and 10 to reply at a stage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from chalicelib.domain.calendar import WorkingCalendar, london_date
from chalicelib.domain.clocks.pauses import Pause
from chalicelib.domain.clocks.rules import ClockRule
from chalicelib.domain.clocks.steps import Reckoning, Step, StepKind

NOT_BEGUN = "The count has not begun"


def counted(
    rule: ClockRule,
    start: datetime,
    amount: int,
    pauses: Sequence[Pause],
    calendar: WorkingCalendar,
) -> Reckoning:
    """`amount` working days after the London date of `start`, which is day 0 whatever the hour.

    Source: SI 2009/309 reg. 13(3): "after the day on which it receives the complaint".
    Raises: CalendarExhausted.
    """
    day_zero = london_date(start)
    steps = tuple(_passing(day_zero, amount, rule.start_offset, pauses, calendar))
    return _ending(steps, day_zero)


def moved_on(
    agreed_at: datetime,
    target: date,
    added: int,
    pauses: Sequence[Pause],
    calendar: WorkingCalendar,
) -> Reckoning:
    """The agreed date, and `added` working days and those paused since then after it."""
    agreed = Step(StepKind.AGREED, target)
    day_zero = london_date(agreed_at)
    left = calendar.working_days_between(day_zero, target)
    steps = tuple(_passing(day_zero, left + added, 0, pauses, calendar))
    after = tuple(step for step in steps if step.day > target)
    return _ending((agreed, *after), target)


def _ending(steps: Sequence[Step], otherwise: date) -> Reckoning:
    due = steps[-1].day if steps else otherwise
    return Reckoning(due, due, None, tuple(steps))


def _passing(
    day_zero: date, amount: int, offset: int, pauses: Iterable[Pause], calendar: WorkingCalendar
) -> Iterator[Step]:
    """Every day after day 0, until enough of them have counted."""
    # Day 0 must itself lie within the bank holidays held.
    calendar.why_not_working(day_zero)
    day, number = day_zero, -offset
    while number < amount:
        day += timedelta(days=1)
        step = _step(day, number + 1, pauses, calendar)
        number += step.counted
        yield step if number > 0 or not step.counted else Step(StepKind.SKIPPED, day, None, NOT_BEGUN)


def _step(day: date, number: int, pauses: Iterable[Pause], calendar: WorkingCalendar) -> Step:
    why = calendar.why_not_working(day)
    if why:
        return Step(StepKind.SKIPPED, day, None, why)
    if any(pause.covers(day) for pause in pauses):
        return Step(StepKind.PAUSED, day)
    return Step(StepKind.COUNTED, day, number)
