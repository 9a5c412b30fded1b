"""Admissions of liability: none without the member's express authority for each element (S1-15, S1-16).

Nothing that a member leaves unsaid counts, however long it is silent; what it authorised it can take
back until it was used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.claim_members import members_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, words_of


class Element(StrEnum):
    """What liability is made of; each can be admitted or not (S1-15)."""

    BREACH = "breach"
    CAUSATION = "causation"


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a member was advised to admit. `text` are the reasons, empty once they were erased."""

    id: str
    member: str
    elements: frozenset[Element]
    text: str


def recommendations_of(events: Iterable[Event]) -> tuple[Recommendation, ...]:
    """Everything that members were advised to admit, in order."""
    return tuple(
        Recommendation(
            id=each.facts["recommendation"],
            member=each.facts["member"],
            elements=_elements(each),
            text=str(words_of(each).get("text", "")),
        )
        for each in each_of(events, EventType.ADMISSION_RECOMMENDED)
    )


def _elements(event: Event) -> frozenset[Element]:
    return frozenset(map(Element, event.facts["elements"]))


def to_authorise(events: Sequence[Event]) -> tuple[Recommendation, ...]:
    """The recommendations of which something is not authorised. Silence is no authority."""
    return tuple(
        each
        for each in recommendations_of(events)
        if each.elements - authorised_by(each.member, events)
    )


def authorised_by(member: str, events: Iterable[Event]) -> frozenset[Element]:
    """What this member has authorised in so many words, and not taken back."""
    held: frozenset[Element] = frozenset()
    for event in events:
        if event.facts.get("member") != member:
            continue
        if event.type is EventType.ADMISSION_AUTHORISED:
            held |= _elements(event)
        elif event.type is EventType.ADMISSION_REVOKED:
            held -= _elements(event)
    return held


def served_for(member: str, events: Iterable[Event]) -> frozenset[Element]:
    """What was admitted in this member's name: it cannot be taken back any more."""
    served = each_of(events, EventType.ADMISSION_SERVED)
    return frozenset[Element]().union(*(_elements(e) for e in served if member in e.facts["members"]))


def revocable(member: str, events: Sequence[Event]) -> frozenset[Element]:
    """What this member can still take back: authorised, and not used."""
    return authorised_by(member, events) - served_for(member, events)


def who_can_revoke(events: Sequence[Event]) -> tuple[str, ...]:
    """The members whose authority is not used up."""
    return tuple(each.id for each in members_of(events) if revocable(each.id, events))


def without_authority(
    elements: Iterable[Element], members: Iterable[str], events: Sequence[Event]
) -> tuple[tuple[str, Element], ...]:
    """Each member with each element that it has not authorised; empty where all may be served."""
    wanted = tuple(elements)
    return tuple(
        (member, element)
        for member in members
        for element in wanted
        if element not in authorised_by(member, events)
    )
