"""What organisations decided, in the table: a history that only grows, and what holds after it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.table import Item, Table, Write
from chalicelib.application.organisation_ports import Decided
from chalicelib.domain.errors import OrganisationChanged
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.looks import Look, LookSoFar, Piece
from chalicelib.domain.organisation_history import NOTHING_CHOSEN, Chosen, Entry
from chalicelib.domain.publication import Part

REMEMBERED_FOR = 60.0
"""Seconds. A version that was published is live everywhere within this time: one query a minute for
each running function. A case pins the version that it was received under, so a late one is not wrong.
"""

LOOKS_KEPT_FOR = timedelta(days=7)
"""What somebody looked at is decided upon within days, or looked at again."""

_Held = Mapping[OrganisationId, Chosen]


class OrganisationTable:
    """One query brings what holds for every organisation: a page asks about them all."""

    def __init__(self, store: Table) -> None:
        self._table = store
        self._read_at = 0.0
        self._remembered: _Held | None = None

    def remembered(self) -> _Held:
        """What holds for every organisation that decided anything; up to a minute old."""
        if self._remembered is None or time.monotonic() - self._read_at > REMEMBERED_FOR:
            stored = self._table.partition(keys.ORGANISATIONS, prefix=keys.LIVE)
            self._remembered = {
                OrganisationId(each["sk"].removeprefix(keys.LIVE)): items.from_body(
                    Chosen, each["body"]
                )
                for each in stored
            }
            self._read_at = time.monotonic()
        return self._remembered

    def chosen(self, organisation: OrganisationId) -> Chosen:
        """What holds instead of the organisation's files, as it is at this moment."""
        stored = self._table.get(keys.ORGANISATIONS, keys.LIVE + organisation)
        return items.from_body(Chosen, stored["body"]) if stored else NOTHING_CHOSEN

    def history(self, organisation: OrganisationId) -> tuple[Entry, ...]:
        """Every decision, in order."""
        stored = self._table.partition(keys.organisation_key(organisation), prefix=keys.HISTORY)
        return tuple(items.from_body(Entry, each["body"]) for each in stored)

    def parts(self, organisation: OrganisationId) -> tuple[Part, ...]:
        """Every part of every publication, in order."""
        stored = self._table.partition(keys.organisation_key(organisation), prefix=keys.PART)
        return tuple(items.from_body(Part, each["body"]) for each in stored)

    def look(self, organisation: OrganisationId, look: str) -> LookSoFar | None:
        """A look and its pieces; None where there is none, or none any more."""
        own = keys.organisation_key(organisation)
        stored = list(self._table.partition(own, prefix=keys.look_key(look)))
        if not stored or stored[0]["sk"] != keys.look_key(look):
            return None
        pieces = tuple(items.from_body(Piece, each["body"]) for each in stored[1:])
        return LookSoFar(items.from_body(Look, stored[0]["body"]), pieces)

    def begin(self, look: Look) -> None:
        """Keep that a look was begun."""
        self._table.put(_of_a_look(look.organisation, keys.look_key(look.id), look, look.begun_at))

    def put_piece(self, piece: Piece) -> None:
        """Keep a piece as it is now."""
        key = keys.look_key(piece.look, piece.number)
        self._table.put(_of_a_look(piece.organisation, key, piece, piece.begun_at))

    def save(self, decided: Decided) -> None:
        """Keep the decision and everything that belongs to it, in one transaction or not at all."""
        refused = self._table.transact(_writes(decided))
        self._remembered = None
        if refused:
            raise OrganisationChanged

    def finish(self, part: Part) -> None:
        """Keep how a part ended."""
        self._table.put(items.part_item(part))


def _of_a_look(organisation: OrganisationId, key: str, value: Look | Piece, begun_at: datetime) -> Item:
    expires_at = int((begun_at + LOOKS_KEPT_FOR).timestamp())
    return items.item(keys.organisation_key(organisation), key, value, expires_at=expires_at)


def _writes(decided: Decided) -> list[Write]:
    entry = decided.entry
    own = keys.organisation_key(entry.organisation)
    written = items.item(own, keys.event_key(keys.HISTORY, entry.seq), entry)
    live = items.item(
        keys.ORGANISATIONS,
        keys.LIVE + entry.organisation,
        decided.chosen,
        version=decided.chosen.version,
    )
    return [
        table.put_new(written, label="stale"),
        table.put(live, label="stale", condition=_UNCHANGED, values={":seen": entry.seq - 1}),
        *(table.put_new(items.part_item(part), label="stale") for part in decided.parts),
        *_member_written(decided),
    ]


def _member_written(decided: Decided) -> list[Write]:
    person = decided.member
    if person is None:
        return []
    own = keys.organisation_key(person.organisation)
    return [table.put(items.item(own, keys.STAFF + person.id, person), label="stale")]


_UNCHANGED = "attribute_not_exists(pk) OR version = :seen"
