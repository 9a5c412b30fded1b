"""Finding people without a reference: one small item for each thing held of each person, under its
fingerprint. They are written in the transaction that changes the person, so that they are never behind.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.adapters import identity_keys as keys
from chalicelib.adapters import items, table
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.table import Item as Stored
from chalicelib.adapters.table import Table, Write
from chalicelib.domain.case import Change
from chalicelib.domain.identifiers import OrganisationId, PartyId
from chalicelib.domain.identity.access import Place
from chalicelib.domain.searching import Clue, Word, clues_of

BESIDE = "beside"
"""The attribute with every fingerprint of the same person: several clues need one look only."""


class LookupTable:
    """The items, and asking them."""

    def __init__(self, store: Table, prints: KeyedFingerprints) -> None:
        self._table, self._prints = store, prints

    def known_by(self, fingerprint: str) -> frozenset[Place]:
        """Everybody of whom the item with this fingerprint is held, in one call."""
        found = self._table.query("pk = :pk", {":pk": keys.person_key(fingerprint)})
        return frozenset(map(_place, found))

    def writes(self, change: Change) -> Iterator[Write]:
        """What a change must write and remove so that its people are found by what is true now.

        Where nothing of that moved, the secret is not even read.
        """
        before = {party.id: party for party in change.parties_before}
        for party in change.parties:
            old_party = before.get(party.id)
            now, old = clues_of(party), clues_of(old_party) if old_party else frozenset()
            if now != old:
                yield from self._moved(change, party.id, old, now)
        for gone in change.parties_gone:
            yield from self._moved(change, gone.id, clues_of(gone), frozenset())

    def _moved(
        self, change: Change, party: PartyId, old: frozenset[Clue], now: frozenset[Clue]
    ) -> Iterator[Write]:
        case = change.file.case
        sk = keys.person_place(case.number, party)
        prints = sorted(prints_of(clue, case.organisation, self._prints)[0] for clue in now)
        were = {each for clue in old for each in prints_of(clue, case.organisation, self._prints)}
        for gone in sorted(were.difference(prints)):
            yield table.delete(keys.person_key(gone), sk)
        for print_ in prints:
            yield table.put(stored_print(keys.person_key(print_), sk, beside=prints))


def prints_of(clue: Clue, organisation: OrganisationId, prints: KeyedFingerprints) -> tuple[str, ...]:
    """The fingerprints of a clue: by the present secret, then by those that it replaced."""
    if isinstance(clue, Word):
        return prints.every_word(organisation, clue.form)
    return prints.every(organisation, clue.item, clue.form)


def stored_print(pk: str, sk: str, *, beside: list[str]) -> Stored:
    """The item of one fingerprint of a person, with all of theirs beside it."""
    return {"pk": pk, "sk": sk, "format": items.FORMAT, BESIDE: " ".join(beside)}


def _place(stored: Stored) -> Place:
    number, party = keys.placed_at(stored["sk"])
    return Place(number, PartyId(party))
