"""Who of the staff is concerned, what was done for each of them, and what the investigation asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, since_last, words_of
from chalicelib.domain.identifiers import StaffId


class Concerned(StrEnum):
    """How a complaint concerns a member of staff (domain.md 4.1)."""

    SUBJECT = "staff_subject"
    MENTIONED = "staff_mentioned"
    WITNESS = "staff_witness"


@dataclass(frozen=True, slots=True)
class Involved:
    """A member of staff whom the complaint concerns. `staff` is their account, where they have one.

    `was_shown` the letter and `was_offered` support come before an interview (S2-31, S2-33);
    `has_seen` the findings and the draft (S2-86).
    """

    id: str
    name: str
    concerned: Concerned
    staff: StaffId | None
    was_shown: bool
    was_offered: bool
    was_heard: bool
    has_seen: bool


def involved_in(events: Iterable[Event]) -> tuple[Involved, ...]:
    """Everybody of the staff who was named, in the order of naming."""
    held = tuple(events)
    return tuple(_involved(named, held) for named in each_of(held, EventType.STAFF_NAMED))


def _involved(named: Event, events: Iterable[Event]) -> Involved:
    person = named.facts["person"]
    theirs = {event.type for event in events if event.facts.get("person") == person}
    return Involved(
        id=person,
        name=str(words_of(named).get("name", "")),
        concerned=Concerned(named.facts["concerned"]),
        staff=StaffId(named.facts["staff"]) if named.facts["staff"] else None,
        was_shown=EventType.STAFF_LETTER_SHOWN in theirs,
        was_offered=EventType.STAFF_SUPPORT_OFFERED in theirs,
        was_heard=EventType.INTERVIEW_RECORDED in theirs,
        has_seen=_has_seen(person, events),
    )


def _has_seen(person: str, events: Iterable[Event]) -> bool:
    """Findings that were drafted anew must be shared anew."""
    current = since_last(tuple(events), EventType.FINDINGS_DRAFTED)
    return any(person in event.facts["with"] for event in each_of(current, EventType.DRAFT_SHARED))


def involved_person(events: Iterable[Event], person: str) -> Involved | None:
    """One of them."""
    return next((each for each in involved_in(events) if each.id == person), None)


def subjects_of(events: Iterable[Event]) -> tuple[StaffId, ...]:
    """The accounts of everybody whom this complaint is about (domain.md 4.2)."""
    named = each_of(events, EventType.STAFF_NAMED)
    about = (each.facts["staff"] for each in named if each.facts["concerned"] == Concerned.SUBJECT)
    return tuple(StaffId(staff) for staff in dict.fromkeys(about) if staff)


def is_concerned(events: Iterable[Event], staff: StaffId) -> bool:
    """Whether this complaint is about them: they hold no rights of judging it (domain.md 4.2)."""
    return staff in subjects_of(events)


def was_considered(events: Iterable[Event]) -> bool:
    """Whether the nine questions were answered (S2-84)."""
    return last_of(events, EventType.INVESTIGATION_CONSIDERED) is not None


def has_root_cause(events: Iterable[Event]) -> bool:
    """Whether a root cause analysis was recorded (S3-14)."""
    return last_of(events, EventType.ROOT_CAUSE_RECORDED) is not None


def wants_root_cause(events: Iterable[Event]) -> bool:
    """Whether the nine questions asked for a root cause analysis (S2-84)."""
    considered = last_of(events, EventType.INVESTIGATION_CONSIDERED)
    return considered is not None and considered.facts["root_cause"] is True
