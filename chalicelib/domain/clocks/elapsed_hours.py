"""Clocks that count hours as they pass, through nights, weekends and both changes of the clocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from chalicelib.domain.calendar import LONDON, london_date
from chalicelib.domain.clocks.pauses import Pause
from chalicelib.domain.clocks.steps import Reckoning, Step, StepKind


def counted(start: datetime, amount: int, pauses: Sequence[Pause]) -> Reckoning:
    """`amount` hours after `start`: exactly so many, whatever London's clocks do meanwhile.

    Source: S1-36, C-20: the 24 hours are absolute.
    """
    return _after(start, timedelta(hours=amount), pauses, ())


def moved_on(agreed_at: datetime, target: datetime, added: int, pauses: Sequence[Pause]) -> Reckoning:
    """The agreed instant, and `added` hours and the time paused since then after it."""
    agreed = Step(StepKind.AGREED, london_date(target), at=target)
    left = max(target - agreed_at, timedelta(0))
    return _after(agreed_at, left + timedelta(hours=added), pauses, (agreed,))


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
