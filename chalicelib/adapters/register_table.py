"""The register of openings in the table: an item for each, written in the transaction of its event."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Table, Write
from chalicelib.application.register_ports import RegisterPage
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import Change
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reads import Read, read_in, reads_of


def writes(change: Change) -> Iterator[Write]:
    """The entries of the openings that a change records, each below the month of its London date."""
    case = change.file.case
    for event in reads_of(change.events):
        pk = keys.register_key(case.organisation, london_date(event.at))
        sk = f"{event.at.astimezone(UTC).isoformat()}#{case.number}#{event.seq:08}"
        yield table.put(items.item(pk, sk, read_in(event, case.reference)))


class RegisterTable:
    """Reading the register."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def page(
        self, organisation: OrganisationId, month: date, *, limit: int, after: str = ""
    ) -> RegisterPage:
        """One page of a month in one call, the latest first."""
        found, last = self._table.query_page(
            "pk = :pk",
            {":pk": keys.register_key(organisation, month)},
            limit=limit,
            start=opened(after),
            ScanIndexForward=False,
        )
        return RegisterPage(tuple(items.from_body(Read, each["body"]) for each in found), closed(last))
