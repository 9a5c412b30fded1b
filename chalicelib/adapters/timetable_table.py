"""The timetables of organisations in the table: a history each, which only grows."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.table import Table
from chalicelib.domain.events import Event
from chalicelib.domain.identifiers import OrganisationId


class TimetableTable:
    """One query brings all of it: some sixty short items for a year."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def of(self, organisation: OrganisationId) -> tuple[Event, ...]:
        """Every event, in order."""
        stored = self._table.partition(keys.organisation_key(organisation), prefix=keys.TIMETABLE)
        return tuple(items.from_body(Event, each["body"]) for each in stored)

    def add(self, organisation: OrganisationId, events: Sequence[Event]) -> bool:
        """Keep these next events, all or none; False where others came in between."""
        pk = keys.organisation_key(organisation)
        written = [items.item(pk, keys.event_key(keys.TIMETABLE, e.seq), e) for e in events]
        return not self._table.transact([table.put_new(each, label="stale") for each in written])
