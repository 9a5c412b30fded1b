"""The meetings of staff at which the outcome of a case is reviewed: set, moved, called off (S2-99).

The person is at none of them: a meeting with the person is an appointment (`domain.calls`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.events import Event, EventType

MEETING = "MEETING"
"""What a meeting is called in a calendar entry’s name."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it stands. `changes` counts how often it was moved or called off."""

    id: str
    meets_on: date
    changes: int = 0
    cancelled: bool = False


def meetings_in(events: Iterable[Event]) -> tuple[Meeting, ...]:
    """Every meeting of a case, in the order in which they were set first."""
    found: dict[str, Meeting] = {}
    for event in events:
        if event.type is EventType.MEETING_SCHEDULED:
            found[event.facts["meeting"]] = _set(event, found.get(event.facts["meeting"]))
        elif event.type is EventType.MEETING_CANCELLED:
            before = found[event.facts["meeting"]]
            found[before.id] = replace(before, cancelled=True, changes=before.changes + 1)
    return tuple(found.values())


def _set(event: Event, before: Meeting | None) -> Meeting:
    changes = before.changes + 1 if before else 0
    return Meeting(event.facts["meeting"], date.fromisoformat(event.facts["meets_on"]), changes)


def meeting_ahead(events: Iterable[Event]) -> Meeting | None:
    """The meeting that waits to be held and minuted; None where there is none."""
    ahead: Meeting | None = None
    for event in (known := tuple(events)):
        if event.type is EventType.MEETING_MINUTED:
            ahead = None
        elif event.type in (EventType.MEETING_SCHEDULED, EventType.MEETING_CANCELLED):
            ahead = meetings_in(e for e in known if e.seq <= event.seq)[-1]
    return None if ahead is None or ahead.cancelled else ahead
