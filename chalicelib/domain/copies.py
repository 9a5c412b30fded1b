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
from chalicelib.domain.copy_orders import Copy
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.reading import Document, files_of
from chalicelib.domain.events import PUBLIC, Event, EventType
from chalicelib.domain.history import words_of
from chalicelib.domain.identifiers import DocumentId, PartyId
from chalicelib.domain.investigations import involved_in
from chalicelib.domain.letters.kept import without_names
from chalicelib.domain.parties import Party
from chalicelib.domain.reference import CaseNumber

MOST_BYTES = 300_000_000
"""Of all files of one copy: a function puts it together on its disk of half a gigabyte."""

NOBODY = PartyId("")
"""The place of nobody."""

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
    EventType.STAFF_TOLD: LeftOut.STAFF,
    EventType.STAFF_COMMENTED: LeftOut.STAFF,
    EventType.INTERVIEW_RECORDED: LeftOut.STAFF,
    EventType.DRAFT_SHARED: LeftOut.STAFF,
    EventType.HOLD_PLACED: LeftOut.LEGAL,
    EventType.HOLD_ENDED: LeftOut.LEGAL,
    EventType.SHARING_APPROVED: LeftOut.LEGAL,
    EventType.INSTRUCTION_REQUESTED: LeftOut.LEGAL,
    EventType.INSTRUCTION_GIVEN: LeftOut.LEGAL,
    **{each: LeftOut.LEGAL for each in EventType if each.startswith(("claim.", "admission."))},
}
"""Events whose words are about staff, or are advice and proceedings: who bears how much of a claim
stays between its members (S1-14).
"""

_SAID_BY_A_PATIENT = frozenset(
    {
        EventType.CONSENT_GIVEN,
        EventType.CONSENT_REFUSED,
        EventType.CONSENT_WITHDRAWN,
    }
)
"""Events that hold a patient's own words about whoever speaks for them."""


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
    """What of one case is in a copy. `left_out` names each event or file by its number or its id.
    `only_own`: nothing but what whoever gets it wrote themselves.
    """

    file: CaseFile
    person: Party | None
    told: tuple[Told, ...]
    files: tuple[Document, ...]
    left_out: tuple[tuple[LeftOut, str], ...]
    only_own: bool = False


def others_in(file: CaseFile, person: PartyId) -> tuple[Other, ...]:
    """Everybody but this person of whom the case speaks: their details are proposed to be taken out."""
    people = tuple(_other(each) for each in file.parties if each.id != person)
    staff = tuple(Other(f"staff.{each.id}", each.name) for each in involved_in(file.events))
    return tuple(each for each in (*people, *staff) if each.name)


def _other(party: Party) -> Other:
    ways = (party.email, party.landline, party.mobile, party.address, party.nhs_number)
    return Other(party.id, party.full_name, tuple(filter(None, ways)))


def called(number: CaseNumber, other: str) -> str:
    """The name of somebody within a copy, which may be of several cases.

    >>> called(CaseNumber("123456"), "staff.1")
    '123456:staff.1'
    """
    return f"{number}:{other}"


def files_to_choose(file: CaseFile) -> tuple[Document, ...]:
    """The files that are here and were checked; each was read by somebody before it goes out."""
    here = (DocumentState.SAFE, DocumentState.HELD)
    return tuple(each for each in files_of(file.events) if each.state in here)


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a copy goes in one case: which place the person has in it, and up to which event.

    `only_own`: whoever gets it speaks for a patient who has not agreed that all of it is told; then it
    is what they wrote themselves, and nothing else. `spoken_for`: a patient stands behind whoever gets
    it, whose own words about that are not told. `room` is how many bytes of files may still go in.
    """

    person: PartyId
    until: datetime
    only_own: bool
    spoken_for: bool
    room: int = MOST_BYTES


def contents_of(file: CaseFile, copy: Copy, extent: Extent) -> Contents:
    """What of one case is in the copy."""
    others = others_in(file, extent.person)
    hidden = tuple(each for each in others if called(file.case.number, each.id) not in copy.named)
    read = [(event, _why_left_out(event, extent)) for event in _before(file, copy, extent.until)]
    files, no_files = _files(file, copy.files, extent)
    left_out = ((why, str(event.seq)) for event, why in read if why and event.sealed)
    told = (Told(event, _texts(event, hidden)) for event, why in read if why is None)
    return Contents(
        file, file.party(extent.person), tuple(told), files, (*left_out, *no_files), extent.only_own
    )


def _before(file: CaseFile, copy: Copy, until: datetime) -> Iterator[Event]:
    """The history up to the order, which is an event of one of the cases."""
    for event in file.history:
        if event.type is EventType.COPY_ORDERED and event.seq == copy.order and event.at == until:
            return
        if event.at <= until:
            yield event


def _why_left_out(event: Event, extent: Extent) -> LeftOut | None:
    if extent.only_own and not _is_their_own(event):
        return LeftOut.PATIENT
    if extent.spoken_for and event.type in _SAID_BY_A_PATIENT:
        return LeftOut.PATIENT
    return _LEFT_OUT.get(event.type)


def _is_their_own(event: Event) -> bool:
    """Whether it came from whoever complained: a contributor without an account is somebody else."""
    return event.by == PUBLIC and event.type is not EventType.CONTRIBUTION_RECEIVED


def _files(
    file: CaseFile, chosen: Collection[str], extent: Extent
) -> tuple[tuple[Document, ...], tuple[tuple[LeftOut, str], ...]]:
    here, room = {each.id for each in files_to_choose(file)}, extent.room
    taken: list[Document] = []
    left: list[tuple[LeftOut, str]] = []
    for document in files_of(file.events):
        why = _why_not(document, here, chosen, room, only_own=extent.only_own)
        if why:
            left.append((why, document.id))
        else:
            taken.append(document)
            room -= document.size
    return tuple(taken), tuple(left)


def _why_not(
    document: Document,
    here: Collection[DocumentId],
    chosen: Collection[str],
    room: int,
    *,
    only_own: bool,
) -> LeftOut | None:
    if document.id not in here:
        return LeftOut.NOT_HERE
    if only_own and document.by != PUBLIC:
        return LeftOut.PATIENT
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
