"""The letters of a case that were set on paper, each with the hash of its file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.domain.documents.naming import named_after
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.messages import Message, MessageKind, MessageState
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.reference import CaseNumber


@dataclass(frozen=True, slots=True)
class Printed:
    """One PDF: the message that it is a version of, the file, its SHA-256, its size in bytes, and
    whether it keeps PDF/UA-1.
    """

    message: str
    document: DocumentId
    digest: str
    size: int
    accessible: bool


ANSWERS = frozenset({MessageKind.RESPONSE, MessageKind.STAGE_REPLY})
"""What answers a complaint: the response, and the reply of each stage."""

_BY_MAIL = frozenset(
    {MessageState.OWED, MessageState.SENDING, MessageState.SENT, MessageState.DELIVERED}
)


def is_for_paper(message: Message) -> bool:
    """Whether a PDF is owed: of what a person must send, and of each answer, which one keeps."""
    by_mail = message.kind in ANSWERS and message.state in _BY_MAIL
    to_a_person = message.to.kind is RecipientKind.PARTY
    return to_a_person and (message.state is MessageState.TO_SEND or by_mail)


def printed_in(events: Iterable[Event]) -> tuple[Printed, ...]:
    """Every PDF of the case, in the order in which they were set."""
    return tuple(
        Printed(
            message=event.facts["message"],
            document=DocumentId(event.facts["document"]),
            digest=event.facts["digest"],
            size=event.facts["size"],
            accessible=event.facts["accessible"],
        )
        for event in each_of(tuple(events), EventType.LETTER_SET)
    )


def printed_of(events: Iterable[Event], message: str) -> Printed | None:
    """The PDF of a message; None while there is none."""
    return next((each for each in printed_in(events) if each.message == message), None)


def document_printed(message: Message, number: CaseNumber) -> DocumentId:
    """What the PDF of a message is called in the store of files: the same each time it is set."""
    return named_after(f"{number}\n{message.key}", message.owed_at)
