"""The documents of a case, read from its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.documents.judgement import Place
from chalicelib.domain.documents.kinds import DocumentState, Finding, MediaType, Purpose
from chalicelib.domain.events import Actor, Event, EventType
from chalicelib.domain.history import words_of
from chalicelib.domain.identifiers import DocumentId


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `title` is as the sender wrote it, and empty once it was erased.

    `released` is whether a handler allowed a document that was held, `ours` whether it is a letter that
    we wrote: it stays as it was sent.
    """

    id: DocumentId
    title: str
    purpose: Purpose
    by: Actor
    received_at: datetime
    state: DocumentState = DocumentState.CHECKING
    findings: tuple[Finding, ...] = ()
    places: tuple[Place, ...] = ()
    media_type: MediaType | None = None
    size: int = 0
    released: bool = False
    opened: int = 0
    ours: bool = False

    @property
    def waits(self) -> bool:
        """Whether somebody must decide about it."""
        return self.state is DocumentState.HELD


def documents_of(events: Iterable[Event]) -> tuple[Document, ...]:
    """Every document that the case ever had, in the order in which they came: what came to us, and our
    letters on paper. Our mails stand with the messages.
    """
    return tuple(each for each in files_of(events) if each.media_type is not MediaType.MAIL)


def files_of(events: Iterable[Event]) -> tuple[Document, ...]:
    """Everything of the case in the store of files: its documents, and our mails as they went."""
    found: dict[str, Document] = {}
    for event in events:
        if event.type in _BEGIN:
            found[event.facts["document"]] = _BEGIN[event.type](event)
        elif event.type is EventType.MESSAGE_SENT and "document" in event.facts:
            found[event.facts["document"]] = _mailed(event)
        elif event.type in _EFFECTS:
            key = event.facts["document"]
            found[key] = _EFFECTS[event.type](found[key], event)
        elif event.type is EventType.ERASURE_DONE:
            found = {key: _discarded(each, event) for key, each in found.items()}
    return tuple(found.values())


def documents_to_decide(events: Iterable[Event]) -> tuple[Document, ...]:
    """Those that can be allowed or deleted."""
    return documents_here(events)


def documents_here(events: Iterable[Event]) -> tuple[Document, ...]:
    """Those that came to us, whose check has ended and whose bytes are still here."""
    here = (DocumentState.SAFE, DocumentState.HELD)
    return tuple(each for each in documents_of(events) if each.state in here and not each.ours)


def documents_that_came(events: Iterable[Event]) -> tuple[Document, ...]:
    """Those that came to us: what a limit of the pack counts. What we wrote takes nobody's room."""
    return tuple(each for each in documents_of(events) if not each.ours)


def document_of(events: Iterable[Event], document: str) -> Document | None:
    """The document of this id; None where the case has none."""
    return next((each for each in files_of(events) if each.id == document), None)


def _received(event: Event) -> Document:
    return Document(
        id=DocumentId(event.facts["document"]),
        title=str(words_of(event).get("title", "")),
        purpose=Purpose(event.facts["purpose"]),
        by=event.by,
        received_at=event.at,
    )


def _set(event: Event) -> Document:
    return _ours(event, MediaType.PDF)


def _mailed(event: Event) -> Document:
    return _ours(event, MediaType.MAIL)


def _ours(event: Event, media_type: MediaType) -> Document:
    return Document(
        id=DocumentId(event.facts["document"]),
        title=str(words_of(event).get("title", "")),
        purpose=Purpose.DOCUMENT,
        by=event.by,
        received_at=event.at,
        state=DocumentState.SAFE,
        media_type=media_type,
        size=event.facts["size"],
        ours=True,
    )


def _checked(document: Document, event: Event) -> Document:
    facts = event.facts
    return replace(
        document,
        state=DocumentState(facts["state"]),
        findings=tuple(map(Finding, facts["findings"])),
        places=tuple(Place(Finding(code), page) for code, page in facts["places"]),
        media_type=MediaType(facts["media_type"]) if facts["media_type"] else None,
        size=facts["size"],
    )


def _opened(document: Document, event: Event) -> Document:
    return replace(document, opened=document.opened + 1)


def _released(document: Document, event: Event) -> Document:
    return replace(document, state=DocumentState.SAFE, released=True)


def _discarded(document: Document, event: Event) -> Document:
    return replace(document, state=DocumentState.DISCARDED)


_BEGIN: Mapping[EventType, Callable[[Event], Document]] = {
    EventType.DOCUMENT_RECEIVED: _received,
    EventType.LETTER_SET: _set,
}
"""The events with which a document is there."""

_EFFECTS: Mapping[EventType, Callable[[Document, Event], Document]] = {
    EventType.DOCUMENT_CHECKED: _checked,
    EventType.DOCUMENT_OPENED: _opened,
    EventType.DOCUMENT_RELEASED: _released,
    EventType.DOCUMENT_DISCARDED: _discarded,
}
"""What an event changes of a document."""
