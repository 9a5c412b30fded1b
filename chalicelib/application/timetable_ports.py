"""What the use cases need of the world for an organisation's own timetable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chalicelib.domain.clocks import Notice
from chalicelib.domain.events import Event
from chalicelib.domain.identifiers import OrganisationId


@dataclass(frozen=True, slots=True)
class OwnNotice:
    """What the staff are told about a date of the organisation itself."""

    title: str
    due: date
    notice: Notice


class TimetableReader(Protocol):
    """The history of what an organisation owes once a month and once a year."""

    def of(self, organisation: OrganisationId) -> tuple[Event, ...]:
        """Every event, in order."""


class TimetableStore(TimetableReader, Protocol):
    """Reading and lengthening it."""

    def add(self, organisation: OrganisationId, events: Sequence[Event]) -> bool:
        """Keep these next events, all or none; False where others came in between."""
