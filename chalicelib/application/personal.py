"""What the use cases need of the world for what is somebody's own: their arrangements, their list of
the day, their calendar.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.digest import Turn
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class TurnChange:
    """A turn in the place of another; None where there was none."""

    old: Turn | None
    new: Turn


class ArrangementReader(Protocol):
    """What staff arranged for themselves: absences, deputies, the hour of their list."""

    def of_all(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        """What everybody arranged, in one call; those who arranged nothing are not in it."""

    def lately(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        """The same, up to a minute old: for a hint, and nothing that is decided."""

    def of(self, organisation: OrganisationId, staff: StaffId) -> Arrangements:
        """One person's."""


class ArrangementStore(ArrangementReader, Protocol):
    """Reading and keeping what staff arranged."""

    def save(
        self,
        organisation: OrganisationId,
        now: Arrangements,
        *,
        seen: Arrangements,
        turn: TurnChange | None = None,
    ) -> bool:
        """Keep it, together with the turn of their list; False where either is not what was `seen`."""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A quarter of an hour that a case takes of somebody; `what` names the clock that waits for it."""

    reference: Reference
    what: str
    slot: datetime


class Diary(Protocol):
    """When staff are taken."""

    def of(
        self, organisation: OrganisationId, staff: StaffId, *, since: datetime
    ) -> tuple[Engagement, ...]:
        """Every quarter of an hour that they are taken from then on, in order."""


class FeedReader(Protocol):
    """Whose calendar an address shows. What stands in the address is never kept, only its key."""

    def owner(self, key: str) -> tuple[OrganisationId, StaffId] | None:
        """Whose it was made for; None where it was made for nobody."""


class Feeds(FeedReader, Protocol):
    """Reading and making calendar addresses."""

    def put(self, key: str, organisation: OrganisationId, staff: StaffId) -> None:
        """Remember whose it is."""


class Turns(Protocol):
    """Whose list of the day is looked at when."""

    def of(self, organisation: OrganisationId, staff: StaffId) -> Turn | None:
        """Somebody's turn; None where they never had a list."""

    def due(self, now: datetime) -> Iterable[Turn]:
        """The turns whose moment has come, and nothing else is read."""

    def exchange(self, old: Turn | None, new: Turn) -> bool:
        """Put a turn in the place of another; False where that is no longer the one that was seen."""

    def drop(self, turn: Turn) -> None:
        """Take a turn out of the index, unless it changed: its owner wants no list any more."""
