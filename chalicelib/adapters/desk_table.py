"""Desks in the table: one item for each who keeps anything."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.adapters import items, keys, personal_keys, table
from chalicelib.adapters.attribute_values import plain, typed
from chalicelib.adapters.store_errors import errors_translated
from chalicelib.adapters.table import Item, Table
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.own_desk import Desk


class DeskTable:
    """Reading and keeping desks."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def of(self, organisation: OrganisationId, staff: StaffId) -> Desk:
        """Somebody's desk; an empty one where there is no item."""
        stored = self._table.get(keys.organisation_key(organisation), personal_keys.DESK + staff)
        return _desk(stored, staff)

    def with_counts(
        self, organisation: OrganisationId, staff: StaffId
    ) -> tuple[Desk, Mapping[str, int]]:
        """The desk and the counters, in one call, strongly consistent. Raises: StoreBusy."""
        own, pk = personal_keys.DESK + staff, keys.organisation_key(organisation)
        asked = {
            "Keys": [typed({"pk": pk, "sk": sk}) for sk in (keys.COUNTS, own)],
            "ConsistentRead": True,
        }
        with errors_translated():
            answer = self._table.client.batch_get_item(RequestItems={self._table.name: asked})
        if answer.get("UnprocessedKeys"):
            raise StoreBusy("The list could not be read whole. Try again in a moment")
        found = {each["sk"]: each for each in map(plain, answer["Responses"][self._table.name])}
        counts = found.get(keys.COUNTS, {})
        counted = {name: value for name, value in counts.items() if isinstance(value, int)}
        return _desk(found.get(own), staff), counted

    def save(self, organisation: OrganisationId, now: Desk, *, seen: Desk) -> bool:
        """Keep a desk; False where it is no longer what was seen."""
        item = items.item(keys.organisation_key(organisation), personal_keys.DESK + now.staff, now)
        # Somebody who keeps nothing may have no item, or one that says so.
        nothing = "attribute_not_exists(pk) OR " if seen == Desk(seen.staff) else ""
        as_seen = {"condition": f"{nothing}body = :seen", "values": {":seen": items.body_of(seen)}}
        return not self._table.transact([table.put(item, label="kept", **as_seen)])  # type: ignore[arg-type]


def _desk(stored: Item | None, staff: StaffId) -> Desk:
    return items.from_body(Desk, stored["body"]) if stored else Desk(staff)
