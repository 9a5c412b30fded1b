"""What we and somebody wrote to each other about their complaint, and our answers: for their page."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.follow_case import Followed
from chalicelib.application.open_own_letter import answers_to
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.following import About
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.letters.kept import kept_response, sent_letter
from chalicelib.domain.media import Medium
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.stages import reply_on_its_way
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.language import Language, marked


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was sent or written. `words` are the person's own."""

    when: str
    title: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Our answer as a PDF: the name of the file, and what the button says."""

    document: str
    save: str


_OWN = {
    About.MESSAGE: marked("You wrote to us"),
    About.PLAN: marked("You asked about the plan"),
    About.NEXT_STAGE: marked("You asked for the next stage"),
    About.WITHDRAWAL: marked("You said that you want to withdraw"),
    About.APPEAL: marked("You appealed"),
    About.NOT_ANSWERED: marked("You told us what we did not answer, or what is new"),
}


_OURS = marked("We wrote to you")


def _title(event: Event) -> str:
    if event.type is EventType.APPEAL_RAISED:
        return _OWN[About.APPEAL]
    return _OWN[About(event.facts["about"])] if "about" in event.facts else _OURS


BOTH_WROTE = (EventType.PERSON_WROTE, EventType.APPEAL_RAISED, EventType.PERSON_WRITTEN_TO)


def written_by_both(followed: Followed, language: Language, *shown: EventType) -> tuple[Line, ...]:
    """What this person and we wrote here, newest first; another person's words are theirs."""
    own = [
        event
        for event in followed.file.events
        if event.type in shown and event.facts.get("party") == followed.person.id
    ]
    return tuple(
        Line(
            date_and_time(event.at, language),
            language.said(_title(event)),
            str(event.sealed.content["text"]) if event.sealed else "",
        )
        for event in reversed(own)
    )


def answers_in_words(followed: Followed, language: Language) -> tuple[Line, ...]:
    """Our answers, as they went: the response, and what we wrote at each stage, the latest first; for
    whoever complained, and nobody else.
    """
    if followed.person.id != COMPLAINANT:
        return ()
    return (*_response(followed, language), *_at_each_stage(followed, language))


def _response(followed: Followed, language: Language) -> tuple[Line, ...]:
    events = followed.file.events
    letter, sent = sent_letter(events), kept_response(events)
    if letter is None or sent is None:
        return ()
    return (Line(date_and_time(sent.at, language), language.said(_OURS), letter.text),)


def _at_each_stage(followed: Followed, language: Language) -> tuple[Line, ...]:
    """What was written, also while a version of it waits for the post; what was said, they heard."""
    events = followed.file.events
    waits = reply_on_its_way(events)
    replies = (*each_of(events, EventType.STAGE_REPLIED), *((waits,) if waits else ()))
    return tuple(
        Line(date_and_time(each.at, language), language.said(_OURS), str(words_of(each)["text"]))
        for each in reversed(replies)
        if each.facts["written"] and words_of(each)
    )


def answers_to_save(followed: Followed, language: Language) -> tuple[Answer, ...]:
    """The same to save or to print, in every print in which it was set."""
    return tuple(
        Answer(each.document, language.said(_SAVE_LARGE if _is_large(each.message) else _SAVE))
        for each in answers_to(followed)
    )


_SAVE = marked("Save our answer as a PDF")
_SAVE_LARGE = marked("Save our answer in large print, as a PDF")


def _is_large(message: str) -> bool:
    return message.endswith(Medium.LARGE_PRINT)
