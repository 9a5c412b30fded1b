"""What staff read of a claim's documents, lists and instructions, and of a regulator's questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from chalicelib.domain.case import CaseFile
from chalicelib.domain.claims import DeadlineDocument, DocumentClass, Found, Item, Wanted
from chalicelib.domain.documents.reading import document_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import words_of
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.people import REMOVED, People
from chalicelib.presentation.work_labels import DOCUMENT_CLASSES, FOUND, WANTED


def document_title(document: DeadlineDocument) -> str:
    """What a document is called where one is chosen."""
    return f"{document.id}: {DOCUMENT_CLASSES[document.kind]}. {document.text[:60]}".strip()


def item_title(item: Item) -> str:
    """What a row of a list of documents is called."""
    return WANTED[Wanted(item.id)] if item.id in set(Wanted) else item.text or REMOVED


def _document_received(event: Event, file: CaseFile, people: People) -> str:
    what = DOCUMENT_CLASSES[DocumentClass(event.facts["class"])]
    return f"Document {event.facts['document']}: {what.lower()}{_by(event)}"


def _by(event: Event) -> str:
    due = event.facts.get("due")
    return f", to be answered by {full_date(date.fromisoformat(due))}" if due else ""


def _document_forwarded(event: Event, file: CaseFile, people: People) -> str:
    whole = event.facts["covering_letter"]
    letter = "with its covering letter" if whole else "without its covering letter: its hours go on"
    return f"Document {event.facts['document']}, {letter}"


def _about_document(event: Event, file: CaseFile, people: People) -> str:
    return f"Document {event.facts['document']}"


def _checklist_issued(event: Event, file: CaseFile, people: People) -> str:
    count = len(event.facts["items"])
    return f"{count} kinds of documents, by {full_date(date.fromisoformat(event.facts['due']))}"


def _checklist_answered(event: Event, file: CaseFile, people: People) -> str:
    found = FOUND[Found(event.facts["found"])].lower()
    return f"{item_title(_item(event, file))}: {found}{_named(event, file)}"


def _named(event: Event, file: CaseFile) -> str:
    document = document_of(file.events, str(event.facts.get("file", "")))
    return f", {document.title or REMOVED}" if document else ""


def _item(event: Event, file: CaseFile) -> Item:
    item, number = str(event.facts["item"]), event.facts["checklist"]
    _, _, place = item.partition("more-")
    issued = (e for e in file.events if e.facts.get("checklist") == number)
    more = list(words_of(next(issued)).get("more", ()))
    return Item(item, str(more[int(place) - 1]) if place and int(place) <= len(more) else "")


def _instruction_requested(event: Event, file: CaseFile, people: People) -> str:
    due = full_date(date.fromisoformat(event.facts["due"]))
    return f"Instruction {event.facts['instruction']}, by {due}"


def _instruction_given(event: Event, file: CaseFile, people: People) -> str:
    return f"Instruction {event.facts['instruction']}"


def _about_request(event: Event, file: CaseFile, people: People) -> str:
    return f"Request {event.facts['request']}"


SENTENCES: Mapping[EventType, Callable[[Event, CaseFile, People], str]] = {
    EventType.DEADLINE_DOCUMENT_RECEIVED: _document_received,
    EventType.DEADLINE_DOCUMENT_FORWARDED: _document_forwarded,
    EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED: _about_document,
    EventType.DEADLINE_DOCUMENT_ANSWERED: _about_document,
    EventType.CHECKLIST_ISSUED: _checklist_issued,
    EventType.CHECKLIST_ANSWERED: _checklist_answered,
    EventType.INSTRUCTION_REQUESTED: _instruction_requested,
    EventType.INSTRUCTION_GIVEN: _instruction_given,
    EventType.REGULATOR_ASKED: _about_request,
    EventType.REGULATOR_ANSWERED: _about_request,
}
"""One row for each event that says more than its title."""
