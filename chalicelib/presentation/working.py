"""The working of a clock: every step that led to its date, and every source it rests on. The case page,
the API and a letter that explains a date say it in the same words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import (
    Clock,
    ClockRule,
    DateChange,
    Pause,
    Unmoved,
)
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import PolicyRef
from chalicelib.presentation.clock_steps import Step, amount_words, rule_words, steps_of
from chalicelib.presentation.dates import clock_time, date_and_time, full_date
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.event_labels import EVENTS
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.language import ENGLISH, Language, marked

_PARTS: Mapping[EventType, str] = {
    EventType.ACK_SENT: "the acknowledgement",
    EventType.DISCUSSION_OFFERED: "the offer to discuss",
    EventType.RESPONSE_SENT: "the response",
    EventType.PLAN_SENT: "the plan",
    EventType.STAGE_REPLIED: "the reply",
    EventType.LETTER_APPROVED: "the approval of the letter",
    EventType.CASE_REVIEWED: "the review",
    EventType.REPORT_GENERATED: "the minutes, or the report",
}
_UNMOVED: Mapping[Unmoved, str] = {
    Unmoved.LATE: marked("the date had passed, so it moved nothing"),
    Unmoved.NOT_AGREED: marked("it was not agreed, so it moved nothing"),
    Unmoved.NOT_ALLOWED: marked("the rule does not allow it, so it moved nothing"),
    Unmoved.SHORTENS: marked("it would have been earlier, so it moved nothing"),
}


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


def working_text(clock: Clock, language: Language = ENGLISH) -> tuple[str, ...]:
    """The working as lines of plain text: what a letter about a date, and the API, say."""
    _ = language.said
    rule = _("Rule: {rule}. Source: {source}.").format(
        rule=rule_words(clock.rule, language), source=clock.rule.source
    )
    steps = (step.text for step in steps_of(clock, language))
    due = _("Due: {date}").format(date=due_words(clock, language))
    return (rule, *steps, *moved_words(clock, language), due)


def due_words(clock: Clock, language: Language = ENGLISH) -> str:
    """The date, with the time where the clock knows one."""
    day = full_date(clock.due, language)
    if not clock.due_at:
        return day
    return language.said("{date} at {time}").format(date=day, time=clock_time(clock.due_at, language))


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


def moved_words(clock: Clock, language: Language = ENGLISH) -> tuple[str, ...]:
    """Each pause and each change of the date, in the order in which they happened."""
    pauses = [(pause.start, _pause_words(pause, language)) for pause in clock.pauses]
    changes = [(change.at, _change_words(change, clock.rule, language)) for change in clock.changes]
    return tuple(words for _, words in sorted([*pauses, *changes]))


def _pause_words(pause: Pause, language: Language) -> str:
    _ = language.said
    start = date_and_time(pause.start, language)
    if pause.end is None:
        return _("Paused on {start}, not yet resumed").format(start=start)
    return _("Paused on {start} until {end}").format(
        start=start, end=date_and_time(pause.end, language)
    )


def _change_words(change: DateChange, rule: ClockRule, language: Language) -> str:
    _ = language.said
    extended = change.type is EventType.CLOCK_EXTENDED
    what = _("Extended on {when} {to}") if extended else _("Revised on {when} {to}")
    when, to = date_and_time(change.at, language), _to_words(change, rule, language)
    said = what.format(when=when, to=to)
    if change.unmoved:
        return _("{change}: {why}").format(change=said, why=_(_UNMOVED[change.unmoved]))
    agreed = _("{change}, agreed with {person}").format(
        change=said, person=change.agreed_with or _("the person who complained")
    )
    return agreed if change.agreed else said


def _to_words(change: DateChange, rule: ClockRule, language: Language) -> str:
    _ = language.said
    if change.to is None:
        return _("by {amount}").format(amount=amount_words(change.added, rule.unit, language))
    if isinstance(change.to, datetime):
        return _("to {date}").format(date=date_and_time(change.to, language))
    return _("to {date}").format(date=full_date(change.to, language))
