"""Desks in memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.own_desk import Desk


class FakeDesks:
    """Desks in a dictionary, beside somebody else's counters."""

    def __init__(self, counts: Callable[[OrganisationId], Mapping[str, int]]) -> None:
        self._counts = counts
        self.kept: dict[tuple[OrganisationId, StaffId], Desk] = {}

    def of(self, organisation: OrganisationId, staff: StaffId) -> Desk:
        return self.kept.get((organisation, staff), Desk(staff))

    def with_counts(
        self, organisation: OrganisationId, staff: StaffId
    ) -> tuple[Desk, Mapping[str, int]]:
        return self.of(organisation, staff), self._counts(organisation)

    def save(self, organisation: OrganisationId, now: Desk, *, seen: Desk) -> bool:
        if self.of(organisation, now.staff) != seen:
            return False
        self.kept[organisation, now.staff] = now
        return True
