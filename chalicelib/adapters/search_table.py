"""Searching for cases by the fingerprints that their people are found by."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.adapters import identity_keys
from chalicelib.adapters.case_rows import rows_of
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.lookup_table import BESIDE, prints_of
from chalicelib.adapters.table import Table
from chalicelib.application.search_ports import MOST_FOUND, Found
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.searching import Clue, most_telling
from chalicelib.domain.worklist import Row

MOST_READ = 500
"""Entries of one fingerprint that are read: some fifty kilobytes, whatever the archive holds."""


class SearchTable:
    """One query for the clue that the fewest people share, one call for the rows of their cases."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def find(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        """The cases in which one person fits every clue."""
        first = most_telling(clues)
        ordered = [first, *(clues - {first})]
        by_clue = [prints_of(clue, organisation, self._prints) for clue in ordered]
        found: dict[CaseNumber, None] = {}
        is_all = True
        # One round for each secret: two only while one replaces another.
        for prints in zip(*by_clue, strict=True):
            numbers, whole = self._fitting(prints)
            found |= dict.fromkeys(numbers)
            is_all = is_all and whole
        rows = self._rows(list(found)[:MOST_FOUND])
        return Found(rows, is_all and len(found) <= MOST_FOUND)

    def _fitting(self, prints: Sequence[str]) -> tuple[list[CaseNumber], bool]:
        stored, last = self._table.query_page(
            "pk = :pk", {":pk": identity_keys.person_key(prints[0])}, limit=MOST_READ, start=None
        )
        wanted = set(prints)
        fit = [each for each in stored if wanted <= set(str(each.get(BESIDE, "")).split())]
        return [identity_keys.placed_at(each["sk"])[0] for each in fit], last is None

    def _rows(self, numbers: Sequence[CaseNumber]) -> tuple[Row, ...]:
        rows = rows_of(numbers, self._table)
        return tuple(sorted(rows, key=lambda row: row.received_at, reverse=True))
