"""What the use cases need of the world for somebody's own desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.own_desk import Desk


class DeskReader(Protocol):
    """Reading desks."""

    def of(self, organisation: OrganisationId, staff: StaffId) -> Desk:
        """Somebody's desk; an empty one where they keep nothing."""

    def with_counts(
        self, organisation: OrganisationId, staff: StaffId
    ) -> tuple[Desk, Mapping[str, int]]:
        """The same, with the organisation's counters by `count_key`, in one call. Raises: StoreBusy."""


class Desks(DeskReader, Protocol):
    """Reading and keeping desks."""

    def save(self, organisation: OrganisationId, now: Desk, *, seen: Desk) -> bool:
        """Keep a desk; False where it is no longer what was seen."""
