"""What we sent to whoever follows their complaint: by email, by post, or in the form that they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.follow_case import Followed
from chalicelib.application.open_own_letter import MAIL, PDF, WENT, file_of
from chalicelib.domain.calendar import london_date
from chalicelib.domain.events import EventType
from chalicelib.domain.letters.printed import ANSWERS
from chalicelib.domain.media import Medium
from chalicelib.domain.messages import Message, MessageKind
from chalicelib.domain.recipients import to_party
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.printed import ANSWER


@dataclass(frozen=True, slots=True)
class OwnLetter:
    """One of them: what it was, how it went, and the day on which it did; and what is kept of it, just
    as it went, empty where nothing is.
    """

    title: str
    when: str
    document: str = ""
    save: str = ""


_LETTERS: Mapping[MessageKind, str] = {
    MessageKind.RECEIPT: marked("We have received your message"),
    MessageKind.ACKNOWLEDGEMENT: marked("Our reply to your message"),
    MessageKind.EXTENSION: marked("The date of our answer"),
    MessageKind.RESPONSE: marked("Our answer"),
    MessageKind.PLAN: marked("Our plan"),
    MessageKind.LATE: marked("Why you have no answer yet"),
    MessageKind.OUTCOME: marked("What we have changed"),
    MessageKind.DECLINED: marked("Our decision"),
    MessageKind.TRANSFERRED: marked("Who answers your complaint"),
    MessageKind.WITHDRAWN: marked("You have withdrawn your complaint"),
    MessageKind.LIMITED: marked("How you can contact us"),
    MessageKind.DATE_SET: marked("The date of our answer"),
    MessageKind.WRITTEN_RECORD: marked("What we wrote down for you"),
    MessageKind.SPLIT: marked("A part of your complaint has a number of its own"),
    MessageKind.CONSENT_QUESTION: marked("Our question to you"),
    MessageKind.CANNOT_DISCUSS: marked("Our reply to your message"),
    MessageKind.STAGE_REPLY: marked("Our answer"),
    MessageKind.NEXT_STAGE: marked("Your complaint is at its next stage"),
}
"""What each kind of letter to the person is called; a code is none."""

_HOW: Mapping[Medium, str] = {
    Medium.EMAIL: marked("by email"),
    Medium.LETTER: marked("by post"),
    Medium.LARGE_PRINT: marked("in large print"),
    Medium.EASY_READ: marked("in easy read"),
    Medium.BRAILLE: marked("in Braille"),
    Medium.AUDIO: marked("to listen to"),
    Medium.BSL_VIDEO: marked("as a video in British Sign Language"),
    Medium.TRANSLATION: marked("in your language"),
    Medium.TEXT: marked("by text message"),
}

_SAVE: Mapping[str, str] = {
    MAIL: marked("Save the email just as it went"),
    PDF: marked("Save it as a PDF"),
}
"""What the button says, by what the file is."""

_GOING = (EventType.MESSAGE_SENT, EventType.DOCUMENT_DISPATCHED)


def own_letters(followed: Followed, language: Language) -> tuple[OwnLetter, ...]:
    """What went to this person, the latest first. What came back or waits for the post is not there."""
    ours = to_party(followed.person.id)
    sent = [
        (_went_at(message, followed), message)
        for message in followed.file.messages
        if message.to == ours and message.kind in _LETTERS and message.state in WENT
    ]
    latest = sorted(sent, key=lambda each: each[0], reverse=True)
    return tuple(_own_letter(message, at, followed, language) for at, message in latest)


def _own_letter(message: Message, at: datetime, followed: Followed, language: Language) -> OwnLetter:
    _, kept = language.said, file_of(message, followed)
    title = f"{_(_LETTERS[message.kind])}, {_(_HOW[message.medium])}"
    day = short_date(london_date(at), language)
    if kept is None:
        return OwnLetter(title, day)
    return OwnLetter(title, day, kept.document, _(_SAVE[kept.ending]))


def file_name(kind: MessageKind, ending: str, language: Language) -> str:
    """What one of them is saved as: it says what it is, and names nobody."""
    if ending == PDF and kind in ANSWERS:
        return f"{language.said(ANSWER)}{PDF}"
    return f"{language.said(_LETTERS.get(kind, ANSWER))}{ending}"


def _went_at(message: Message, followed: Followed) -> datetime:
    """When it went, as the history says; when it was owed, where it holds no word of that."""
    told = (
        event.happened_at
        for event in reversed(followed.file.events)
        if event.type in _GOING and event.facts["message"] == message.key
    )
    return next(told, message.owed_at)
