"""Rewriting items of older formats, page by page, while everybody works on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import attribute_values, items, keys, table
from chalicelib.adapters.formats import KEY, WRITTEN, brought_up
from chalicelib.adapters.packed import unpacked
from chalicelib.adapters.table import Item, Table

PAGE = 200
"""Items that are looked at in one call."""


@dataclass(frozen=True, slots=True)
class Page:
    """How many items were looked at, how many were rewritten, how many somebody else had written
    meanwhile, and whether it was the last page.
    """

    looked_at: int
    rewritten: int
    overtaken: int
    last: bool


class Migration:
    """Goes on where it stopped, for the place is kept in the table. Safe to do twice and beside
    anything: an item is written only as it was read, and whoever was quicker wrote the present format.
    """

    def __init__(self, store: Table, page: int = PAGE) -> None:
        self._table, self._page = store, page

    def next_page(self) -> Page:
        """Rewrite the older items of one page. Raises: StoreBusy, what boto3 raises on a scan."""
        asked: dict[str, Any] = {
            "TableName": self._table.name,
            "Limit": self._page,
            "ConsistentRead": True,
        }
        answer = self._table.client.scan(**asked, **self._from_the_bookmark())
        found = [attribute_values.plain(each) for each in answer["Items"]]
        older = [each for each in found if each.get(KEY, WRITTEN) < WRITTEN]
        rewritten = sum(self._rewrite(each) for each in older)
        last = answer.get("LastEvaluatedKey")
        self._keep(last)
        return Page(len(found), rewritten, len(older) - rewritten, last=not last)

    def _rewrite(self, stored: Item) -> bool:
        """Whether it was us who wrote it; it comes to the same if it was not."""
        item = brought_up(unpacked(stored), to=WRITTEN)
        return not self._table.transact([table.rewrite(item, seen=stored)])

    def _from_the_bookmark(self) -> dict[str, Any]:
        kept = self._table.get(keys.MIGRATION, keys.BOOKMARK)
        place = json.loads(items.from_body(str, kept["body"])) if kept else None
        return {"ExclusiveStartKey": place} if place else {}

    def _keep(self, last: dict[str, Any] | None) -> None:
        """At the end the place is the beginning again."""
        self._table.put(items.item(keys.MIGRATION, keys.BOOKMARK, json.dumps(last)))
