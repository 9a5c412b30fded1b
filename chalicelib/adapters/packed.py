"""The body of a case and what it counts as, packed together, so that a change of a case writes one
kilobyte and not two: DynamoDB bills by the kilobyte begun, twice in a transaction.

Nothing asks for these two inside the table. What lists are narrowed by stays text, in the row. They are
packed where an item is written and unpacked where one is read; between, nobody knows of it.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

Item = dict[str, Any]

SINCE: Final = 3
"""The format from which on they are packed."""
PACKED: Final = "packed"
TOGETHER: Final = ("body", "figure")
"""Both are JSON on one line."""

EXPECTED: Final = (
    b'{"number":"","month":"2026-12","state":null,"grade":0,"due":null,"acknowledged":"waiting",'
    b'"acknowledged_days":null,"answered":"in_time","answered_days":null,"yearly":["2027-03-31/'
    b'received:complaint","2027-03-31/subject:complaint:","2027-03-31/acknowledged:complaint:in_time",'
    b'"2027-03-31/answered:complaint:in_time","2027-03-31/outcome:complaint:upheld","2027-03-31/'
    b'resolved:not_upheld","2027-03-31/issue:","2027-03-31/staff:nobody"]}\n'
    b'{"id":"","number":"","organisation":"","team":"complaints","contact_type":"complaint",'
    b'"subject":"","state":"received","received_at":"2026-12-24T10:00:00Z","policy":{"code":"",'
    b'"version":"v1"},"calendar_version":"england-and-wales/2026-","initials":["",""],"handler":null,'
    b'"acknowledged_at":null,"discussion_offered_at":null,"head":{"length":1,"hash":""}}'
)
"""What mostly stands there, which is then not kept each time. It is never changed: what was packed with
it could not be read any more. Another one needs another format.
"""


def packed(item: Item) -> Item:
    """The item as it is stored; itself where it is no case or is written in an older format."""
    if item.get("sk") != "CASE" or item.get("format", 0) < SINCE or not item.keys() >= set(TOGETHER):
        return item
    pack = zlib.compressobj(level=9, zdict=EXPECTED)
    text = "\n".join(item[name] for name in TOGETHER).encode()
    rest = {name: value for name, value in item.items() if name not in TOGETHER}
    return {**rest, PACKED: pack.compress(text) + pack.flush()}


def unpacked(stored: Item) -> Item:
    """The item as it was before it was packed; itself where it is not packed."""
    if PACKED not in stored:
        return stored
    text = zlib.decompressobj(zdict=EXPECTED).decompress(stored[PACKED]).decode()
    rest = {name: value for name, value in stored.items() if name != PACKED}
    return rest | dict(zip(TOGETHER, text.split("\n"), strict=True))
