"""Those outside who were asked for their part, as the page of a case shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.contributions import Contribution, contributions_of
from chalicelib.domain.events import Event
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.due import due_tag
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.people import REMOVED


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part that was asked for: of whom, what, by when, and whether it is here."""

    name: str
    text: str
    due: str
    tag: Tag


def parts_of(events: Iterable[Event], today: date) -> tuple[PartLine, ...]:
    """Every part that was asked for, in order."""
    return tuple(_line(each, today) for each in contributions_of(events))


def _line(part: Contribution, today: date) -> PartLine:
    words = "\n".join(filter(None, (part.text, *part.questions)))
    tag = due_tag(part.due, today) if part.awaited else Tag("Received", "green")
    return PartLine(part.name or REMOVED, words, full_date(part.due), tag)
