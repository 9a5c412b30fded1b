"""The working of a clock: every step that led to its date, and every source it rests on. The case page,
the API and a letter that explains a date say it in the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import (
    Clock,
    ClockKind,
    ClockRule,
    Counting,
    DateChange,
    Pause,
    Roll,
    StepKind,
    Unit,
    Unmoved,
)
from chalicelib.domain.clocks import Step as ClockStep
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import PolicyRef
from chalicelib.presentation.dates import clock_time, date_and_time, full_date
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.labels import EVENTS, Tag

_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.DAYS: ("day", "days"),
    Unit.MONTHS: ("month", "months"),
    Unit.HOURS: ("hour", "hours"),
    Unit.MINUTES: ("minute", "minutes"),
}
_PARTS: Mapping[EventType, str] = {
    EventType.ACK_SENT: "the acknowledgement",
    EventType.DISCUSSION_OFFERED: "the offer to discuss",
    EventType.RESPONSE_SENT: "the response",
    EventType.PLAN_SENT: "the plan",
    EventType.STAGE_REPLIED: "the reply",
    EventType.LETTER_APPROVED: "the approval of the letter",
    EventType.CASE_REVIEWED: "the review",
}
_UNMOVED: Mapping[Unmoved, str] = {
    Unmoved.LATE: "the date had passed, so it moved nothing",
    Unmoved.NOT_AGREED: "it was not agreed, so it moved nothing",
    Unmoved.NOT_ALLOWED: "the rule does not allow it, so it moved nothing",
    Unmoved.SHORTENS: "it would have been earlier, so it moved nothing",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the day, what it counts as, and why it does not."""

    day: str
    counts_as: str
    why: str = ""
    skipped: bool = False

    @property
    def text(self) -> str:
        """The step as one sentence's worth of words."""
        return f"{self.day}: {self.counts_as}{f' ({self.why})' if self.why else ''}"


@dataclass(frozen=True, slots=True)
class Working:
    """One clock as staff read and defend it. `moved` says what changed the date, or tried to."""

    title: str
    due: str
    due_on: date
    tag: Tag
    standing: str
    steps: tuple[Step, ...]
    moved: tuple[str, ...]
    first_promised: str
    last_day: str
    rule: str
    source: str
    policy: str
    calendar: str


def working_of(clock: Clock, policy: PolicyRef, *, now: datetime) -> Working:
    """The clock in words."""
    return Working(
        title=clock.rule.title,
        due=due_words(clock),
        due_on=clock.due,
        tag=clock_tag(clock, now),
        standing=_standing(clock),
        steps=steps_of(clock),
        moved=moved_words(clock),
        first_promised=_first_promised(clock),
        last_day="" if clock.last_day == clock.due else full_date(clock.last_day),
        rule=rule_words(clock.rule),
        source=clock.rule.source,
        policy=str(policy),
        calendar=clock.calendar_version,
    )


def working_text(clock: Clock) -> tuple[str, ...]:
    """The working as lines of plain text: what a letter about a date, and the API, say."""
    rule = f"Rule: {rule_words(clock.rule)}. Source: {clock.rule.source}."
    steps = (step.text for step in steps_of(clock))
    return (rule, *steps, *moved_words(clock), f"Due: {due_words(clock)}")


def due_words(clock: Clock) -> str:
    """The date, with the time where the clock knows one."""
    day = full_date(clock.due)
    return f"{day} at {clock_time(clock.due_at)}" if clock.due_at else day


def clock_tag(clock: Clock, now: datetime) -> Tag:
    """How near the date is while the clock runs; whether it was met once it has stopped."""
    if not clock.running:
        return Tag("Late", "red") if clock.is_late(now) else Tag("On time", "green")
    if clock.paused_since and not clock.is_late(now):
        return Tag("Paused", "grey")
    today = london_date(now)
    late_today = clock.is_late(now) and clock.due == today
    return Tag("Overdue", "red") if late_today else due_tag(clock.due, today)


def _standing(clock: Clock) -> str:
    if clock.stopped_at is not None:
        return f"Done on {date_and_time(clock.stopped_at)}"
    missing = " and ".join(_PARTS.get(part, EVENTS[part].lower()) for part in clock.outstanding)
    needed = f"Still needed: {missing}" if missing else "Running"
    paused = clock.paused_since
    return f"Paused since {date_and_time(paused)}. {needed}" if paused else needed


def _first_promised(clock: Clock) -> str:
    now, first = (clock.due, clock.due_at), (clock.due_original, clock.due_original_at)
    return "" if now == first else full_date(clock.due_original)


def rule_words(rule: ClockRule) -> str:
    """How the rule counts, in words."""
    return _RULES[rule.kind](rule)


def _working_days(rule: ClockRule) -> str:
    return f"{_amount(rule.allowance, rule.unit)} after {_day_zero_words(rule)}"


def _hours(rule: ClockRule) -> str:
    return f"{_amount(rule.allowance, rule.unit)} as they pass, nights and weekends included"


def _period(rule: ClockRule) -> str:
    how = "commencing on" if rule.counting is Counting.FROM_THE_DAY else "after"
    return f"{_amount(rule.allowance, rule.unit)} {how} {_day_zero_words(rule)}{_ROLLS[rule.roll]}"


def _agreed(rule: ClockRule) -> str:
    return "the date that was agreed or given"


_RULES: Mapping[ClockKind, Callable[[ClockRule], str]] = {
    ClockKind.WORKING_DAYS: _working_days,
    ClockKind.ELAPSED_HOURS: _hours,
    ClockKind.CALENDAR_PERIOD: _period,
    ClockKind.NEGOTIATED: _agreed,
}
_ROLLS: Mapping[Roll, str] = {
    Roll.NONE: "",
    Roll.BACK: "; if that is no working day, the working day before",
    Roll.FORWARD: "; if that is no working day, the working day after",
}


def _day_zero_words(rule: ClockRule) -> str:
    received = any(trigger.type is EventType.CASE_RECEIVED for trigger in rule.starts_on)
    return "the day of receipt" if received else "the day on which it began"


def _amount(number: int, unit: Unit) -> str:
    one, many = _UNITS[unit]
    return f"{number} {one if number == 1 else many}"


def steps_of(clock: Clock) -> tuple[Step, ...]:
    """Day 0 and every step after it."""
    return (_day_zero(clock), *(_STEPS[step.kind](step, clock) for step in clock.steps))


def _day_zero(clock: Clock) -> Step:
    day, at = full_date(clock.day_zero), date_and_time(clock.started_at)
    if clock.rule.kind is ClockKind.ELAPSED_HOURS:
        return Step(day, f"Began at {clock_time(clock.started_at)}")
    if clock.rule.kind is ClockKind.NEGOTIATED:
        return Step(day, "Agreed or asked for", at)
    counts = clock.rule.kind is ClockKind.CALENDAR_PERIOD and (
        clock.rule.counting is Counting.FROM_THE_DAY
    )
    word = _day_zero_words(clock.rule)
    if counts:
        return Step(day, "Day 1", f"{word} ({at}) is the first day of the period")
    return Step(day, "Day 0", f"{word} ({at}) does not count", skipped=True)


def _counted(step: ClockStep, clock: Clock) -> Step:
    last = ", the last in time" if step.day == clock.due else ""
    return Step(full_date(step.day), f"Working day {step.number}{last}")


def _skipped(step: ClockStep, clock: Clock) -> Step:
    return Step(full_date(step.day), "Not counted", step.why or "", skipped=True)


def _paused(step: ClockStep, clock: Clock) -> Step:
    if clock.rule.kind is ClockKind.CALENDAR_PERIOD:
        days = _amount(step.number or 0, Unit.DAYS)
        return Step(full_date(step.day), f"The end, moved on by a pause of {days}")
    return Step(full_date(step.day), "Not counted", "the clock was paused", skipped=True)


def _period_ends(step: ClockStep, clock: Clock) -> Step:
    amount = _amount(step.number or 0, clock.rule.unit)
    return Step(full_date(step.day), f"The last day of the {amount}")


def _hours_end(step: ClockStep, clock: Clock) -> Step:
    return Step(full_date(step.day), f"The time ends at {_time_of(step)}")


def _clocks_change(step: ClockStep, clock: Clock) -> Step:
    why = "so the time of day at the end differs by an hour"
    return Step(full_date(step.day), f"London’s clocks change: it becomes {_time_of(step)}", why)


def _rolled(step: ClockStep, clock: Clock) -> Step:
    which = "before" if step.kind is StepKind.ROLLED_BACK else "after"
    return Step(full_date(step.day), f"The working day {which}")


def _agreed_step(step: ClockStep, clock: Clock) -> Step:
    at = f" at {_time_of(step)}" if step.at else ""
    return Step(full_date(step.day), f"The date agreed or given{at}")


def _time_of(step: ClockStep) -> str:
    return clock_time(step.at) if step.at else ""


_STEPS: Mapping[StepKind, Callable[[ClockStep, Clock], Step]] = {
    StepKind.COUNTED: _counted,
    StepKind.SKIPPED: _skipped,
    StepKind.PAUSED: _paused,
    StepKind.PERIOD_ENDS: _period_ends,
    StepKind.HOURS_END: _hours_end,
    StepKind.CLOCKS_CHANGE: _clocks_change,
    StepKind.ROLLED_BACK: _rolled,
    StepKind.ROLLED_FORWARD: _rolled,
    StepKind.AGREED: _agreed_step,
}


def moved_words(clock: Clock) -> tuple[str, ...]:
    """Each pause and each change of the date, in the order in which they happened."""
    pauses = [(pause.start, _pause_words(pause)) for pause in clock.pauses]
    changes = [(change.at, _change_words(change, clock.rule)) for change in clock.changes]
    return tuple(words for _, words in sorted([*pauses, *changes]))


def _pause_words(pause: Pause) -> str:
    until = f" until {date_and_time(pause.end)}" if pause.end else ", not yet resumed"
    return f"Paused on {date_and_time(pause.start)}{until}"


def _change_words(change: DateChange, rule: ClockRule) -> str:
    what = "Extended" if change.type is EventType.CLOCK_EXTENDED else "Revised"
    said = f"{what} on {date_and_time(change.at)} {_to_words(change, rule)}"
    if change.unmoved:
        return f"{said}: {_UNMOVED[change.unmoved]}"
    agreed = f", agreed with {change.agreed_with or 'the person who complained'}"
    return f"{said}{agreed if change.agreed else ''}"


def _to_words(change: DateChange, rule: ClockRule) -> str:
    if change.to is None:
        return f"by {_amount(change.added, rule.unit)}"
    if isinstance(change.to, datetime):
        return f"to {date_and_time(change.to)}"
    return f"to {full_date(change.to)}"
