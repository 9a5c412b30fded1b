"""The words of what people wrote, as keyed fingerprints: `make fingerprints` and the stream keep them.

    pk               sk                     what
    PERSON#<print>   TEXT#123456#00000001   a text in which this word stands; `beside` the beginnings of
                                            the fingerprints of all of its words
    SAID#123456      TEXT#00000001          every fingerprint under which that text stands

The second kind says what there is to take away: when a text goes, and when the secret is renewed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.adapters import identity_keys, items
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.lookup_table import BESIDE
from chalicelib.adapters.table import Item, Table
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.searching import Word

BEGINNING = 5
"""Hexadecimal digits by which a word is told beside others: of 200 words, one in 5,000 is mistaken."""
PRINTS = "prints"


class SaidTable:
    """What stands in the texts of each case."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def keep(
        self,
        number: CaseNumber,
        organisation: OrganisationId,
        texts: Mapping[int, frozenset[Word]],
    ) -> bool:
        """Let the texts of a case be these and no others; whether anything was not so.

        What goes is taken away before the list of what there is says so: cut short and run again, it
        comes out the same.
        """
        kept = {item["sk"]: item for item in self._table.partition(identity_keys.said_key(number))}
        wanted = {
            identity_keys.text_key(seq): self._prints_of(words, organisation)
            for seq, words in texts.items()
        }
        moved = [
            sk for sk in sorted({*kept, *wanted}) if _prints_in(kept.get(sk)) != wanted.get(sk, [])
        ]
        for sk in moved:
            self._move(number, sk, _prints_in(kept.get(sk)), wanted.get(sk, []))
        return bool(moved)

    def _move(self, number: CaseNumber, sk: str, old: Sequence[str], new: Sequence[str]) -> None:
        place = identity_keys.text_place(number, sk)
        gone = [(identity_keys.person_key(each), place) for each in old if each not in set(new)]
        listed = (identity_keys.said_key(number), sk)
        self._table.write_many([], gone)
        if not new:
            self._table.write_many([], [listed])
            return
        beside = beginnings(new)
        record = {"pk": listed[0], "sk": sk, "format": items.FORMAT, PRINTS: " ".join(new)}
        self._table.write_many([record, *_entries(new, place, beside)], [])

    def _prints_of(self, words: frozenset[Word], organisation: OrganisationId) -> list[str]:
        return sorted(self._prints.every_word(organisation, word.form)[0] for word in words)


def beginnings(prints: Sequence[str]) -> str:
    """What stands beside one word of a text to say which others do."""
    return " ".join(sorted(each[:BEGINNING] for each in prints))


def _entries(prints: Sequence[str], place: str, beside: str) -> Iterator[Item]:
    for each in prints:
        pk = identity_keys.person_key(each)
        yield {"pk": pk, "sk": place, "format": items.FORMAT, BESIDE: beside}


def _prints_in(kept: Item | None) -> list[str]:
    return str(kept[PRINTS]).split() if kept else []
