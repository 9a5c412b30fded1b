"""The working of a clock: every day that led to its date, and every source it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import CountedDay
from chalicelib.domain.clocks import Clock, ClockKind
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import PolicyRef
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.labels import Tag

_UNITS: Mapping[ClockKind, tuple[str, str]] = {
    ClockKind.WORKING_DAYS: ("working day", "working days"),
}
_PARTS: Mapping[EventType, str] = {
    EventType.ACK_SENT: "the acknowledgement",
    EventType.DISCUSSION_OFFERED: "the offer to discuss",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the count: the day, what it counts as, and why it does not."""

    day: str
    counts_as: str
    why: str = ""

    @property
    def skipped(self) -> bool:
        """Whether the day does not count."""
        return bool(self.why)


@dataclass(frozen=True, slots=True)
class Working:
    """One clock as staff read and defend it."""

    title: str
    due: str
    due_on: date
    tag: Tag
    standing: str
    steps: tuple[Step, ...]
    rule: str
    source: str
    policy: str
    calendar: str


def working_of(clock: Clock, policy: PolicyRef, *, today: date) -> Working:
    """The clock in words."""
    return Working(
        title=clock.rule.title,
        due=full_date(clock.due),
        due_on=clock.due,
        tag=clock_tag(clock, today),
        standing=_standing(clock),
        steps=(_day_zero(clock), *(_step(day, clock) for day in clock.steps)),
        rule=f"{_amount(clock)} after the day of receipt",
        source=clock.rule.source,
        policy=str(policy),
        calendar=clock.calendar_version,
    )


def clock_tag(clock: Clock, today: date) -> Tag:
    """How near the date is while the clock runs; whether it was met once it has stopped."""
    if clock.running:
        return due_tag(clock.due, today)
    return Tag("Late", "red") if clock.is_late(today) else Tag("On time", "green")


def _standing(clock: Clock) -> str:
    if clock.stopped_at is not None:
        return f"Done on {date_and_time(clock.stopped_at)}"
    missing = [_PARTS.get(part, str(part)) for part in clock.outstanding]
    return f"Still needed: {' and '.join(missing)}"


def _day_zero(clock: Clock) -> Step:
    at = date_and_time(clock.started_at)
    return Step(full_date(clock.day_zero), "Day 0", f"the day of receipt ({at}) does not count")


def _step(day: CountedDay, clock: Clock) -> Step:
    if day.number is None:
        return Step(full_date(day.day), "Not counted", day.why_skipped or "")
    one, _ = _UNITS[clock.rule.kind]
    last = ", the last in time" if day.day == clock.due else ""
    return Step(full_date(day.day), f"{one.capitalize()} {day.number}{last}")


def _amount(clock: Clock) -> str:
    one, many = _UNITS[clock.rule.kind]
    return f"{clock.rule.allowance} {one if clock.rule.allowance == 1 else many}"
