"""The rule of a clock and each step of its working, in words: in English for staff, in the language of
their reader where a letter says them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chalicelib.domain.clocks import Clock, ClockKind, ClockRule, Counting, Roll, StepKind, Unit
from chalicelib.domain.clocks import Step as ClockStep
from chalicelib.domain.events import EventType
from chalicelib.presentation.dates import clock_time, date_and_time, full_date
from chalicelib.presentation.language import ENGLISH, Language, marked

HOLIDAYS: tuple[str, ...] = (
    *(marked("New Year’s Day"), marked("Good Friday"), marked("Easter Monday")),
    *(marked("Early May bank holiday"), marked("Spring bank holiday")),
    *(marked("Summer bank holiday"), marked("Christmas Day"), marked("Boxing Day")),
    *(marked("New Year’s Day (substitute day)"), marked("Christmas Day (substitute day)")),
    marked("Boxing Day (substitute day)"),
)
"""The bank holidays of each year, as calendars name them. A declared one stays as it is called."""


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


def rule_words(rule: ClockRule, language: Language = ENGLISH) -> str:
    """How the rule counts, in words."""
    return _RULES[rule.kind](rule, language)


def _working_days(rule: ClockRule, language: Language) -> str:
    return language.said("{amount} after {day}").format(
        amount=amount_words(rule.allowance, rule.unit, language), day=_day_zero_words(rule, language)
    )


def _hours(rule: ClockRule, language: Language) -> str:
    return language.said("{amount} as they pass, nights and weekends included").format(
        amount=amount_words(rule.allowance, rule.unit, language)
    )


def _period(rule: ClockRule, language: Language) -> str:
    _ = language.said
    from_it = rule.counting is Counting.FROM_THE_DAY
    how = _("{amount} commencing on {day}") if from_it else _("{amount} after {day}")
    period = how.format(
        amount=amount_words(rule.allowance, rule.unit, language), day=_day_zero_words(rule, language)
    )
    rolled = _(_ROLLS[rule.roll])
    return rolled.format(period=period) if rolled else period


def _agreed(rule: ClockRule, language: Language) -> str:
    return language.said("the date that was agreed or given")


_RULES: Mapping[ClockKind, Callable[[ClockRule, Language], str]] = {
    ClockKind.WORKING_DAYS: _working_days,
    ClockKind.ELAPSED_HOURS: _hours,
    ClockKind.CALENDAR_PERIOD: _period,
    ClockKind.NEGOTIATED: _agreed,
}
_ROLLS: Mapping[Roll, str] = {
    Roll.NONE: "",
    Roll.BACK: marked("{period}; if that is no working day, the working day before"),
    Roll.FORWARD: marked("{period}; if that is no working day, the working day after"),
}


def _day_zero_words(rule: ClockRule, language: Language) -> str:
    _ = language.said
    received = any(trigger.type is EventType.CASE_RECEIVED for trigger in rule.starts_on)
    return _("the day of receipt") if received else _("the day on which it began")


def amount_words(number: int, unit: Unit, language: Language = ENGLISH) -> str:
    """A number with its unit.

    >>> amount_words(1, Unit.WORKING_DAYS)
    '1 working day'
    """
    return _UNITS[unit](number, language).format(number=number)


def _in_working_days(number: int, language: Language) -> str:
    return language.plural_said("{number} working day", "{number} working days", number)


def _in_days(number: int, language: Language) -> str:
    return language.plural_said("{number} day", "{number} days", number)


def _in_months(number: int, language: Language) -> str:
    return language.plural_said("{number} month", "{number} months", number)


def _in_hours(number: int, language: Language) -> str:
    return language.plural_said("{number} hour", "{number} hours", number)


def _in_minutes(number: int, language: Language) -> str:
    return language.plural_said("{number} minute", "{number} minutes", number)


_UNITS: Mapping[Unit, Callable[[int, Language], str]] = {
    Unit.WORKING_DAYS: _in_working_days,
    Unit.DAYS: _in_days,
    Unit.MONTHS: _in_months,
    Unit.HOURS: _in_hours,
    Unit.MINUTES: _in_minutes,
}


def steps_of(clock: Clock, language: Language = ENGLISH) -> tuple[Step, ...]:
    """Day 0 and every step after it."""
    later = (_STEPS[step.kind](step, clock, language) for step in clock.steps)
    return (_day_zero(clock, language), *later)


def _day_zero(clock: Clock, language: Language) -> Step:
    _ = language.said
    day, at = full_date(clock.day_zero, language), date_and_time(clock.started_at, language)
    if clock.rule.kind is ClockKind.ELAPSED_HOURS:
        began = _("Began at {time}").format(time=clock_time(clock.started_at, language))
        return Step(day, began)
    if clock.rule.kind is ClockKind.NEGOTIATED:
        return Step(day, _("Agreed or asked for"), at)
    word = _day_zero_words(clock.rule, language)
    if clock.rule.kind is ClockKind.CALENDAR_PERIOD and clock.rule.counting is Counting.FROM_THE_DAY:
        first = _("{day} ({at}) is the first day of the period").format(day=word, at=at)
        return Step(day, _("Day 1"), first)
    not_counted = _("{day} ({at}) does not count").format(day=word, at=at)
    return Step(day, _("Day 0"), not_counted, skipped=True)


def _counted(step: ClockStep, clock: Clock, language: Language) -> Step:
    _ = language.said
    last = step.day == clock.due
    what = _("Working day {number}, the last in time") if last else _("Working day {number}")
    return Step(full_date(step.day, language), what.format(number=step.number))


def _skipped(step: ClockStep, clock: Clock, language: Language) -> Step:
    _ = language.said
    why = _(step.why) if step.why else ""
    return Step(full_date(step.day, language), _("Not counted"), why, skipped=True)


def _paused(step: ClockStep, clock: Clock, language: Language) -> Step:
    _, day = language.said, full_date(step.day, language)
    if clock.rule.kind is ClockKind.CALENDAR_PERIOD:
        days = amount_words(step.number or 0, Unit.DAYS, language)
        return Step(day, _("The end, moved on by a pause of {days}").format(days=days))
    return Step(day, _("Not counted"), _("the clock was paused"), skipped=True)


def _period_ends(step: ClockStep, clock: Clock, language: Language) -> Step:
    amount = amount_words(step.number or 0, clock.rule.unit, language)
    what = language.said("The last day of the {amount}").format(amount=amount)
    return Step(full_date(step.day, language), what)


def _hours_end(step: ClockStep, clock: Clock, language: Language) -> Step:
    what = language.said("The time ends at {time}").format(time=_time_of(step, language))
    return Step(full_date(step.day, language), what)


def _clocks_change(step: ClockStep, clock: Clock, language: Language) -> Step:
    _ = language.said
    why = _("so the time of day at the end differs by an hour")
    what = _("London’s clocks change: it becomes {time}").format(time=_time_of(step, language))
    return Step(full_date(step.day, language), what, why)


def _rolled(step: ClockStep, clock: Clock, language: Language) -> Step:
    _ = language.said
    back = step.kind is StepKind.ROLLED_BACK
    which = _("The working day before") if back else _("The working day after")
    return Step(full_date(step.day, language), which)


def _agreed_step(step: ClockStep, clock: Clock, language: Language) -> Step:
    _ = language.said
    what = _("The date agreed or given at {time}") if step.at else _("The date agreed or given")
    return Step(full_date(step.day, language), what.format(time=_time_of(step, language)))


def _time_of(step: ClockStep, language: Language) -> str:
    return clock_time(step.at, language) if step.at else ""


_STEPS: Mapping[StepKind, Callable[[ClockStep, Clock, Language], Step]] = {
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
