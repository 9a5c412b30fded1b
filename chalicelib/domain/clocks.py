"""By when: each clock is a pure function of what happened, the policy and the calendar.

    (events, rule of the pack's version, calendar's version) → due date, milestones, and every
    step that leads there

Nothing is stored that could be patched. What the table keeps of a clock is a projection, made again
from the events with every change.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from chalicelib.domain.calendar import CountedDay, WorkingCalendar, london_date, london_instant
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import Event, EventType, standing
from chalicelib.domain.identifiers import RoleCode


class ClockKind(StrEnum):
    """How a clock counts. One arithmetic for all would be wrong for most (domain.md 0.3)."""

    WORKING_DAYS = "working_days"


class Notice(StrEnum):
    """What reaching a milestone means."""

    REMINDER = "reminder"
    BREACH = "breach"


NOTICE_EVENTS = {Notice.REMINDER: EventType.REMINDER_SENT, Notice.BREACH: EventType.CLOCK_BREACHED}


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """A moment to tell somebody: so many working days from the due date, at a London time."""

    code: str
    working_days_from_due: int
    at: time
    notice: Notice


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One promise of the policy pack, with its source (domain.md 4.7).

    The clock starts with the first `starts_on` event and stops when every event type of
    `stops_when_all` has happened. `milestones` are in the order in which they fall.
    """

    code: str
    title: str
    kind: ClockKind
    allowance: int
    source: str
    applies_to: frozenset[ContactType]
    starts_on: EventType
    stops_when_all: tuple[EventType, ...]
    owner: RoleCode
    milestones: tuple[MilestoneRule, ...]


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone of a running clock, at its instant (UTC)."""

    code: str
    at: datetime
    notice: Notice


@dataclass(frozen=True, slots=True)
class Clock:
    """What one clock of one case says, with its working.

    `day_zero` is the London date on which it began; `due` the last date still in time; `steps`
    every day between, counted or skipped with the reason. `pending` are the milestones not yet
    told, empty once the clock has stopped.
    """

    rule: ClockRule
    started_at: datetime
    day_zero: date
    due: date
    steps: tuple[CountedDay, ...]
    calendar_version: str
    stopped_at: datetime | None
    outstanding: tuple[EventType, ...]
    pending: tuple[Milestone, ...]

    @property
    def code(self) -> str:
        """The clock's name in the catalogue, such as `ACK`."""
        return self.rule.code

    @property
    def running(self) -> bool:
        """Whether something that the clock waits for has not happened yet."""
        return self.stopped_at is None

    def is_late(self, today: date) -> bool:
        """Whether the due date passed before the clock stopped, or has passed while it runs."""
        end = today if self.stopped_at is None else london_date(self.stopped_at)
        return end > self.due

    def reached(self, now: datetime) -> Milestone | None:
        """The latest milestone that has come and was not told: after an outage one, not all."""
        past = [milestone for milestone in self.pending if milestone.at <= now]
        return past[-1] if past else None

    @property
    def next_at(self) -> datetime | None:
        """When the tick must look at this clock again; None if never."""
        return self.pending[0].at if self.pending else None


def read_clock(rule: ClockRule, history: Sequence[Event], calendar: WorkingCalendar) -> Clock | None:
    """What the events say of this clock; None if it never started.

    Source: domain.md 4.7; each rule carries its own.
    Raises: CalendarExhausted, if the answer lies beyond the bank holidays held.
    """
    held = standing(history)
    start = _first(held, rule.starts_on)
    if start is None:
        return None
    day_zero = london_date(start.happened_at)
    steps = calendar.count(day_zero, rule.allowance)
    due = steps[-1].day if steps else day_zero
    stopped_at, outstanding = _stopped(rule, held)
    return Clock(
        rule=rule,
        started_at=start.happened_at,
        day_zero=day_zero,
        due=due,
        steps=steps,
        calendar_version=calendar.version,
        stopped_at=stopped_at,
        outstanding=outstanding,
        pending=() if stopped_at else _pending(rule, due, history, calendar),
    )


def read_clocks(
    rules: Iterable[ClockRule],
    contact_type: ContactType,
    history: Sequence[Event],
    calendar: WorkingCalendar,
) -> tuple[Clock, ...]:
    """Every clock of the pack that applies to this kind of contact and has started."""
    applying = (rule for rule in rules if contact_type in rule.applies_to)
    readings = (read_clock(rule, history, calendar) for rule in applying)
    return tuple(clock for clock in readings if clock is not None)


def _first(events: Iterable[Event], wanted: EventType) -> Event | None:
    return next((event for event in events if event.type is wanted), None)


def _stopped(rule: ClockRule, held: Sequence[Event]) -> tuple[datetime | None, tuple[EventType, ...]]:
    """When the last of the parts happened, and which parts have not happened yet."""
    parts = {wanted: _first(held, wanted) for wanted in rule.stops_when_all}
    outstanding = tuple(wanted for wanted, event in parts.items() if event is None)
    if outstanding or not parts:
        return None, outstanding
    return max(event.happened_at for event in parts.values() if event), ()


def _pending(
    rule: ClockRule, due: date, history: Sequence[Event], calendar: WorkingCalendar
) -> tuple[Milestone, ...]:
    """The milestones after the last one told: one told stands for all before it."""
    told = _milestones_told(rule.code, history)
    codes = [milestone.code for milestone in rule.milestones]
    after = max((codes.index(code) + 1 for code in told if code in codes), default=0)
    return tuple(_milestone(row, due, calendar) for row in rule.milestones[after:])


def _milestones_told(clock_code: str, history: Sequence[Event]) -> list[str]:
    return [
        event.facts["milestone"]
        for event in history
        if event.type in NOTICE_EVENTS.values() and event.facts["clock"] == clock_code
    ]


def _milestone(row: MilestoneRule, due: date, calendar: WorkingCalendar) -> Milestone:
    day = calendar.add_working_days(due, row.working_days_from_due)
    return Milestone(row.code, london_instant(day, row.at), row.notice)
