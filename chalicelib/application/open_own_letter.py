"""Whoever is let in saves what we sent them: our answer as a PDF, and each letter just as it went."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chalicelib.application.follow_case import Followed, read_open
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.consent import hold_for
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.letters.mailed import mailed_with
from chalicelib.domain.letters.printed import ANSWERS, Printed, printed_in, printed_of
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.recipients import to_party

MAIL, PDF = ".eml", ".pdf"
WENT = (MessageState.SENT, MessageState.DELIVERED)

NameOf = Callable[[MessageKind, str], str]
"""What a file is saved as that is of this kind of message, and ends so."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """What went to somebody, byte for byte: the mail, or the PDF of what went by post."""

    message: Message
    document: DocumentId
    ending: str


def open_own_letter(key: str, document: str, name_of: NameOf, ports: Ports) -> str:
    """The address that opens it for a minute, saved under its name. Anybody else's letter is not found.

    Raises: NotLetIn; NotFound, also while this person may be told nothing (S2-13).
    """
    followed = read_open(key, ports)
    events, today = followed.file.events, london_date(ports.clock.now())
    ours = next((each for each in _openable(followed) if each.document == document), None)
    if ours is None or hold_for(followed.person.id, events, followed.terms, today):
        raise NotFound("There is no such letter")
    return ports.filing.store.link(ours.document, name_of(ours.message.kind, ours.ending))


def _openable(followed: Followed) -> Iterator[OwnFile]:
    messages = {message.key: message for message in followed.file.messages}
    for printed in answers_to(followed):
        yield OwnFile(messages[printed.message], printed.document, PDF)
    for message in messages.values():
        own = file_of(message, followed)
        if own:
            yield own


def file_of(message: Message, followed: Followed) -> OwnFile | None:
    """What is kept of a message that went to whoever follows, just as it went; None where nothing is.

    Source: S2-92; issue 6, point 5.
    """
    events = followed.file.events
    if message.to != to_party(followed.person.id) or message.state not in WENT:
        return None
    mailed, printed = mailed_with(events, message.key), printed_of(events, message.key)
    if mailed:
        return OwnFile(message, mailed.document, MAIL)
    return OwnFile(message, printed.document, PDF) if printed else None


def answers_to(followed: Followed) -> tuple[Printed, ...]:
    """Our answer to this person, in every print in which it was set; the last answer comes last."""
    file, reader = followed.file, to_party(followed.person.id)
    ours = {m.key for m in file.messages if m.kind in ANSWERS and m.to == reader}
    return tuple(each for each in printed_in(file.events) if each.message in ours)
