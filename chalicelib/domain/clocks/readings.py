"""What a clock says: read anew from the events each time, with every step that leads to its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.calendar import WorkingCalendar, london_date
from chalicelib.domain.clocks import calendar_periods, elapsed_hours, negotiated, working_days
from chalicelib.domain.clocks.climbing import climbed
from chalicelib.domain.clocks.clock import Clock
from chalicelib.domain.clocks.date_changes import (
    DateChange,
    changes_of,
    judged,
    last_dated,
)
from chalicelib.domain.clocks.declared_days import declared_days
from chalicelib.domain.clocks.milestones import Milestone, milestone, pending, told_of
from chalicelib.domain.clocks.negotiated import Target, day_of, instant_of, target_in
from chalicelib.domain.clocks.pauses import Pause, pauses_of, since, until
from chalicelib.domain.clocks.rules import ClockKind, ClockRule
from chalicelib.domain.clocks.runs import (
    Run,
    belonging,
    in_order_of_happening,
    instances,
    last_run,
)
from chalicelib.domain.clocks.steps import Reckoning
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import Event, standing


def read_clocks(
    rules: Iterable[ClockRule],
    contact_type: ContactType,
    history: Sequence[Event],
    calendar: WorkingCalendar,
) -> tuple[Clock, ...]:
    """Every clock of the pack that applies to this kind of contact and has started."""
    told = _Told.of(history, calendar)
    applying = (rule for rule in rules if contact_type in rule.applies_to)
    return tuple(clock for rule in applying for clock in _clocks(rule, told))


@dataclass(frozen=True, slots=True)
class _Told:
    """What all clocks of a case are read from: its history, the same in order of happening, and the
    calendars by which days count and notices fall.
    """

    history: Sequence[Event]
    held: tuple[Event, ...]
    calendar: WorkingCalendar
    noticing: WorkingCalendar

    @classmethod
    def of(cls, history: Sequence[Event], calendar: WorkingCalendar) -> _Told:
        held = in_order_of_happening(standing(history))
        return cls(history, held, calendar, calendar.closed_on(declared_days(held)))


def _clocks(rule: ClockRule, told: _Told) -> Iterator[Clock]:
    for instance in instances(rule, told.held):
        mine = belonging(rule, instance, told.held)
        run = last_run(rule, mine)
        if run:
            yield _Reader(rule, instance, run, mine, told.calendar, told.noticing).read(told.history)


def read_rule(rule: ClockRule, history: Sequence[Event], calendar: WorkingCalendar) -> Iterator[Clock]:
    """What the events say of this rule: a clock, one for each instance, or none that started.

    Source: domain.md 4.7; each rule carries its own.
    Raises: CalendarExhausted, if the answer lies beyond the bank holidays held; DateMissing.
    """
    return _clocks(rule, _Told.of(history, calendar))


def read_clock(rule: ClockRule, history: Sequence[Event], calendar: WorkingCalendar) -> Clock | None:
    """The first clock of this rule; None if it never started."""
    return next(read_rule(rule, history, calendar), None)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One run of one clock being read. Days count by the `calendar` that the case pinned; notices keep
    to the working days of `noticing`, which knows what was declared since.
    """

    rule: ClockRule
    instance: str
    run: Run
    events: tuple[Event, ...]
    calendar: WorkingCalendar
    noticing: WorkingCalendar

    def read(self, history: Sequence[Event]) -> Clock:
        """The clock, with its working."""
        changes, pauses = self._changes(), self._pauses()
        counted = tuple(change for change in changes if change.moved)
        end, original = self._reckoned(counted, pauses), self._reckoned((), ())
        round_ = self._round(end, original)
        milestones = self._milestones(end)
        return Clock(
            rule=self.rule,
            instance=self.instance,
            started_at=self.run.start.happened_at,
            day_zero=london_date(self._start),
            due=end.due,
            due_at=end.due_at,
            last_day=end.last_day,
            due_original=original.due,
            due_original_at=original.due_at,
            steps=end.steps,
            changes=changes,
            pauses=pauses,
            calendar_version=self.calendar.version,
            stopped_at=self.run.stopped_at,
            outstanding=self.run.outstanding(self.rule),
            milestones=milestones,
            pending=self._pending(milestones, end, counted, pauses, history),
            round=round_,
            person=self.run.start.facts.get("person"),
        )

    @property
    def _code(self) -> str:
        return self.rule.code_for(self.instance)

    @property
    def _person(self) -> str:
        """Whose promise it is, where its start names somebody; empty where nobody is named."""
        return str(self.run.start.facts.get("person", ""))

    @property
    def _start(self) -> datetime:
        return self.run.day_zero_at(self.rule)

    def _since_start(self) -> tuple[Event, ...]:
        place = self.events.index(self.run.start)
        return self.events[place + 1 :]

    def _pauses(self) -> tuple[Pause, ...]:
        return pauses_of(self._code, self._since_start()) if self.rule.pausable else ()

    def _changes(self) -> tuple[DateChange, ...]:
        pauses = self._pauses()

        def stood(changes: Sequence[DateChange], at: datetime) -> Reckoning:
            return self._reckoned(changes, until(pauses, at))

        return judged(self.rule, changes_of(self._code, self._since_start()), stood)

    def _reckoned(self, changes: Sequence[DateChange], pauses: Sequence[Pause]) -> Reckoning:
        dated, added = last_dated(changes)
        if dated is None or dated.to is None:
            return self._counted(added, pauses)
        return self._moved_on(dated.at, dated.to, added, since(pauses, dated.at))

    def _counted(self, added: int, pauses: Sequence[Pause]) -> Reckoning:
        """Where the rule's own allowance leads, with what was added to it."""
        rule, start, amount = self.rule, self._start, self.rule.allowance + added
        match rule.kind:
            case ClockKind.WORKING_DAYS:
                return working_days.counted(rule, start, amount, pauses, self.calendar)
            case ClockKind.ELAPSED_HOURS:
                return elapsed_hours.counted(rule, start, amount, pauses)
            case ClockKind.CALENDAR_PERIOD:
                return calendar_periods.counted(rule, start, amount, pauses, self.calendar)
            case ClockKind.NEGOTIATED:
                agreed = target_in(self.run.start.facts, rule.due_fact)
                return negotiated.agreed_on(agreed, added)

    def _moved_on(
        self, agreed_at: datetime, to: Target, added: int, pauses: Sequence[Pause]
    ) -> Reckoning:
        """Where a date leads that was agreed later, with what was added or paused since."""
        match self.rule.kind:
            case ClockKind.WORKING_DAYS:
                return working_days.moved_on(agreed_at, day_of(to), added, pauses, self.calendar)
            case ClockKind.ELAPSED_HOURS:
                return elapsed_hours.moved_on(self.rule, agreed_at, instant_of(to), added, pauses)
            case ClockKind.CALENDAR_PERIOD:
                day = day_of(to)
                return calendar_periods.moved_on(
                    self.rule, agreed_at, day, added, pauses, self.calendar
                )
            case ClockKind.NEGOTIATED:
                return negotiated.agreed_on(to, added)

    def _milestones(self, end: Reckoning) -> tuple[Milestone, ...]:
        if self.run.stop:
            return ()
        rows = self.rule.milestones
        found = (milestone(row, self._start, end, self.noticing) for row in rows)
        own = sorted(found, key=lambda each: each.at)
        return (*own, *climbed(self.rule, own, self.events, self.noticing, person=self._person))

    def _pending(
        self,
        milestones: Sequence[Milestone],
        end: Reckoning,
        changes: Sequence[DateChange],
        pauses: Sequence[Pause],
        history: Sequence[Event],
    ) -> tuple[Milestone, ...]:
        if pauses and pauses[-1].end is None:
            return ()
        told = told_of(self.rule, self._code, history, self.run.start, end)
        agreed_at = max((change.at for change in changes), default=self.run.start.happened_at)
        return pending(self.rule, milestones, told=told, since=agreed_at)

    def _round(self, end: Reckoning, original: Reckoning) -> str:
        """Empty for the first run of a clock whose date never moved: most clocks have one round."""
        if self.run.is_first and (end.due, end.due_at) == (original.due, original.due_at):
            return ""
        return f"{self.run.start.seq}-{(end.due_at or end.due).isoformat()}"
