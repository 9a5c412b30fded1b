"""What the timeline says of the stages of a complaint (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.parties import Channel
from chalicelib.domain.stages import StageOutcome
from chalicelib.presentation.labels import CHANNELS
from chalicelib.presentation.people import People
from chalicelib.presentation.work_labels import STAGE_OUTCOMES


def _replied(event: Event, file: CaseFile, people: People) -> str:
    outcome = STAGE_OUTCOMES[StageOutcome(event.facts["outcome"])]
    by = CHANNELS[Channel(event.facts["how"])].lower()
    counts = "" if event.facts["answers"] else ". It must be in writing: the date goes on"
    return f"Stage {event.facts['stage']}: {outcome.lower()}. By {by}{counts}"


def _escalated(event: Event, file: CaseFile, people: People) -> str:
    role = people.pack.roles.get(RoleCode(event.facts["owner"]))
    owner = role.title.lower() if role else event.facts["owner"]
    return f"Stage {event.facts['stage']}, answered by the {owner}"


SENTENCES: Mapping[EventType, Callable[[Event, CaseFile, People], str]] = {
    EventType.STAGE_REPLIED: _replied,
    EventType.STAGE_ESCALATED: _escalated,
}
"""One row for each event that says more than its title."""
