"""What staff whom a complaint concerns get of it in writing, each for themselves: the words about them
with an offer of support, and what was found with a day for their comment (T5, T7; S2-33, S2-86).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, last_of, words_of
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Involved, involved_in

COMMENT_DAYS = "staff.comment_working_days"
"""Under this key a pack says within how many working days staff comment on what was found."""


class PaperOf(StrEnum):
    """What somebody of the staff is shown."""

    COMPLAINT = "complaint"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True)
class Paper:
    """One of them. `told` is the number of the event that gave it, `words` what it says (empty once it
    was erased), `is_open` whether they opened it themselves, `reply_by` the London date for their
    comment.
    """

    told: int
    person: Involved
    what: PaperOf
    at: datetime
    words: str
    is_open: bool
    reply_by: date | None
    comments: tuple[str, ...]


def papers_of(events: Iterable[Event]) -> tuple[Paper, ...]:
    """Every paper that stands, oldest first: not of findings that were put together anew before it was
    opened, and of nobody who is not named any more.
    """
    held = tuple(events)
    return tuple(_standing(held))


def papers_for(events: Iterable[Event], staff: StaffId) -> tuple[Paper, ...]:
    """Those of one member of staff, for their own page; none where they can no longer be read."""
    return tuple(each for each in papers_of(events) if each.person.staff == staff and each.words)


def paper_told(events: Iterable[Event], told: int) -> Paper | None:
    """The paper that this event gave; None where there is none."""
    return next((each for each in papers_of(events) if each.told == told), None)


def _standing(events: tuple[Event, ...]) -> Iterator[Paper]:
    people = {person.id: person for person in involved_in(events)}
    anew = last_of(events, EventType.FINDINGS_DRAFTED)
    for event in each_of(events, EventType.STAFF_TOLD):
        person = people.get(event.facts["person"])
        paper = _paper(event, person, events) if person else None
        replaced = paper and paper.what is PaperOf.FINDINGS and anew and anew.seq > paper.told
        if paper and (paper.is_open or not replaced):
            yield paper


def _paper(event: Event, person: Involved, events: tuple[Event, ...]) -> Paper:
    reply_by = event.facts.get("reply_by")
    ours = [each for each in events if each.facts.get("told") == event.seq]
    comments = each_of(ours, EventType.STAFF_COMMENTED)
    return Paper(
        told=event.seq,
        person=person,
        what=PaperOf(event.facts["what"]),
        at=event.at,
        words=str(words_of(event).get("words", "")),
        is_open=bool(each_of(ours, EventType.STAFF_LETTER_SHOWN, EventType.DRAFT_SHARED)),
        reply_by=date.fromisoformat(reply_by) if reply_by else None,
        comments=tuple(str(words_of(each).get("text", "")) for each in comments),
    )
