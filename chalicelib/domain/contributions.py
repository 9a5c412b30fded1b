"""Which other organisations were asked for their part, and who has not answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, words_of


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one organisation was asked for."""

    id: str
    name: str
    due: date
    awaited: bool


def contributions_of(events: Iterable[Event]) -> tuple[Contribution, ...]:
    """Every organisation that was asked, in order."""
    held = tuple(events)
    received = {event.facts["organisation"] for event in each_of(held, EventType.CONTRIBUTION_RECEIVED)}
    return tuple(
        Contribution(
            id=asked.facts["organisation"],
            name=str(words_of(asked).get("organisation", "")),
            due=date.fromisoformat(asked.facts["due"]),
            awaited=asked.facts["organisation"] not in received,
        )
        for asked in each_of(held, EventType.CONTRIBUTION_REQUESTED)
    )
