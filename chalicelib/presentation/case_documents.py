"""The documents of a case, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.documents.deeds import WHY_SHUT
from chalicelib.domain.documents.kinds import DocumentState, Purpose
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.documents import KINDS, PURPOSES, found_in, size_in_words, tag_of
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.people import REMOVED, People


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One document. `shut` says why this reader cannot open it now, `decide` what they can decide about
    it; each is empty where there is nothing to say.
    """

    id: str
    title: str
    tag: Tag
    about: str
    came: str
    found: tuple[str, ...]
    shut: str
    decide: str


@dataclass(frozen=True, slots=True)
class Documents:
    """The section of the page."""

    lines: tuple[DocumentLine, ...]
    may_add: bool
    waiting: int


def documents_section(opened: OpenFile, reader_may: frozenset[Action], people: People) -> Documents:
    """Every document, the newest first."""
    found = documents_of(opened.file.events)
    return Documents(
        lines=tuple(_line(document, reader_may, people) for document in reversed(found)),
        may_add=Action.ADD_DOCUMENT in reader_may,
        waiting=sum(document.waits for document in found),
    )


def _line(document: Document, reader_may: frozenset[Action], people: People) -> DocumentLine:
    may_decide = Action.DECIDE_DOCUMENT in reader_may
    return DocumentLine(
        id=document.id,
        title=document.title or REMOVED,
        tag=tag_of(document.state, ENGLISH),
        about=_about(document),
        came=f"{date_and_time(document.received_at)}, {people.actor(document.by)}",
        found=_found(document),
        shut=_shut(document, reader_may),
        decide=_DECISIONS.get(document.state, "") if may_decide and not document.ours else "",
    )


_DECISIONS = {DocumentState.HELD: "Allow or delete", DocumentState.SAFE: "Delete"}
"""What can be decided about a document that is still here."""


def _about(document: Document) -> str:
    kind = ENGLISH.said(KINDS[document.media_type]) if document.media_type else ""
    size = size_in_words(document.size, ENGLISH) if document.size else ""
    purpose = "" if document.purpose is Purpose.DOCUMENT else PURPOSES[document.purpose]
    opened = f"opened {document.opened} times" if document.opened > 1 else ""
    once = "opened once" if document.opened == 1 else opened
    return ", ".join(part for part in (kind, size, purpose, once) if part)


def _found(document: Document) -> tuple[str, ...]:
    found = found_in(document.findings, document.places, ENGLISH)
    return (*found, "A handler allowed it") if document.released else found


def _shut(document: Document, reader_may: frozenset[Action]) -> str:
    if document.state in WHY_SHUT:
        return WHY_SHUT[document.state]
    if Action.OPEN_DOCUMENT not in reader_may:
        return "Your role does not open documents"
    if document.waits and Action.DECIDE_DOCUMENT not in reader_may:
        return "It can be opened when a handler has looked at it"
    return ""
