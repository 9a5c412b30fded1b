"""Which cases belong together, read from the events of one of them. Source: issue 6.2, C-30."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.likeness import Likeness
from chalicelib.domain.reference import CaseNumber, Reference, read_reference


class How(StrEnum):
    """How two cases belong together."""

    SAME_MATTER = "same_matter"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Link:
    """Another case that belongs to this one, as somebody decided."""

    other: Reference
    how: How


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another case that may belong to this one, and why it may."""

    other: Reference
    why: tuple[Likeness, ...]


def links_of(events: Iterable[Event]) -> tuple[Link, ...]:
    """The cases that belong to this one, in the order in which that was decided."""
    linked: dict[CaseNumber, Link] = {}
    for event in events:
        if event.type is EventType.CASE_LINKED:
            other = _other(event)
            linked[other.number] = Link(other, How(event.facts["how"]))
    return tuple(linked.values())


def proposals_of(events: Iterable[Event]) -> tuple[Proposal, ...]:
    """What was found alike and nobody has decided about yet."""
    open_: dict[CaseNumber, Proposal] = {}
    for event in events:
        if event.type is EventType.CASES_ALIKE:
            open_ |= {each.other.number: each for each in map(_proposal, event.facts["cases"])}
        elif event.type in (EventType.CASE_LINKED, EventType.CASES_UNLIKE):
            open_.pop(_other(event).number, None)
    return tuple(open_.values())


def named_in(event: Event) -> tuple[CaseNumber, ...]:
    """The other cases that an event names, in its order."""
    if event.type is EventType.CASES_ALIKE:
        return tuple(_proposal(each).other.number for each in event.facts["cases"])
    if event.type in (EventType.CASE_LINKED, EventType.CASES_UNLIKE):
        return (_other(event).number,)
    return ()


def _other(event: Event) -> Reference:
    return read_reference(event.facts["other"])


def _proposal(found: dict[str, object]) -> Proposal:
    why = found["why"]
    assert isinstance(why, list)
    return Proposal(read_reference(str(found["case"])), tuple(map(Likeness, why)))
