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
from chalicelib.presentation.labels import EVENTS, Tag

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
        return f"by {amount_words(change.added, rule.unit)}"
    if isinstance(change.to, datetime):
        return f"to {date_and_time(change.to)}"
    return f"to {full_date(change.to)}"
