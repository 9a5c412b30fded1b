"""Saying that two cases belong together, or that they do not. Nothing is merged: each keeps its own
dates, people and answer. Source: issue 6.2, C-30.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.links import How, Proposal, links_of, proposals_of
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import Reference, read_reference


@dataclass(frozen=True, slots=True)
class CaseLink:
    """The other case's reference, as it was typed, how the two belong together, and why."""

    other: str
    how: How
    text: str


def link_case(file: CaseFile, asked: CaseLink, *, terms: Terms, occasion: Occasion) -> Change:
    """Note the other case here. There it is noted by the system, so that both sides know.

    Raises: Invalid, for this very case or one that is linked so already.
    """
    other = _another(asked.other, file)
    if any(
        link.other.number == other.number and link.how is asked.how for link in links_of(file.events)
    ):
        raise Invalid([Fault("other", "It is linked to that case already")])
    facts = {"other": str(other), "how": asked.how}
    linked = Happening(EventType.CASE_LINKED, facts, sealed={"text": asked.text})
    return changed(file, [linked], terms=terms, occasion=occasion)


def link_back(
    file: CaseFile, other: Reference, how: How, *, terms: Terms, occasion: Occasion
) -> Change | None:
    """The same link, seen from the other side; None where it is there. Safe to run twice."""
    if _is_linked(file, other, how):
        return None
    linked = Happening(EventType.CASE_LINKED, {"other": str(other), "how": how})
    return changed(file, [linked], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class NotTheSame:
    """The proposed case that is about something else, and why that is clear."""

    other: str
    text: str


def tell_apart(file: CaseFile, asked: NotTheSame, *, terms: Terms, occasion: Occasion) -> Change:
    """Take a proposal away. Raises: Invalid, where that case is not proposed."""
    other = _another(asked.other, file)
    if not any(each.other.number == other.number for each in proposals_of(file.events)):
        raise Invalid([Fault("other", "Choose one of the cases that are proposed")])
    facts = {"other": str(other)}
    apart = Happening(EventType.CASES_UNLIKE, facts, sealed={"text": asked.text})
    return changed(file, [apart], terms=terms, occasion=occasion)


def propose(
    file: CaseFile, alike: Sequence[Proposal], *, terms: Terms, occasion: Occasion
) -> Change | None:
    """Note what may be about the same; None where nothing is, or where it was looked for before."""
    looked = any(event.type is EventType.CASES_ALIKE for event in file.events)
    if looked or not alike:
        return None
    found = [{"case": str(each.other), "why": list(each.why)} for each in alike]
    return changed(
        file, [Happening(EventType.CASES_ALIKE, {"cases": found})], terms=terms, occasion=occasion
    )


def _is_linked(file: CaseFile, other: Reference, how: How) -> bool:
    linked = {(link.other.number, link.how) for link in links_of(file.events)}
    return (other.number, how) in linked


def _another(typed: str, file: CaseFile) -> Reference:
    try:
        other = read_reference(typed)
    except Invalid:
        raise Invalid([Fault("other", "Enter a reference like ABC/123456")]) from None
    if other.number == file.case.number:
        raise Invalid([Fault("other", "That is this very case. Enter another one")])
    return other
