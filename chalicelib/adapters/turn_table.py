"""Turns of the lists of the day: one item for each person who wants one, in a part of the due index of
their own.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime

from chalicelib.adapters import items, keys, personal_keys, table
from chalicelib.adapters.table import Item, Table, Write
from chalicelib.application.personal import TurnChange
from chalicelib.domain.digest import Turn
from chalicelib.domain.identifiers import OrganisationId, StaffId

SHARD = "DIGEST"
"""Apart from what cases have due, so that neither reads the other's."""


class TurnTable:
    """One query finds whose hour has come."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def of(self, organisation: OrganisationId, staff: StaffId) -> Turn | None:
        """Somebody's turn; None where they never had a list."""
        stored = self._table.get(keys.organisation_key(organisation), personal_keys.DIGEST + staff)
        return items.from_body(Turn, stored["body"]) if stored else None

    def due(self, now: datetime) -> Iterator[Turn]:
        """The turns whose moment has come; nothing that is not due is read."""
        values = {":shard": SHARD, ":now": now.isoformat()}
        condition = "due_shard = :shard AND due_at <= :now"
        for stored in self._table.query(condition, values, IndexName="due"):
            turn = self.of(*_owner(stored))
            if turn and turn.at <= now:
                yield turn

    def exchange(self, old: Turn | None, new: Turn) -> bool:
        """Put a turn in the place of another, if that is still the one that was seen."""
        return self._put(old, _item(new, _place(new)))

    def drop(self, turn: Turn) -> None:
        """Leave the turn where it is, in no index any more: the tick may put and not delete."""
        self._put(turn, _item(turn, {}))

    def _put(self, old: Turn | None, item: Item) -> bool:
        if old is None:
            return self._table.put_once(item)
        return self._table.exchange(item, seen=items.body_of(old), mark=secrets.token_hex(8))


def turn_write(change: TurnChange) -> Write:
    """A turn in the place of another, as part of a transaction."""
    item = _item(change.new, _place(change.new))
    if change.old is None:
        return table.put_new(item, label="turn")
    seen = items.body_of(change.old)
    return table.put(item, label="turn", condition="body = :seen", values={":seen": seen})


def _place(turn: Turn) -> Item:
    return {"due_shard": SHARD, "due_at": turn.at.isoformat()}


def _item(turn: Turn, place: Item) -> Item:
    pk = keys.organisation_key(turn.organisation)
    return items.item(pk, personal_keys.DIGEST + turn.staff, turn) | place


def _owner(stored: Item) -> tuple[OrganisationId, StaffId]:
    organisation = OrganisationId(stored["pk"].removeprefix("ORG#"))
    return organisation, StaffId(stored["sk"].removeprefix(personal_keys.DIGEST))
