"""Limits on how somebody may contact us: proposed by staff, decided by the complaints manager with
advice and a date of review, and never a reason to refuse a new issue (S2-39, S2-40).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of, words_of
from chalicelib.domain.issues import without_finding
from chalicelib.domain.links import How, links_of
from chalicelib.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class Restriction:
    """A restriction that is in force, and when it must be looked at again."""

    review_on: date
    text: str


_STEPS = (
    EventType.RESTRICTION_PROPOSED,
    EventType.RESTRICTION_APPLIED,
    EventType.RESTRICTION_LIFTED,
)


def was_answered_in_full(file: CaseFile) -> bool:
    """Whether everything in this case had its full answer: sent, with a finding on every issue.

    Source: S2-39, "despite full responses to all issues".
    """
    return any(map(_answers, file.events)) and not without_finding(file.events)


def same_matter(events: Iterable[Event]) -> tuple[Reference, ...]:
    """The cases that somebody linked to this one as being about the same matter."""
    return tuple(link.other for link in links_of(events) if link.how is How.SAME_MATTER)


def _answers(event: Event) -> bool:
    staged = event.type is EventType.STAGE_REPLIED and event.facts["answers"]
    return staged or event.type is EventType.RESPONSE_SENT


def is_proposed(events: Iterable[Event]) -> bool:
    """Whether somebody proposed one and nobody has decided."""
    last = last_of(events, *_STEPS)
    return last is not None and last.type is EventType.RESTRICTION_PROPOSED


def restriction_of(events: Iterable[Event]) -> Restriction | None:
    """The restriction in force; None where there is none."""
    last = last_of(events, EventType.RESTRICTION_APPLIED, EventType.RESTRICTION_LIFTED)
    if last is None or last.type is EventType.RESTRICTION_LIFTED:
        return None
    return Restriction(
        review_on=date.fromisoformat(last.facts["review_on"]),
        text=str(words_of(last).get("text", "")),
    )
