"""What DynamoDB bills for reads and writes, by its published rules, from the items themselves.

The emulator counts a read as one whatever its size, so it is reckoned here: a unit of reading is 4 KB,
half as much if it need not be the newest; a unit of writing 1 KB of the larger of what was and what is,
twice that in a transaction; an index is written where what it holds changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Item = Mapping[str, Mapping[str, Any]]
"""An item in DynamoDB's typed form."""

RESOURCES = Path(__file__).resolve().parents[2] / "infra" / "resources.yaml"
READ_BYTES, WRITTEN_BYTES = 4096, 1024
NOTHING: Item = {}


def size_of(item: Item) -> int:
    """Bytes of an item: its names and its values."""
    return sum(len(name.encode()) + _size(value) for name, value in item.items())


def _size(value: Mapping[str, Any]) -> int:
    ((kind, held),) = value.items()
    if kind == "S":
        return len(held.encode())
    if kind == "N":
        return (len(Decimal(held).as_tuple().digits) + 1) // 2 + 1
    if kind == "M":
        return 3 + sum(len(name.encode()) + _size(each) + 1 for name, each in held.items())
    if kind == "L":
        return 3 + sum(_size(each) + 1 for each in held)
    if kind in ("SS", "NS"):
        return sum(len(each.encode()) for each in held)
    return len(held) if kind == "B" else 1


def units_read(items: Iterable[Item], *, newest: bool) -> float:
    """Of one GetItem or one page of a Query; of a BatchGetItem it is asked for each item."""
    units = max(1, math.ceil(sum(map(size_of, items)) / READ_BYTES))
    return units if newest else units / 2


def units_written(before: Item, after: Item, *, in_transaction: bool) -> float:
    """Of one item, with every index that holds something of it. Indexes are filled afterwards, and so
    outside any transaction.
    """
    table = _blocks(max(size_of(before), size_of(after))) * (2 if in_transaction else 1)
    return table + sum(_of_index(index, before, after) for index in _indexes())


def _of_index(index: Mapping[str, Any], before: Item, after: Item) -> int:
    was, now = _held(index, before), _held(index, after)
    if was == now:
        return 0
    keys = [key["AttributeName"] for key in index["KeySchema"]]
    if was and now and any(was[key] != now[key] for key in keys):
        return _blocks(size_of(was)) + _blocks(size_of(now))  # one is deleted, one is put
    return _blocks(max(size_of(was), size_of(now)))


def _held(index: Mapping[str, Any], item: Item) -> Item:
    """What an index holds of an item; nothing where the item lacks one of its keys."""
    keys = {key["AttributeName"] for key in index["KeySchema"]}
    if not keys <= item.keys():
        return NOTHING
    held = keys | {"pk", "sk"} | set(index["Projection"].get("NonKeyAttributes", ()))
    return {name: value for name, value in item.items() if name in held}


def _blocks(size: int) -> int:
    return max(1, math.ceil(size / WRITTEN_BYTES))


@cache
def _indexes() -> list[dict[str, Any]]:
    table = yaml.safe_load(RESOURCES.read_text())["Resources"]["Table"]["Properties"]
    indexes: list[dict[str, Any]] = table["GlobalSecondaryIndexes"]
    return indexes
