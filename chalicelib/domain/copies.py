"""What goes into the copy of somebody's own details, and what is left out of it, with the reason.

The person gets what is about them. What is about others is taken out unless staff say that it may stay;
what the law keeps back is left out whole, and listed. Source: UK GDPR Articles 15(1), 15(3) and 15(4);
Data Protection Act 2018 Schedule 2, paragraphs 5(3), 16 and 19; domain.md 3.6.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.case import CaseFile
from chalicelib.domain.documents.attached import named_after
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import Document, documents_of
from chalicelib.domain.events import ActorKind, Event, EventType
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.letters.kept import without_names
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.reference import CaseNumber

MOST_BYTES = 300_000_000
"""Of all files of one copy: a function puts it together on its disk of half a gigabyte."""

TAKEN_OUT = "[details of somebody else]"


class LeftOut(StrEnum):
    """Why something is not in the copy."""

    STAFF = "staff"
    LEGAL = "legal"
    PATIENT = "patient"
    NOT_CHOSEN = "not_chosen"
    NOT_HERE = "not_here"
    TOO_LARGE = "too_large"


_LEFT_OUT: Mapping[EventType, LeftOut] = {
    EventType.STAFF_NAMED: LeftOut.STAFF,
    EventType.INTERVIEW_RECORDED: LeftOut.STAFF,
    EventType.DRAFT_SHARED: LeftOut.STAFF,
    EventType.HOLD_PLACED: LeftOut.LEGAL,
    EventType.HOLD_ENDED: LeftOut.LEGAL,
    EventType.SHARING_APPROVED: LeftOut.LEGAL,
    EventType.INSTRUCTION_GIVEN: LeftOut.LEGAL,
}
"""Events whose words are about staff, or are advice and proceedings."""


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else of whom the case speaks. `details` are how they can be told and reached."""

    id: str
    name: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One event with what was written or said, as the person may read it."""

    event: Event
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything of one copy. `left_out` names each event or file by its number or its title."""

    person: Party | None
    told: tuple[Told, ...]
    files: tuple[Document, ...]
    left_out: tuple[tuple[LeftOut, str], ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """One order of a copy. `made_at` is None until it is there; `id` is what its file is called."""

    order: int
    request: str
    named: tuple[str, ...]
    files: tuple[str, ...]
    ordered_at: datetime
    id: DocumentId
    made_at: datetime | None = None


def copies_of(events: Iterable[Event], number: CaseNumber) -> tuple[Copy, ...]:
    """Every copy that was ordered, in order."""
    held = tuple(events)
    made = {event.facts["order"]: event.at for event in each_of(held, EventType.COPY_MADE)}
    return tuple(
        Copy(
            order=event.seq,
            request=event.facts["request"],
            named=tuple(event.facts["named"]),
            files=tuple(event.facts["files"]),
            ordered_at=event.at,
            id=named_after(f"copy\n{number}\n{event.seq}", event.at),
            made_at=made.get(event.seq),
        )
        for event in each_of(held, EventType.COPY_ORDERED)
    )


def others_in(file: CaseFile) -> tuple[Other, ...]:
    """Everybody else of whom the case speaks: their details are proposed to be taken out."""
    people = tuple(_other(each) for each in file.parties if each.id != COMPLAINANT)
    staff = tuple(Other(f"staff.{each.id}", each.name) for each in involved_in(file.events))
    return tuple(each for each in (*people, *staff) if each.name)


def _other(party: Party) -> Other:
    ways = (party.email, party.landline, party.mobile, party.address, party.nhs_number)
    return Other(party.id, party.full_name, tuple(filter(None, ways)))


def files_to_choose(file: CaseFile) -> tuple[Document, ...]:
    """The files that are here and were checked; each was read by somebody before it goes out."""
    here = (DocumentState.SAFE, DocumentState.HELD)
    return tuple(each for each in documents_of(file.events) if each.state in here)


def contents_of(file: CaseFile, copy: Copy, *, only_their_own: bool) -> Contents:
    """What is in the copy. `only_their_own`: whoever asks speaks for a patient who has not agreed that
    anything is told; then it is what they wrote themselves, and nothing else.
    """
    hidden = tuple(each for each in others_in(file) if each.id not in copy.named)
    before = tuple(event for event in file.events if event.seq < copy.order)
    read = [(event, _why_left_out(event, only_their_own=only_their_own)) for event in before]
    files, no_files = _files(file, copy.files)
    left_out = ((why, str(event.seq)) for event, why in read if why and event.sealed)
    told = (Told(event, _texts(event, hidden)) for event, why in read if why is None)
    return Contents(file.complainant, tuple(told), files, (*left_out, *no_files))


def _why_left_out(event: Event, *, only_their_own: bool) -> LeftOut | None:
    if only_their_own and event.by.kind is not ActorKind.PUBLIC:
        return LeftOut.PATIENT
    return _LEFT_OUT.get(event.type)


def _files(
    file: CaseFile, chosen: Collection[str]
) -> tuple[tuple[Document, ...], tuple[tuple[LeftOut, str], ...]]:
    here, room = {each.id for each in files_to_choose(file)}, MOST_BYTES
    taken: list[Document] = []
    left: list[tuple[LeftOut, str]] = []
    for document in documents_of(file.events):
        why = _why_not(document, here, chosen, room)
        if why:
            left.append((why, document.id))
        else:
            taken.append(document)
            room -= document.size
    return tuple(taken), tuple(left)


def _why_not(
    document: Document, here: Collection[DocumentId], chosen: Collection[str], room: int
) -> LeftOut | None:
    if document.id not in here:
        return LeftOut.NOT_HERE
    if document.id not in chosen:
        return LeftOut.NOT_CHOSEN
    return LeftOut.TOO_LARGE if document.size > room else None


def _texts(event: Event, hidden: Collection[Other]) -> tuple[str, ...]:
    found = _leaves(words_of(event))
    return tuple(without(text, hidden) for text in found if text.strip())


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _leaves(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _leaves(each)


def without(text: str, hidden: Iterable[Other]) -> str:
    """The text without the names of these people and without how to reach them.

    >>> without("Ring Nell Olderly on 01632 960 001.", [Other("1", "Nell Olderly", ("01632 960 001",))])
    'Ring [name removed] on [details of somebody else].'
    """
    others = tuple(hidden)
    for detail in (each for other in others for each in other.details):
        text = re.sub(re.escape(detail), TAKEN_OUT, text, flags=re.IGNORECASE)
    return without_names(text, [other.name for other in others])
