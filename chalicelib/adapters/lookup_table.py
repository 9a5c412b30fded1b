"""Finding people without a reference: one small item for each thing held of each person, under its
fingerprint. They are written in the transaction that changes the person, so that they are never behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chalicelib.adapters import identity_keys as keys
from chalicelib.adapters import items, table
from chalicelib.adapters.fingerprints import KeyedFingerprints
from chalicelib.adapters.table import Item as Stored
from chalicelib.adapters.table import Table, Write
from chalicelib.domain.case import Change
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.identity.access import Place
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import Item, held_of
from chalicelib.domain.parties import Party

FOUND_BY = tuple(item for item in Item if item not in (Item.REFERENCE, Item.FULL_NAME))
"""A name alone never opens a case (S0-4), so nobody is looked up by it."""


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
            now, old = _items_of(party), _items_of(before.get(party.id))
            if now != old:
                yield from self._moved(change, party.id, old, now)

    def _moved(
        self, change: Change, party: PartyId, old: frozenset[Claim], now: frozenset[Claim]
    ) -> Iterator[Write]:
        organisation, sk = (
            change.file.case.organisation,
            keys.person_place(change.file.case.number, party),
        )
        for gone in sorted(old - now, key=str):
            for print_ in self._prints.every(organisation, gone.item, gone.form):
                yield table.delete(keys.person_key(print_), sk)
        for new in sorted(now - old, key=str):
            print_ = self._prints.of(organisation, new.item, new.form)
            yield table.put(_stored(keys.person_key(print_), sk))


def _items_of(party: Party | None) -> frozenset[Claim]:
    """Everything by which a person can be looked up."""
    held: Mapping[Item, frozenset[str]] = held_of(party, ()) if party else {}
    return frozenset(Claim(item, form) for item in FOUND_BY for form in held.get(item, ()))


def _stored(pk: str, sk: str) -> Stored:
    return {"pk": pk, "sk": sk, "format": items.FORMAT}


def _place(stored: Stored) -> Place:
    number, party = keys.placed_at(stored["sk"])
    return Place(number, PartyId(party))
