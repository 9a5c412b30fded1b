"""What staff arranged for themselves, in the table: one item for each who arranged anything."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalicelib.adapters import items, table
from chalicelib.adapters.table import Table
from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.identifiers import OrganisationId, StaffId


class ArrangementTable:
    """One query brings an organisation's. Never remembered: an absence counts once it is entered."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def of_all(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        """What everybody arranged; those who arranged nothing are not in it."""
        key = table.organisation_key(organisation)
        stored = self._table.partition(key, prefix=table.ARRANGED)
        found = (items.from_body(Arrangements, each["body"]) for each in stored)
        return {each.staff: each for each in found}

    def of(self, organisation: OrganisationId, staff: StaffId) -> Arrangements:
        """One person's; nothing arranged where there is no item."""
        stored = self._table.get(table.organisation_key(organisation), table.ARRANGED + staff)
        return items.from_body(Arrangements, stored["body"]) if stored else Arrangements(staff)

    def save(self, organisation: OrganisationId, now: Arrangements, *, seen: Arrangements) -> bool:
        """Keep what somebody arranged; False where it is no longer what was `seen`."""
        item = items.item(table.organisation_key(organisation), table.ARRANGED + now.staff, now)
        if self._table.exchange(item, seen=items.body_of(seen), mark=secrets.token_hex(8)):
            return True
        return seen == Arrangements(now.staff) and self._table.put_once(item)
