"""Clocks that count hours or minutes as they pass, through nights, weekends and both changes of
London's clocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.domain.calendar import LONDON, london_date
from chalicelib.domain.clocks.pauses import Pause
from chalicelib.domain.clocks.rules import ClockRule, Unit
from chalicelib.domain.clocks.steps import Reckoning, Step, StepKind


def counted(rule: ClockRule, start: datetime, amount: int, pauses: Sequence[Pause]) -> Reckoning:
    """`amount` hours (minutes, where the rule counts those) after `start`: exactly so many, whatever
    London's clocks do meanwhile.

    Source: S1-36, C-20: the 24 hours are absolute; domain.md 4.3: 15 minutes for a medical need.
    """
    return _after(start, _time(rule, amount), pauses, ())


def moved_on(
    rule: ClockRule, agreed_at: datetime, target: datetime, added: int, pauses: Sequence[Pause]
) -> Reckoning:
    """The agreed instant, and what was `added` and the time paused since then after it."""
    agreed = Step(StepKind.AGREED, london_date(target), at=target)
    left = max(target - agreed_at, timedelta(0))
    return _after(agreed_at, left + _time(rule, added), pauses, (agreed,))


def _time(rule: ClockRule, amount: int) -> timedelta:
    return timedelta(minutes=amount) if rule.unit is Unit.MINUTES else timedelta(hours=amount)


def _after(
    start: datetime, time: timedelta, pauses: Sequence[Pause], first: tuple[Step, ...]
) -> Reckoning:
    end = _end(start, time, pauses)
    last = Step(StepKind.HOURS_END, london_date(end), at=end)
    steps = (*first, *_paused(pauses, end), *_changes(start, end), last)
    return Reckoning(london_date(end), london_date(end), end, steps)


def _end(start: datetime, time: timedelta, pauses: Iterable[Pause]) -> datetime:
    """Where the time runs out, standing still in each pause that it meets."""
    now = start
    for pause in pauses:
        running = max(pause.start - now, timedelta(0))
        if running >= time:
            break
        time -= running
        now = max(now, pause.start) + pause.length
    return now + time


def _paused(pauses: Iterable[Pause], end: datetime) -> Iterator[Step]:
    for pause in pauses:
        if pause.end and pause.start < end:
            yield Step(StepKind.PAUSED, pause.first, why=str(pause.length), at=pause.start)


def _changes(start: datetime, end: datetime) -> Iterator[Step]:
    """Each change of London's clocks on the way: the reason why the hour of the day differs."""
    midnight = start.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    while midnight < min(end, start + _WORTH_SAYING):
        after = midnight + timedelta(hours=1)
        if _offset(midnight) != _offset(after) and start < after <= end:
            yield Step(StepKind.CLOCKS_CHANGE, london_date(after), at=after)
        midnight += timedelta(days=1)


def _offset(instant: datetime) -> timedelta | None:
    # London's clocks change at one o'clock in UTC, in both directions.
    return instant.astimezone(LONDON).utcoffset()


_WORTH_SAYING = timedelta(days=366)
"""Over more than a year the hour of the day explains nothing."""
