"""The rule of a clock and each step of its working, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.domain.clocks import Clock, ClockKind, ClockRule, Counting, Roll, StepKind, Unit
from chalicelib.domain.clocks import Step as ClockStep
from chalicelib.domain.events import EventType
from chalicelib.presentation.dates import clock_time, date_and_time, full_date

_UNITS: Mapping[Unit, tuple[str, str]] = {
    Unit.WORKING_DAYS: ("working day", "working days"),
    Unit.DAYS: ("day", "days"),
    Unit.MONTHS: ("month", "months"),
    Unit.HOURS: ("hour", "hours"),
    Unit.MINUTES: ("minute", "minutes"),
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


def rule_words(rule: ClockRule) -> str:
    """How the rule counts, in words."""
    return _RULES[rule.kind](rule)


def _working_days(rule: ClockRule) -> str:
    return f"{amount_words(rule.allowance, rule.unit)} after {_day_zero_words(rule)}"


def _hours(rule: ClockRule) -> str:
    return f"{amount_words(rule.allowance, rule.unit)} as they pass, nights and weekends included"


def _period(rule: ClockRule) -> str:
    how = "commencing on" if rule.counting is Counting.FROM_THE_DAY else "after"
    return f"{amount_words(rule.allowance, rule.unit)} {how} {_day_zero_words(rule)}{_ROLLS[rule.roll]}"


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


def amount_words(number: int, unit: Unit) -> str:
    """A number with its unit.

    >>> amount_words(1, Unit.WORKING_DAYS)
    '1 working day'
    """
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
        days = amount_words(step.number or 0, Unit.DAYS)
        return Step(full_date(step.day), f"The end, moved on by a pause of {days}")
    return Step(full_date(step.day), "Not counted", "the clock was paused", skipped=True)


def _period_ends(step: ClockStep, clock: Clock) -> Step:
    amount = amount_words(step.number or 0, clock.rule.unit)
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
