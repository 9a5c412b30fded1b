"""What somebody reads who follows their own complaint: where it is, what is next, by when and why.

Written for a reading age of 9 to 11. It tells what we do and promise, and what they and we wrote to
each other; nothing that others said, and no word of our own notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.application.follow_case import Followed
from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import Clock, ClockKind, Unit, earliest
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import Event, EventType, standing
from chalicelib.domain.following import About, Rhythm, open_plan, preferred_contact
from chalicelib.domain.messages import Message, MessageKind, MessageState, to_party
from chalicelib.domain.parties import Channel
from chalicelib.presentation import signposts
from chalicelib.presentation.dates import date_and_time, full_date, short_date
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.typed import Choice, Typed


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


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was sent or written. `words` are the person's own."""

    when: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What we proposed: by when we answer, and what we wrote about it."""

    by: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowedPage:
    """Everything on the page, in one language."""

    reference: str
    greeting: str
    where: str
    stages: tuple[Stage, ...]
    next: Next
    handler: str
    letters: tuple[Line, ...]
    written: tuple[Line, ...]
    plan: Plan | None
    may_wish: bool
    channels: tuple[Choice, ...]
    rhythms: tuple[Choice, ...]
    may_email: str
    elsewhere: tuple[str, ...]
    until: str
    done: str
    typed: Typed


def followed_page(
    followed: Followed, language: Language, *, now: datetime, done: str = "", typed: Typed
) -> FollowedPage:
    """The page of one case for one of its people."""
    _ = language.said
    case = followed.file.case
    return FollowedPage(
        reference=str(case.reference),
        greeting=_("{name}, this is your complaint").format(name=followed.person.full_name),
        where=_where(followed, language),
        stages=_stages(followed, language),
        next=_next(followed, language, now),
        handler=_handler(followed, language),
        letters=_letters(followed, language),
        written=_written(followed, language),
        plan=_plan(followed, language),
        may_wish=case.contact_type is ContactType.COMPLAINT and not _has_ended(followed),
        channels=_channels(followed, language, typed),
        rhythms=_rhythms(followed, language, typed),
        may_email=typed.value("may_email") or ("yes" if followed.person.may_email else "no"),
        elsewhere=_elsewhere(followed, language),
        until=date_and_time(followed.following.ends_at, language),
        done=_(_DONE.get(done, "")),
        typed=typed,
    )


_DONE = {
    "message": marked("We have your message. We will read it and answer"),
    "plan": marked("We have your question about the plan. We will answer it"),
    "agreed": marked("Thank you. You have agreed to the plan"),
    "next_stage": marked("We have your wish for the next stage. We will look at it and tell you"),
    "withdrawal": marked("We have your wish to withdraw. We will talk with you before we stop"),
    "contact": marked("We will keep in touch in this way from now on"),
}
"""What is said after something was done."""

_ENDS = (EventType.CASE_CLOSED, EventType.CASE_WITHDRAWN, EventType.CASE_DECLINED)


def _happened(followed: Followed) -> Mapping[EventType, Event]:
    """The latest event of each type that stands."""
    return {event.type: event for event in standing(followed.file.events)}


def _has_ended(followed: Followed) -> bool:
    latest = [e.type for e in followed.file.events if e.type in (*_ENDS, EventType.CASE_REOPENED)]
    return bool(latest) and latest[-1] in _ENDS


def _where(followed: Followed, language: Language) -> str:
    """Where the complaint is, in one sentence."""
    _, happened = language.said, _happened(followed)
    if _has_ended(followed):
        return _("Your complaint is closed.")
    if EventType.RESPONSE_SENT in happened:
        return _("We have sent you our answer.")
    if followed.file.case.contact_type is not ContactType.COMPLAINT:
        return _("We have your message, and the right person has it or will have it soon.")
    if _acknowledged_on(followed):
        return _("We are looking into what happened.")
    return _("We have your complaint. We have not replied to it yet.")


def _acknowledged_on(followed: Followed) -> date | None:
    case = followed.file.case
    if case.acknowledged_at is None or case.discussion_offered_at is None:
        return None
    return london_date(max(case.acknowledged_at, case.discussion_offered_at))


def _stages(followed: Followed, language: Language) -> tuple[Stage, ...]:
    """The way of a complaint; other kinds of contact have none that is worth a list."""
    if followed.file.case.contact_type is not ContactType.COMPLAINT:
        return ()
    _, happened = language.said, _happened(followed)
    days = (
        (_("We have your complaint"), london_date(followed.file.case.received_at)),
        (_("We reply and offer to talk with you"), _acknowledged_on(followed)),
        (_("We look into what happened"), _day(happened.get(EventType.RESPONSE_SENT))),
        (_("We send you our answer"), _day(happened.get(EventType.RESPONSE_SENT))),
    )
    undone = next((title for title, day in days if day is None), "")
    return tuple(
        Stage(title, short_date(day, language) if day else "", now=title == undone)
        for title, day in days
    )


def _day(event: Event | None) -> date | None:
    return london_date(event.happened_at) if event else None


_PROMISES = {
    "ACK": marked("By {day} we will reply to you and offer to talk with you."),
    "PLAN": marked("By {day} we will send you a plan: what we will look into, and how long it takes."),
    "UPDATE": marked("By {day} we will tell you how it is going."),
    "RESP": marked("By {day} we will send you our answer."),
}
"""What we promise the person by each clock; other clocks are our own affair."""

_LATE = marked("We said that we would do this by {day}. We are late, and we are sorry. {promise}")


def _next(followed: Followed, language: Language, now: datetime) -> Next:
    """The promise that falls due first. A date that has passed is owned up to."""
    _ = language.said
    clock = earliest(_promised(followed))
    if clock is None:
        return Next(_nothing_promised(followed, language))
    day = full_date(clock.due, language)
    promise = _(_PROMISES[_rule(clock)]).format(day=day)
    if clock.is_late(now):
        soon = _("We will do it as soon as we can. You can call us.")
        promise = _(_LATE).format(day=day, promise=soon)
    return Next(promise, _why(clock, language))


def _promised(followed: Followed) -> Iterable[Clock]:
    return (clock for clock in followed.clocks if _rule(clock) in _PROMISES)


def _rule(clock: Clock) -> str:
    return clock.code.partition(":")[0]


def _nothing_promised(followed: Followed, language: Language) -> str:
    _ = language.said
    if _has_ended(followed):
        return _("Nothing more will happen unless you write to us.")
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


_PLAN_WORDS = ("steps", "achievable", "not_achievable")


def _plan(followed: Followed, language: Language) -> Plan | None:
    """The plan that waits for their yes."""
    sent = open_plan(followed.file.events)
    if sent is None:
        return None
    words = sent.sealed.content if sent.sealed else {}
    day = date.fromisoformat(sent.facts["respond_by"])
    return Plan(full_date(day, language), tuple(str(words[n]) for n in _PLAN_WORDS if words.get(n)))


def _handler(followed: Followed, language: Language) -> str:
    """Who to ask for."""
    _, organisation = language.said, followed.organisation
    if followed.handler:
        return _("{name} is looking after your complaint. You can call {phone}.").format(
            name=followed.handler.name, phone=organisation.phone
        )
    return _("Nobody has been chosen to look after it yet. Until then, call {phone}.").format(
        phone=organisation.phone
    )


_LETTERS = {
    MessageKind.RECEIPT: marked("Email: we have received your message"),
    MessageKind.ACKNOWLEDGEMENT: marked("Email: our reply to your message"),
}
"""What each kind of letter to the person is called; a code is none."""

_OWN = {
    About.MESSAGE: marked("You wrote to us"),
    About.PLAN: marked("You asked about the plan"),
    About.NEXT_STAGE: marked("You asked for the next stage"),
    About.WITHDRAWAL: marked("You said that you want to withdraw"),
}


def _letters(followed: Followed, language: Language) -> tuple[Line, ...]:
    """What we sent to this person, newest first."""
    sent = [message for message in followed.file.messages if _is_letter(message, followed)]
    return tuple(
        Line(short_date(london_date(message.owed_at), language), language.said(_LETTERS[message.kind]))
        for message in reversed(sent)
    )


def _is_letter(message: Message, followed: Followed) -> bool:
    ours = message.to == to_party(followed.person.id) and message.kind in _LETTERS
    return ours and message.state is MessageState.SENT


def _written(followed: Followed, language: Language) -> tuple[Line, ...]:
    """What this person wrote from here, newest first; another person's words are theirs."""
    own = [
        event
        for event in followed.file.events
        if event.type is EventType.PERSON_WROTE and event.facts["party"] == followed.person.id
    ]
    return tuple(
        Line(
            date_and_time(event.at, language),
            language.said(_OWN[About(event.facts["about"])]),
            str(event.sealed.content["text"]) if event.sealed else "",
        )
        for event in reversed(own)
    )


_CHANNELS = {
    Channel.EMAIL: marked("Email"),
    Channel.TELEPHONE: marked("Phone"),
    Channel.LETTER: marked("Letter"),
    Channel.MEETING: marked("Face to face"),
}
_RHYTHMS = {
    Rhythm.NEWS_ONLY: marked("Only when there is something new"),
    Rhythm.WEEKLY: marked("Every week"),
    Rhythm.MONTHLY: marked("Every month"),
}


def _channels(followed: Followed, language: Language, typed: Typed) -> tuple[Choice, ...]:
    liked = followed.person.channels[0] if followed.person.channels else ""
    chosen = typed.value("channel") or liked
    return tuple(Choice(each, language.said(text), each == chosen) for each, text in _CHANNELS.items())


def _rhythms(followed: Followed, language: Language, typed: Typed) -> tuple[Choice, ...]:
    said = preferred_contact(followed.file.events, followed.person.id)
    chosen = typed.value("rhythm") or (said.facts["rhythm"] if said else Rhythm.NEWS_ONLY)
    return tuple(Choice(each, language.said(text), each == chosen) for each, text in _RHYTHMS.items())


def _elsewhere(followed: Followed, language: Language) -> tuple[str, ...]:
    """Where else to turn. Before our answer the ombudsman sends people back (C-14)."""
    contacts = followed.terms.pack.contacts
    answered = EventType.RESPONSE_SENT in _happened(followed) or _has_ended(followed)
    ombudsman = signposts.ombudsman_now if answered else signposts.ombudsman_so_far
    told = (signposts.advocacy(contacts, language), ombudsman(contacts, language))
    return tuple(line for line in told if line)
