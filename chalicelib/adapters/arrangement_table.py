"""What staff arranged for themselves, in the table: one item for each who arranged anything."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from chalicelib.adapters import items, keys, personal_keys, table
from chalicelib.adapters.table import Table
from chalicelib.adapters.turn_table import turn_write
from chalicelib.application.personal import TurnChange
from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.identifiers import OrganisationId, StaffId

REMEMBERED_FOR = 60.0
"""Seconds."""


class ArrangementTable:
    """One query brings an organisation's. An absence counts once it is entered: what is remembered is
    for hints only.
    """

    def __init__(self, store: Table) -> None:
        self._table = store
        self._remembered: dict[OrganisationId, tuple[float, Mapping[StaffId, Arrangements]]] = {}

    def lately(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        """What everybody had arranged within the last minute."""
        read_at, arranged = self._remembered.get(organisation, (-REMEMBERED_FOR, {}))
        if time.monotonic() - read_at >= REMEMBERED_FOR:
            arranged = self.of_all(organisation)
            self._remembered[organisation] = (time.monotonic(), arranged)
        return arranged

    def of_all(self, organisation: OrganisationId) -> Mapping[StaffId, Arrangements]:
        """What everybody arranged; those who arranged nothing are not in it."""
        key = keys.organisation_key(organisation)
        stored = self._table.partition(key, prefix=personal_keys.ARRANGED)
        found = (items.from_body(Arrangements, each["body"]) for each in stored)
        return {each.staff: each for each in found}

    def of(self, organisation: OrganisationId, staff: StaffId) -> Arrangements:
        """One person's; nothing arranged where there is no item."""
        stored = self._table.get(keys.organisation_key(organisation), personal_keys.ARRANGED + staff)
        return items.from_body(Arrangements, stored["body"]) if stored else Arrangements(staff)

    def save(
        self,
        organisation: OrganisationId,
        now: Arrangements,
        *,
        seen: Arrangements,
        turn: TurnChange | None = None,
    ) -> bool:
        """Keep it with the turn of their list, in one transaction; False where either has changed."""
        item = items.item(keys.organisation_key(organisation), personal_keys.ARRANGED + now.staff, now)
        writes = [table.put(item, label="arranged", **_as_seen(seen))]
        if turn:
            writes.append(turn_write(turn))
        self._remembered.pop(organisation, None)
        return not self._table.transact(writes)


def _as_seen(seen: Arrangements) -> dict[str, Any]:
    # Somebody who arranged nothing may have no item, or one that says so.
    nothing = "attribute_not_exists(pk) OR " if seen == Arrangements(seen.staff) else ""
    return {"condition": f"{nothing}body = :seen", "values": {":seen": items.body_of(seen)}}
