"""What is done about a claim's documents, lists and instructions (domain.md 4.6, S1-36 to S1-43)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, stated
from chalicelib.domain.claim_members import Development, binds, contacts_of, told
from chalicelib.domain.claims import (
    TIMED_BY_RULE,
    DocumentClass,
    Found,
    Wanted,
    checklist_of,
    deadline_documents_of,
    open_instructions,
    to_acknowledge,
    to_answer,
    to_forward,
)
from chalicelib.domain.documents.reading import documents_here
from chalicelib.domain.errors import Fault, Invalid, NotAllowed, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.history import each_of
from chalicelib.domain.policy import Terms

MOST_ITEMS = 30
"""Rows that can be added to a list of documents."""


@dataclass(frozen=True, slots=True)
class DocumentReceived:
    """What came in, and the date that it sets itself; a letter of claim and an offer set none."""

    kind: DocumentClass
    text: str
    due: date | None = None
    happened_at: datetime | None = None


def receive_document(
    file: CaseFile, received: DocumentReceived, *, terms: Terms, occasion: Occasion
) -> Change:
    """Start the hours in which it must be forwarded, counted from when it came.

    Source: S1-36, C-20; domain.md 3.9. Raises: Invalid.
    """
    if received.due is None and received.kind not in TIMED_BY_RULE:
        raise Invalid([Fault("due", "Give the date that it sets: without one no clock starts")])
    due = {"due": received.due.isoformat()} if received.due else {}
    facts = {
        "document": str(len(deadline_documents_of(file.events)) + 1),
        "class": received.kind,
        "happened_at": stated(received.happened_at, file, occasion),
        **due,
    }
    happenings = [
        Happening(EventType.DEADLINE_DOCUMENT_RECEIVED, facts, {"text": received.text}),
        *_told_members(file, received.kind),
    ]
    return changed(file, happenings, terms=terms, occasion=occasion)


_TOLD = {
    DocumentClass.PART36_OFFER: Development.OFFER,
    DocumentClass.PROCEEDINGS: Development.PROCEEDINGS,
    DocumentClass.COURT_NOTICE: Development.COURT_NOTICE,
}


def _told_members(file: CaseFile, kind: DocumentClass) -> list[Happening]:
    """What of it is a key development for the members (S1-25)."""
    return told(contacts_of(file.events), _TOLD[kind]) if kind in _TOLD else []


@dataclass(frozen=True, slots=True)
class Forwarding:
    """Which document went on, to whom, and whether its covering letter went with it."""

    document: str
    covering_letter: bool
    text: str
    happened_at: datetime | None = None


def forward_document(
    file: CaseFile, forwarding: Forwarding, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that it was forwarded; without its covering letter the clock goes on.

    Source: S1-36. Raises: Invalid.
    """
    _refuse_unknown("document", forwarding.document, [e.id for e in to_forward(file.events)])
    facts = {
        "document": forwarding.document,
        "covering_letter": forwarding.covering_letter,
        "happened_at": stated(forwarding.happened_at, file, occasion),
    }
    sealed = {"text": forwarding.text}
    gone = Happening(EventType.DEADLINE_DOCUMENT_FORWARDED, facts, sealed)
    return changed(file, [gone], terms=terms, occasion=occasion)


def _refuse_unknown(field: str, chosen: str, known: Sequence[str]) -> None:
    if chosen not in known:
        raise Invalid([Fault(field, "Choose from the list")])


@dataclass(frozen=True, slots=True)
class DocumentAcknowledged:
    """Which letter of claim was acknowledged, and in which words."""

    document: str
    text: str
    happened_at: datetime | None = None


def acknowledge_document(
    file: CaseFile, said: DocumentAcknowledged, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that the claimant’s side knows that we have it. Source: domain.md 3.9. Raises: Invalid."""
    _refuse_unknown("document", said.document, [e.id for e in to_acknowledge(file.events)])
    kind = EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED
    done = _about_document(kind, said.document, said.text, stated(said.happened_at, file, occasion))
    return changed(file, [done], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class DocumentAnswered:
    """Which document was answered, and how; `admits`: the answer admits something."""

    document: str
    text: str
    admits: bool = False
    happened_at: datetime | None = None


def answer_document(
    file: CaseFile, answer: DocumentAnswered, *, terms: Terms, occasion: Occasion
) -> Change:
    """Record that it was answered: whatever it set a date for is met. An admission goes another way.

    Source: domain.md 3.9, 4.6, S1-15, S1-16. Raises: Invalid.
    """
    _refuse_unknown("document", answer.document, [e.id for e in to_answer(file.events)])
    if answer.admits:
        words = "Serve it as an admission: it goes only with the express authority of every member"
        raise Invalid([Fault("admits", words)])
    at = stated(answer.happened_at, file, occasion)
    kind = EventType.DEADLINE_DOCUMENT_ANSWERED
    done = _about_document(kind, answer.document, answer.text, at)
    return changed(file, [done], terms=terms, occasion=occasion)


def _about_document(kind: EventType, document: str, text: str, at: str) -> Happening:
    return Happening(kind, {"document": document, "happened_at": at}, {"text": text})


@dataclass(frozen=True, slots=True)
class ListRow:
    """One more document that is wanted."""

    text: str


@dataclass(frozen=True, slots=True)
class ChecklistAsked:
    """By when the member collects the documents, and what is wanted beside those always asked for."""

    due: date
    more: tuple[ListRow, ...] = ()


def issue_checklist(
    file: CaseFile, asked: ChecklistAsked, *, terms: Terms, occasion: Occasion
) -> Change:
    """Send the member the list of documents that the claim needs. Source: S1-10, S1-37.

    Raises: Invalid.
    """
    if len(asked.more) > MOST_ITEMS:
        raise Invalid([Fault("more", f"Ask for {MOST_ITEMS} more at most")])
    more = [row.text for row in asked.more]
    facts = {
        "checklist": str(len(each_of(file.events, EventType.CHECKLIST_ISSUED)) + 1),
        "due": not_past(asked.due, occasion, "due"),
        "items": [*Wanted, *(f"more-{number}" for number in range(1, len(more) + 1))],
    }
    issued = Happening(EventType.CHECKLIST_ISSUED, facts, {"more": more} if more else None)
    return changed(file, [issued], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What became of one row of the list: the file that came, to which of our lawyers it went, or why
    it is not held.
    """

    item: str
    found: Found
    file: str = ""
    text: str = ""


def answer_checklist(file: CaseFile, answer: ItemAnswer, *, terms: Terms, occasion: Occasion) -> Change:
    """Tick off a row; with the last one the list is complete. What is received is a file of the case.

    Source: S1-37. Raises: Invalid.
    """
    checklist = checklist_of(file.events)
    missing = checklist.missing if checklist else ()
    _refuse_unknown("item", answer.item, [item.id for item in missing])
    _refuse_unfounded(file, answer)
    number = checklist.id if checklist else ""
    facts = {"checklist": number, "item": answer.item, "found": answer.found}
    if answer.found is Found.RECEIVED:
        facts["file"] = answer.file
    sealed = {"text": answer.text} if answer.text else None
    happenings = [Happening(EventType.CHECKLIST_ANSWERED, facts, sealed)]
    if len(missing) == 1:
        happenings.append(Happening(EventType.CHECKLIST_COMPLETED, {"checklist": number}))
    return changed(file, happenings, terms=terms, occasion=occasion)


_WITHOUT_WORDS = {
    Found.WITH_LAWYERS: "Say which lawyers have it, and since when",
    Found.NOT_HELD: "Say why it is not held",
}


def _refuse_unfounded(file: CaseFile, answer: ItemAnswer) -> None:
    """Raises: Invalid, where a row is ticked off with nothing to show for it."""
    if answer.found is Found.RECEIVED:
        here = [each.id for each in documents_here(file.events)]
        if answer.file not in here:
            raise Invalid([Fault("file", "Choose the file. Add it to the case first")])
    elif not answer.text.strip():
        raise Invalid([Fault("text", _WITHOUT_WORDS[answer.found])])


@dataclass(frozen=True, slots=True)
class InstructionRequest:
    """What the member has to decide, and by when."""

    text: str
    due: date


def request_instruction(
    file: CaseFile, asked: InstructionRequest, *, terms: Terms, occasion: Occasion
) -> Change:
    """Ask the member to decide: its contact is told, and reminded. Source: S1-43. Raises: Invalid."""
    facts = {
        "instruction": str(len(each_of(file.events, EventType.INSTRUCTION_REQUESTED)) + 1),
        "due": not_past(asked.due, occasion, "due"),
    }
    requested = Happening(EventType.INSTRUCTION_REQUESTED, facts, {"text": asked.text})
    return changed(file, [requested], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class InstructionGiven:
    """Which instruction was given, and what it is."""

    instruction: str
    text: str
    happened_at: datetime | None = None


def give_instruction(
    file: CaseFile, given: InstructionGiven, *, terms: Terms, occasion: Occasion
) -> Change:
    """Keep what the member decided, in its words. What one member was asked, another does not answer.

    Source: S1-15, S1-43. Raises: Invalid, RuleBroken, NotAllowed.
    """
    known = [each.id for each in open_instructions(file.events)]
    if not known:
        raise RuleBroken("No instruction is asked for")
    _refuse_unknown("instruction", given.instruction, known)
    _refuse_others(file, given.instruction, occasion)
    facts = {
        "instruction": given.instruction,
        "happened_at": stated(given.happened_at, file, occasion),
    }
    happening = Happening(EventType.INSTRUCTION_GIVEN, facts, {"text": given.text})
    return changed(file, [happening], terms=terms, occasion=occasion)


def _refuse_others(file: CaseFile, instruction: str, occasion: Occasion) -> None:
    """Raises: NotAllowed, where one member was asked and the asker does not decide for it."""
    requested = each_of(file.events, EventType.INSTRUCTION_REQUESTED)
    asked = next(e for e in requested if e.facts["instruction"] == instruction)
    member = asked.facts.get("member")
    if member and not binds(file.events, member, occasion.by.id):
        raise NotAllowed("Another member was asked: only whoever decides for it can answer")
