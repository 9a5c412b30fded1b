"""When to tell somebody about a clock: at nine in London on a working day, or to the minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chalicelib.domain.calendar import WorkingCalendar, london_date, london_instant
from chalicelib.domain.clocks.calendar_periods import months_after
from chalicelib.domain.clocks.rules import (
    NOTICE_EVENTS,
    Anchor,
    ClockRule,
    MilestoneRule,
    Notice,
    Unit,
)
from chalicelib.domain.clocks.steps import Reckoning
from chalicelib.domain.events import Event

_TO_THE_MINUTE = (Unit.HOURS, Unit.MINUTES)
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone of a running clock, at its instant (UTC); `rung` is 0 for one of the clock's own."""

    code: str
    at: datetime
    notice: Notice
    rung: int = 0


def milestone(
    row: MilestoneRule, start: datetime, end: Reckoning, calendar: WorkingCalendar
) -> Milestone:
    """When this row of the rule falls. Raises: CalendarExhausted."""
    if row.unit in _TO_THE_MINUTE:
        at = _anchor_at(row.anchor, start, end) + timedelta(**{str(row.unit): row.offset})
        return Milestone(row.code, at, row.notice)
    day = _day(row, london_date(start) if row.anchor is Anchor.START else end.due, calendar)
    return Milestone(row.code, london_instant(day, row.at or _MIDNIGHT), row.notice)


def _anchor_at(anchor: Anchor, start: datetime, end: Reckoning) -> datetime:
    if anchor is Anchor.START:
        return start
    # A clock with a date and no time runs out when that day ends in London.
    return end.due_at or london_instant(end.last_day + timedelta(days=1), _MIDNIGHT)


def _day(row: MilestoneRule, anchor: date, calendar: WorkingCalendar) -> date:
    if row.unit is Unit.WORKING_DAYS and row.offset:
        return calendar.add_working_days(anchor, row.offset)
    if row.unit is Unit.MONTHS:
        day = months_after(anchor, row.offset)
    else:
        day = anchor + timedelta(days=row.offset)
    return _nearest_working_day(day, row, calendar)


def _nearest_working_day(day: date, row: MilestoneRule, calendar: WorkingCalendar) -> date:
    """A warning comes no later than its day, so that one can still act; anything after the date
    comes on the next working day. Source: domain.md 4.7.
    """
    if calendar.is_working(day):
        return day
    after_the_date = row.anchor is Anchor.DUE and row.offset > 0
    return calendar.add_working_days(day, 1 if after_the_date else -1)


def pending(
    rule: ClockRule,
    candidates: Sequence[Milestone],
    *,
    told: frozenset[str],
    since: datetime,
) -> tuple[Milestone, ...]:
    """The milestones after the last one told: one told stands for all before it.

    A milestone that would have fallen before the clock began, or before its date was agreed, is none.
    """
    codes = rule.milestone_codes
    after = max((codes.index(code) + 1 for code in told if code in codes), default=0)
    left = (each for each in candidates if codes.index(each.code) >= after and each.at > since)
    return tuple(sorted(left, key=lambda each: each.at))


def told_of(
    rule: ClockRule, code: str, history: Sequence[Event], start: Event, end: Reckoning
) -> frozenset[str]:
    """The codes of the milestones told in this run; those measured from a date that has moved since
    are to be told again.
    """
    from_start = {each.code for each in rule.milestones if each.anchor is Anchor.START}
    due = (end.due_at or end.due).isoformat()
    return frozenset(
        str(event.facts.get("milestone"))
        for event in history
        if event.type in NOTICE_EVENTS.values()
        and event.facts.get("clock") == code
        and event.seq > start.seq
        and (event.facts.get("milestone") in from_start or _due_told(event) == due)
    )


def _due_told(event: Event) -> str:
    return str(event.facts.get("due_at") or event.facts.get("due"))
