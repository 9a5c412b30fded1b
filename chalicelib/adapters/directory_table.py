"""The staff in the table, read whole and remembered for a minute."""

from __future__ import annotations

import time

from chalicelib.adapters import items, keys
from chalicelib.adapters.table import Table
from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId
from chalicelib.domain.staff import Staff

REMEMBERED_FOR = 60.0
"""Seconds. Somebody whose role is taken away in the directory loses it within this time."""


class DirectoryTable:
    """One query brings everybody; an organisation has tens of staff, not thousands."""

    def __init__(self, store: Table) -> None:
        self._table = store
        self._remembered: dict[OrganisationId, tuple[float, tuple[Staff, ...]]] = {}

    def staff(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        """Everybody, by name."""
        read_at, people = self._remembered.get(organisation, (0.0, ()))
        if not people or time.monotonic() - read_at > REMEMBERED_FOR:
            people = self.now(organisation)
        return people

    def now(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        """Everybody, by name, as it is at this moment."""
        people = self._read(organisation)
        self._remembered[organisation] = (time.monotonic(), people)
        return people

    def look_again(self, organisation: OrganisationId) -> None:
        """Remember nobody of this organisation any more."""
        self._remembered.pop(organisation, None)

    def find(self, organisation: OrganisationId, staff: StaffId) -> Staff | None:
        """One of them."""
        return next((each for each in self.staff(organisation) if each.id == staff), None)

    def holders(self, organisation: OrganisationId, role: RoleCode) -> tuple[Staff, ...]:
        """Everybody who holds the role."""
        return tuple(each for each in self.staff(organisation) if each.holds(role))

    def enrol(self, person: Staff) -> None:
        """Put somebody into the directory, or change what it says of them."""
        key = keys.organisation_key(person.organisation)
        self._table.put(items.item(key, keys.STAFF + person.id, person))
        self._remembered.pop(person.organisation, None)

    def _read(self, organisation: OrganisationId) -> tuple[Staff, ...]:
        stored = self._table.partition(keys.organisation_key(organisation), prefix=keys.STAFF)
        people = (items.from_body(Staff, each["body"]) for each in stored)
        return tuple(sorted(people, key=lambda person: person.name))
