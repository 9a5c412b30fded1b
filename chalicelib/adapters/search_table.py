"""Searching for cases by the fingerprints that their people are found by."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress

from chalicelib.adapters import identity_keys
from chalicelib.adapters.case_rows import MOST_AT_ONCE, rows_of
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.lookup_table import BESIDE, prints_of
from chalicelib.adapters.said_table import beginnings
from chalicelib.adapters.table import Item, Table
from chalicelib.application.search_ports import MOST_FOUND, Found
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.said_words import in_texts
from chalicelib.domain.searching import Clue, most_telling
from chalicelib.domain.worklist import Row

OF_PEOPLE = "CASE#"
"""How the sort key of an entry about a person begins."""
MOST_READ = 500
"""Entries of one fingerprint that are read: some fifty kilobytes, whatever the archive holds."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """Cases that fit by their people, and by a text; `is_all` where everything was looked at."""

    people: tuple[CaseNumber, ...]
    texts: tuple[CaseNumber, ...]
    is_all: bool


class SearchTable:
    """One query for the clue that the fewest people share, one call for the rows of their cases."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def find(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        """The cases in which one person fits every clue."""
        return self._found(organisation, clues, OF_PEOPLE)

    def find_anywhere(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        """Those, and the cases in which one text holds every word."""
        return self._found(organisation, clues, "")

    def _found(self, organisation: OrganisationId, clues: frozenset[Clue], prefix: str) -> Found:
        said = in_texts(clues) if not prefix else frozenset()
        first = most_telling(said or clues)
        ordered = [first, *(clues - {first})]
        by_clue = [prints_of(clue, organisation, self._prints) for clue in ordered]
        words = [clue in said for clue in ordered]
        # One round for each secret: two only while one replaces another.
        rounds = [self._fitting(prints, words, prefix) for prints in zip(*by_clue, strict=True)]
        people = dict.fromkeys(number for each in rounds for number in each.people)
        texts = dict.fromkeys(number for each in rounds for number in each.texts)
        numbers = list(people | texts)
        is_all = all(each.is_all for each in rounds) and len(numbers) <= MOST_FOUND
        rows = self._rows(numbers[:MOST_AT_ONCE], people)
        return Found(rows, is_all, frozenset(texts) - frozenset(people))

    def _fitting(self, prints: Sequence[str], words: Sequence[bool], prefix: str) -> _Fit:
        """Who fits, by these fingerprints; `words` says which of them texts are looked through for."""
        values = {":pk": identity_keys.person_key(prints[0])}
        condition = "pk = :pk AND begins_with(sk, :sk)" if prefix else "pk = :pk"
        stored, last = self._table.query_page(
            condition, values | ({":sk": prefix} if prefix else {}), limit=MOST_READ, start=None
        )
        sought = beginnings(list(compress(prints, words))).split()
        texts = _fit(stored, identity_keys.TEXT, sought) if sought else ()
        return _Fit(tuple(_fit(stored, OF_PEOPLE, prints)), tuple(texts), last is None)

    def _rows(self, numbers: Sequence[CaseNumber], people: Container[CaseNumber]) -> tuple[Row, ...]:
        """The latest of them, whose people fit before others; the latest first."""
        latest = sorted(rows_of(numbers, self._table), key=_received, reverse=True)
        kept = sorted(latest, key=lambda row: row.reference.number not in people)[:MOST_FOUND]
        return tuple(sorted(kept, key=_received, reverse=True))


def _received(row: Row) -> datetime:
    return row.received_at


def _fit(stored: Iterable[Item], prefix: str, prints: Sequence[str]) -> Iterator[CaseNumber]:
    """The cases of those entries of one kind in which everything that is sought stands."""
    wanted = set(prints)
    for each in stored:
        of_its_kind = each["sk"].startswith(prefix)
        if of_its_kind and wanted <= set(str(each.get(BESIDE, "")).split()):
            yield identity_keys.placed_at(each["sk"])[0]
