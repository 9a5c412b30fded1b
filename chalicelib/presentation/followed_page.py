"""What somebody reads who follows their own complaint: where it is, what is next, by when and why.

Written for a reading age of 9 to 11. It tells what we do and promise, and what they and we wrote to
each other; nothing that others said, and no word of our own notes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from chalicelib.application.follow_case import Followed
from chalicelib.domain.calendar import london_date
from chalicelib.domain.consent import hold_for
from chalicelib.domain.events import EventType
from chalicelib.domain.following import Rhythm, open_plan, preferred_contact
from chalicelib.domain.parties import COMPLAINANT, Channel, takes_texts
from chalicelib.domain.written_record import has_their_copy, record_for_them
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.followed_consent import OwnConsent, own_consent
from chalicelib.presentation.followed_letters import OwnLetter, own_letters
from chalicelib.presentation.followed_way import (
    Next,
    Stage,
    next_promise,
    stages_of,
    where_it_is,
)
from chalicelib.presentation.followed_wishes import (
    Disagreeing,
    disagreeing,
    elsewhere,
    may_withdraw,
)
from chalicelib.presentation.followed_words import (
    BOTH_WROTE,
    Answer,
    Line,
    answers_in_words,
    answers_to_save,
    written_by_both,
)
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.record_words import PARTS
from chalicelib.presentation.typed import Choice, Typed


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
    letters: tuple[OwnLetter, ...]
    written: tuple[Line, ...]
    answers: tuple[Answer, ...]
    plan: Plan | None
    record: tuple[tuple[str, str], ...]
    disagreeing: Disagreeing | None
    may_withdraw: bool
    channels: tuple[Choice, ...]
    never: tuple[Choice, ...]
    rhythms: tuple[Choice, ...]
    may_email: str
    may_text: str
    may_text_asked: str
    may_contact: str
    consent: OwnConsent | None
    elsewhere: tuple[str, ...]
    until: str
    done: str
    typed: Typed
    has_others: bool = False


def followed_page(
    followed: Followed, language: Language, *, now: datetime, done: str = "", typed: Typed
) -> FollowedPage:
    """The page of one case for one of its people."""
    _ = language.said
    case = followed.file.case
    page = FollowedPage(
        reference=str(case.reference),
        greeting=_("{name}, this is your complaint").format(name=followed.person.full_name),
        where=where_it_is(followed, language),
        stages=stages_of(followed, language),
        next=next_promise(followed, language, now),
        handler=_handler(followed, language),
        letters=own_letters(followed, language),
        written=(
            *answers_in_words(followed, language),
            *written_by_both(followed, language, *BOTH_WROTE),
        ),
        answers=answers_to_save(followed, language),
        plan=_plan(followed, language),
        record=_record(followed, language),
        disagreeing=disagreeing(followed, language, now),
        may_withdraw=may_withdraw(followed),
        channels=_channels(followed, language, typed),
        never=_never(followed, language, typed),
        rhythms=_rhythms(followed, language, typed),
        may_email=typed.value("may_email") or ("yes" if followed.person.may_email else "no"),
        may_text=typed.value("may_text") or ("yes" if followed.person.may_text else "no"),
        may_contact=typed.value("may_contact") or _SAID.get(followed.person.may_contact, ""),
        may_text_asked=_may_text_asked(followed, language),
        consent=own_consent(followed, language, typed),
        elsewhere=elsewhere(followed, language, now),
        until=date_and_time(followed.following.ends_at, language),
        done=_(_DONE.get(done, "")),
        typed=typed,
        has_others=bool(followed.following.others),
    )
    shut = hold_for(followed.person.id, followed.file.events, followed.terms, london_date(now))
    return _while_shut(page, followed, language) if shut else page


def _record(followed: Followed, language: Language) -> tuple[tuple[str, str], ...]:
    """What they told us as it was written down, part by part, once they have their copy; it is whoever
    complained that has it (SI 2009/309 regulation 13(2)).
    """
    events = followed.file.events
    if followed.person.id != COMPLAINANT or not has_their_copy(events):
        return ()
    told = record_for_them(events).items()
    return tuple((language.said(PARTS[part]), words) for part, words in told)


_SAID: Mapping[bool | None, str] = {True: "yes", False: "no"}
_NOT_YET = marked("We have your message. We cannot tell you more until we know that we may")
_WHEN_WE_MAY = marked("We will write to you when we can tell you more.")


def _while_shut(page: FollowedPage, followed: Followed, language: Language) -> FollowedPage:
    """What somebody reads whom we may tell nothing: their own words, and that we have them (S2-13)."""
    _ = language.said
    return replace(
        page,
        where=_(_NOT_YET) + ".",
        stages=(),
        next=Next(promise=_(_WHEN_WE_MAY)),
        answers=(),
        plan=None,
        record=(),
        disagreeing=None,
        written=written_by_both(followed, language, EventType.PERSON_WROTE),
    )


_DONE = {
    "message": marked("We have your message. We will read it and answer"),
    "plan": marked("We have your question about the plan. We will answer it"),
    "agreed": marked("Thank you. You have agreed to the plan"),
    "next_stage": marked("We have your wish for the next stage. We will look at it and tell you"),
    "appeal": marked("We have your appeal. Somebody who did not decide before looks at it"),
    "not_answered": marked("Thank you. We look into it again, and will tell you what we do"),
    "withdrawal": marked("We have your wish to withdraw. We will talk with you before we stop"),
    "consent": marked("We do as you decided, from now on"),
    "contact": marked("We will keep in touch in this way from now on"),
}
"""What is said after something was done."""

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


def _never(followed: Followed, language: Language, typed: Typed) -> tuple[Choice, ...]:
    chosen = typed.all("never") if typed.form == "contact" else followed.person.never
    return tuple(Choice(each, language.said(text), each in chosen) for each, text in _CHANNELS.items())


def _may_text_asked(followed: Followed, language: Language) -> str:
    """The question whether we may text, with as much of the number as nobody can ring; empty for
    whoever gave no mobile that takes texts.
    """
    if not takes_texts(followed.person.mobile):
        return ""
    asked = language.said("May we text a code to the number that ends with {ending}?")
    return asked.format(ending=followed.person.mobile_ending)


def _rhythms(followed: Followed, language: Language, typed: Typed) -> tuple[Choice, ...]:
    said = preferred_contact(followed.file.events, followed.person.id)
    chosen = typed.value("rhythm") or (said.facts["rhythm"] if said else Rhythm.NEWS_ONLY)
    return tuple(Choice(each, language.said(text), each == chosen) for each, text in _RHYTHMS.items())
