"""The register of sharings in the table: an item for each, written in the transaction of its event.

It holds codes only. Who got what is personal and stays sealed with the case, so that erasing it there
erases it here: a page looks the words up, all of them in one call.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.attribute_values import plain, typed
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.store_errors import errors_translated
from chalicelib.adapters.table import Item, Table, Write
from chalicelib.application.sharing_ports import SharingPage
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import Change
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.events import EventType, Sealed
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.sharing import SharingEntry, shared_in

Words = Mapping[tuple[str, str], Sealed]


def writes(change: Change) -> Iterator[Write]:
    """The entries of the sharings of a change, each below the month of its London date."""
    case = change.file.case
    for event in each_of(change.events, EventType.INFORMATION_SHARED):
        pk = keys.sharing_key(case.organisation, london_date(event.at))
        sk = f"{event.at.astimezone(UTC).isoformat()}#{case.number}#{event.seq:08}"
        codes = replace(shared_in(event), with_whom="", what="")
        yield table.put(items.item(pk, sk, SharingEntry(case.reference, event.by, codes)))


class SharingTable:
    """Reading the register."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def page(
        self, organisation: OrganisationId, month: date, *, limit: int, after: str = ""
    ) -> SharingPage:
        """One page of a month, the latest first, in two calls: the entries, then their words."""
        found, last = self._table.query_page(
            "pk = :pk",
            {":pk": keys.sharing_key(organisation, month)},
            limit=limit,
            start=opened(after),
            ScanIndexForward=False,
        )
        words = self._words([_place(each) for each in found])
        return SharingPage(tuple(_entry(each, words) for each in found), closed(last))

    def _words(self, places: Collection[tuple[str, str]]) -> Words:
        """What is sealed at these places, in one call; nothing where it was erased."""
        if not places:
            return {}
        asked = {"Keys": [typed({"pk": pk, "sk": sk}) for pk, sk in places]}
        with errors_translated():
            answer = self._table.client.batch_get_item(RequestItems={self._table.name: asked})
        if answer.get("UnprocessedKeys"):
            raise StoreBusy("The list could not be read whole. Try again in a moment")
        held = map(plain, answer["Responses"][self._table.name])
        return {(each["pk"], each["sk"]): items.from_body(Sealed, each["body"]) for each in held}


def _place(stored: Item) -> tuple[str, str]:
    """Where the words of an entry are sealed."""
    _, number, seq = stored["sk"].split("#")
    return keys.case_key(number), f"{keys.SEALED}{seq}"


def _entry(stored: Item, words: Words) -> SharingEntry:
    entry, sealed = items.from_body(SharingEntry, stored["body"]), words.get(_place(stored))
    content = sealed.content if sealed else {}
    with_whom, what = str(content.get("with_whom", "")), str(content.get("what", ""))
    return replace(entry, shared=replace(entry.shared, with_whom=with_whom, what=what))
