"""What a claim waits for: documents that set a deadline, the list of documents that a member collects,
the instructions that are asked of it (domain.md 4.6, S1-36, S1-37, S1-43).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, since_last, words_of


class DocumentClass(StrEnum):
    """What sets a deadline (S1-36). Of anything else no clock starts."""

    LETTER_OF_CLAIM = "letter_of_claim"
    PART36_OFFER = "part36_offer"
    PROCEEDINGS = "proceedings"
    COURT_NOTICE = "court_notice"
    OTHER = "other_with_deadline"


TIMED_BY_RULE = frozenset({DocumentClass.LETTER_OF_CLAIM, DocumentClass.PART36_OFFER})
"""Their answer is due after a time that rules give; every other one says when (domain 3.9)."""


@dataclass(frozen=True, slots=True)
class DeadlineDocument:
    """A document that came in, and what was done about it. `text` is empty once it was erased.

    It counts as forwarded only with its covering letter (S1-36).
    """

    id: str
    kind: DocumentClass
    text: str
    forwarded: bool
    acknowledged: bool
    answered: bool


def deadline_documents_of(events: Sequence[Event]) -> tuple[DeadlineDocument, ...]:
    """Every document with a deadline, in order."""
    received = each_of(events, EventType.DEADLINE_DOCUMENT_RECEIVED)
    return tuple(_document(event, events) for event in received)


def _document(event: Event, events: Sequence[Event]) -> DeadlineDocument:
    number = event.facts["document"]
    done = [each for each in events if each.facts.get("document") == number]
    whole = (e for e in done if e.facts.get("covering_letter") is True)
    return DeadlineDocument(
        id=number,
        kind=DocumentClass(event.facts["class"]),
        text=str(words_of(event).get("text", "")),
        forwarded=any(e.type is EventType.DEADLINE_DOCUMENT_FORWARDED for e in whole),
        acknowledged=_was(EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED, done),
        answered=_was(EventType.DEADLINE_DOCUMENT_ANSWERED, done),
    )


def _was(kind: EventType, done: Iterable[Event]) -> bool:
    return any(event.type is kind for event in done)


def to_forward(events: Sequence[Event]) -> tuple[DeadlineDocument, ...]:
    """The documents that have not gone on, or not whole."""
    return tuple(each for each in deadline_documents_of(events) if not each.forwarded)


def to_acknowledge(events: Sequence[Event]) -> tuple[DeadlineDocument, ...]:
    """The letters of claim that nobody acknowledged: no other document asks for it (domain 3.9)."""
    letters = (e for e in deadline_documents_of(events) if e.kind is DocumentClass.LETTER_OF_CLAIM)
    return tuple(each for each in letters if not each.acknowledged)


def to_answer(events: Sequence[Event]) -> tuple[DeadlineDocument, ...]:
    """The documents that nobody answered."""
    return tuple(each for each in deadline_documents_of(events) if not each.answered)


class Wanted(StrEnum):
    """What a member is asked to collect at first; more can be asked for (S1-37)."""

    MEDICAL_RECORDS = "medical_records"
    INCIDENT_REPORTS = "incident_reports"
    KEY_STAFF = "key_staff"
    COMPLAINT_FILES = "complaint_files"
    PROTOCOLS = "protocols"
    STANDARD_DISCLOSURE = "standard_disclosure"


class Found(StrEnum):
    """What became of something that was asked for. It is received as a file of the case; copies can go
    straight to the scheme’s lawyers instead (S1-37: "provide us, or our lawyers").
    """

    RECEIVED = "received"
    WITH_LAWYERS = "with_lawyers"
    NOT_HELD = "not_held"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a list. `text` says what it is, where it is none of those always asked for."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list that is out, and what of it is still missing."""

    id: str
    missing: tuple[Item, ...]


def checklist_of(events: Sequence[Event]) -> Checklist | None:
    """The list that a member is working on; None where none is out. A row whose file was deleted since
    is missing again.
    """
    issued = last_of(events, EventType.CHECKLIST_ISSUED)
    since = since_last(events, EventType.CHECKLIST_ISSUED)
    if issued is None or _was(EventType.CHECKLIST_COMPLETED, since):
        return None
    gone = {e.facts["document"] for e in each_of(since, EventType.DOCUMENT_DISCARDED)}
    answers = each_of(since, EventType.CHECKLIST_ANSWERED)
    answered = {e.facts["item"] for e in answers if e.facts.get("file") not in gone}
    missing = tuple(item for item in _items(issued) if item.id not in answered)
    return Checklist(issued.facts["checklist"], missing)


def _items(issued: Event) -> Iterator[Item]:
    more = list(words_of(issued).get("more", ()))
    for code in issued.facts["items"]:
        _, _, number = str(code).partition("more-")
        known = number and int(number) <= len(more)
        yield Item(code, str(more[int(number) - 1]) if known else "")


@dataclass(frozen=True, slots=True)
class Instruction:
    """Something that a member was asked to decide. `text` is empty once it was erased."""

    id: str
    text: str


def open_instructions(events: Sequence[Event]) -> tuple[Instruction, ...]:
    """What was asked and is not decided. Silence is no instruction (S1-15)."""
    given = {e.facts["instruction"] for e in each_of(events, EventType.INSTRUCTION_GIVEN)}
    asked = each_of(events, EventType.INSTRUCTION_REQUESTED)
    return tuple(
        Instruction(e.facts["instruction"], str(words_of(e).get("text", "")))
        for e in asked
        if e.facts["instruction"] not in given
    )
