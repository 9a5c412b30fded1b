"""Diaries in the table: an item for each quarter of an hour that somebody is taken, written in the
transaction of the case that takes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from chalicelib.adapters import items, personal_keys, table
from chalicelib.adapters.table import Table, Write
from chalicelib.application.personal import Engagement
from chalicelib.domain.case import Change
from chalicelib.domain.identifiers import OrganisationId, StaffId

KEPT_FOR = timedelta(days=400)
"""How long a diary remembers. The case remembers for as long as it is kept."""


def writes(change: Change, *, label: str) -> Iterator[Write]:
    """The quarters that a change takes, each refused with `label` where it is taken, and gives back."""
    case = change.file.case
    for cell in change.diary.taken:
        pk = personal_keys.diary_key(case.organisation, cell.staff)
        engagement = Engagement(case.reference, cell.what, cell.slot)
        expires_at = int((cell.slot + KEPT_FOR).timestamp())
        item = items.item(pk, _cell_key(cell.slot), engagement, expires_at=expires_at)
        yield table.put_new(item, label=label)
    for cell in change.diary.freed:
        yield table.delete(personal_keys.diary_key(case.organisation, cell.staff), _cell_key(cell.slot))


def _cell_key(slot: datetime) -> str:
    return f"{personal_keys.CELL}{slot.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


class DiaryTable:
    """Reading somebody's diary."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def of(
        self, organisation: OrganisationId, staff: StaffId, *, since: datetime
    ) -> tuple[Engagement, ...]:
        """Every quarter of an hour that they are taken from then on, in order, in one query."""
        values = {":pk": personal_keys.diary_key(organisation, staff), ":since": _cell_key(since)}
        found = self._table.query("pk = :pk AND sk >= :since", values, ConsistentRead=True)
        return tuple(items.from_body(Engagement, each["body"]) for each in found)
