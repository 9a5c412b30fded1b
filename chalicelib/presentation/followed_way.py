"""Where a complaint is on its way, what is promised next and how the date came about, for the person
whose complaint it is: words that anybody can check with a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.application.follow_case import Followed
from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import Clock, ClockKind, Unit, earliest
from chalicelib.domain.contact import ContactType
from chalicelib.domain.delays import delay_of
from chalicelib.domain.events import Event, EventType, standing
from chalicelib.domain.stages import exhausted_on, stage_of
from chalicelib.presentation.dates import full_date, short_date
from chalicelib.presentation.delay_words import DELAYS
from chalicelib.presentation.language import Language, marked


@dataclass(frozen=True, slots=True)
class Stage:
    """One part of the way of a complaint. `when` is the day on which it was done, if it was."""

    title: str
    when: str = ""
    now: bool = False


@dataclass(frozen=True, slots=True)
class Next:
    """What happens next, by when, and how the date was worked out."""

    promise: str
    why: tuple[str, ...] = ()


_ENDS = (EventType.CASE_CLOSED, EventType.CASE_WITHDRAWN, EventType.CASE_DECLINED)


def happened(followed: Followed) -> Mapping[EventType, Event]:
    """The latest event of each type that stands."""
    return {event.type: event for event in standing(followed.file.events)}


def has_ended(followed: Followed) -> bool:
    """Whether nothing more happens unless somebody asks for it."""
    ends = [e.type for e in followed.file.events if e.type in (*_ENDS, EventType.CASE_REOPENED)]
    return bool(ends) and ends[-1] in _ENDS


def where_it_is(followed: Followed, language: Language) -> str:
    """Where the complaint is, in one sentence."""
    _, latest = language.said, happened(followed)
    if has_ended(followed):
        return " ".join(filter(None, (_("Your complaint is closed."), _exhausted(followed, language))))
    if EventType.RESPONSE_SENT in latest:
        return _("We have sent you our answer.")
    if stage_answered(followed):
        return _exhausted(followed, language) or _("We have answered you.")
    if followed.file.case.contact_type is not ContactType.COMPLAINT:
        return _("We have your message, and the right person has it or will have it soon.")
    if _acknowledged_on(followed):
        waits = delay_of(followed.file.events)
        looking = _("We are looking into what happened.")
        return f"{looking} {_(DELAYS[waits])}" if waits else looking
    return _("We have your complaint. We have not replied to it yet.")


def stage_answered(followed: Followed) -> bool:
    """Whether the stage that it has come to was answered."""
    reached = stage_of(followed.file.events)
    return reached is not None and reached.answered


def _exhausted(followed: Followed, language: Language) -> str:
    """That every stage has answered, and since when; empty while one is left (SC-6)."""
    on = exhausted_on(followed.file.events, followed.terms.pack)
    if on is None:
        return ""
    return language.said(_EXHAUSTED).format(day=full_date(on, language))


_EXHAUSTED = marked("Everybody here who can look at it has answered you. Our last answer was on {day}.")


def _acknowledged_on(followed: Followed) -> date | None:
    case = followed.file.case
    if case.acknowledged_at is None or case.discussion_offered_at is None:
        return None
    return london_date(max(case.acknowledged_at, case.discussion_offered_at))


def stages_of(followed: Followed, language: Language) -> tuple[Stage, ...]:
    """The way of a complaint; other kinds of contact have none that is worth a list."""
    if followed.file.case.contact_type is not ContactType.COMPLAINT:
        return ()
    _, answered, reply = language.said, _answered_on(followed), _acknowledged_on(followed)
    # Where a complaint is answered stage by stage, the answer is what comes within days.
    is_staged = stage_of(followed.file.events) is not None
    first = () if is_staged and not reply else ((_("We reply and offer to talk with you"), reply),)
    days = (
        (_("We have your complaint"), london_date(followed.file.case.received_at)),
        *first,
        (_("We look into what happened"), answered),
        (_("We send you our answer"), answered),
    )
    undone = next((title for title, day in days if day is None), "")
    return tuple(
        Stage(title, short_date(day, language) if day else "", now=title == undone)
        for title, day in days
    )


def _answered_on(followed: Followed) -> date | None:
    """The day of our response, or of the reply at the stage that it has come to."""
    latest, staged = happened(followed), stage_answered(followed)
    replied = latest.get(EventType.STAGE_REPLIED) if staged else None
    answer = latest.get(EventType.RESPONSE_SENT) or replied
    return london_date(answer.happened_at) if answer else None


_ANSWER = marked("By {day} we will send you our answer.")
PROMISES = {
    "ACK": marked("By {day} we will reply to you and offer to talk with you."),
    "PLAN": marked("By {day} we will send you a plan: what we will look into, and how long it takes."),
    "UPDATE": marked("By {day} we will tell you how it is going."),
    "RESP": _ANSWER,
    "WISH": marked("By {day} we will answer your wish."),
    **dict.fromkeys(("S3-1", "S3-2", "S3-3"), _ANSWER),
    "APPEAL": marked("By {day} we will decide about your appeal."),
    "CALLBACK": marked("We will call you back on {day}."),
    "APPOINTMENT": marked("We meet or talk on {day}, as we agreed."),
    "ACTION": marked("By {day} we will make the change that we promised."),
    "SAR": marked("By {day} we will answer what you asked about your details."),
    "DPC": marked("By {day} we will tell you that we look into how we used your details."),
}
"""What we promise the person by each clock."""

OURS = frozenset(
    {
        *("6M", "6M-REVIEW", "6M-REVIEW-MONTHLY", "ALARM", "ANNUAL", "ARRANGEMENT", "AUDIT"),
        *(
            "CHECKLIST",
            "CONSENT",
            "CONTRIB",
            "COURT",
            "CQC28",
            "FORWARD-24H",
            "INACTIVITY",
            "INSTRUCTION",
        ),
        *("KEEPING", "LIMITS", "MEETING", "MONTHLY", "ORAL", "OWN-DATE", "PAP-ACK"),
        *(
            "OM-REVIEW",
            "OMBUDSMAN",
            "PAP-RESPONSE",
            "PART36",
            "RETENTION",
            "SIGNOFF",
            "SURVEY",
            "SURVEY-REMINDER",
            "TALK",
            "URGENT",
        ),
    }
)
"""Clocks that are our own affair, or somebody else’s."""


_LATE = marked("We said that we would do this by {day}. We are late, and we are sorry. {promise}")


def next_promise(followed: Followed, language: Language, now: datetime) -> Next:
    """The promise that falls due first. A date that has passed is owned up to."""
    _ = language.said
    clock = earliest(_promised(followed))
    if clock is None:
        return Next(_nothing_promised(followed, language))
    day = full_date(clock.due, language)
    promise = _(PROMISES[_rule(clock)]).format(day=day)
    if clock.is_late(now):
        soon = _("We will do it as soon as we can. You can call us.")
        promise = _(_LATE).format(day=day, promise=soon)
    return Next(promise, _why(clock, language))


def _promised(followed: Followed) -> Iterable[Clock]:
    return (clock for clock in followed.clocks if _rule(clock) in PROMISES)


def _rule(clock: Clock) -> str:
    return clock.code.partition(":")[0]


def _nothing_promised(followed: Followed, language: Language) -> str:
    _, exhausted = language.said, exhausted_on(followed.file.events, followed.terms.pack)
    if has_ended(followed) or exhausted:
        return _("Nothing more will happen unless you write to us.")
    if stage_answered(followed):
        return _("You have our answer. If you are not happy with it, tell us below.")
    if followed.file.case.contact_type is not ContactType.COMPLAINT:
        return _("We will read it and pass it to the right person.")
    return _("We will look into what happened, tell you what we found, and say what we will do.")


def _why(clock: Clock, language: Language) -> tuple[str, ...]:
    """How the date came about, in words that anybody can check with a calendar."""
    _ = language.said
    lines = [_counted(clock, language)]
    if clock.changes:
        first = short_date(clock.due_original, language)
        lines.append(_("First we said {day}. The date was changed since.").format(day=first))
    return tuple(line for line in lines if line)


def _counted(clock: Clock, language: Language) -> str:
    _, rule = language.said, clock.rule
    start = short_date(clock.day_zero, language)
    if rule.kind is ClockKind.NEGOTIATED:
        return _("This is the day that we agreed with you, or told you.")
    if rule.unit is Unit.WORKING_DAYS:
        return _(
            "We count {count} working days after {start}. Weekends and bank holidays do not count."
        ).format(count=rule.allowance, start=start)
    if rule.unit is Unit.MONTHS:
        return _("We count {count} months from {start}.").format(count=rule.allowance, start=start)
    return ""
