"""AWS in memory without the work that it does again and again.

Of each transaction moto copies the whole table once for every item, its stream included; for each query
it sorts all that the table holds; for each comparison of two keys it asks what kind they might be; for
each value of an answer it looks for a dozen names under which an object might hold it; for each request
it looks through the methods of a class; for each user pool it works out the primes of the same key.
Most of the time of our journeys went there. What is answered stays moto's own business.

It leans on the inside of the one version that is pinned: `tests/infra/test_quick_moto.py` compares
answers with and without it.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from functools import cache
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from joserfc import jwk
from moto.cognitoidp import models as cognitoidp
from moto.core import responses, serialize
from moto.dynamodb import models
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import StreamRecord, Table

NOT_PLAIN = {"B", "BS", "L", "M"}
"""The kinds of value that look otherwise in an answer than in the table, or hold further ones."""

Writes = list[dict[str, dict[str, Any]]]
"""What a transaction asks for: each write under what kind of write it is."""

_transaction: ContextVar[tuple[Writes, dict[str, Table]] | None] = ContextVar(
    "transaction", default=None
)
"""The transaction that is on its way, and the tables as they were before it, by name."""
INDEX_NAME = 6
"""Where a query is told the name of its index, after the key of its partition."""
_sought: ContextVar[list[Item] | None] = ContextVar("sought", default=None)
"""All that the query that is being answered can find."""


@contextmanager
def quick_moto() -> Iterator[None]:
    """The same answers in less time, for as long as the block lasts."""
    with ExitStack() as stack:
        for owner, name, quick in _SHORTCUTS:
            stack.enter_context(patch.object(owner, name, quick, create=True))
        yield


_transact = models.DynamoDBBackend.transact_write_items
_structure = serialize.BaseJSONSerializer._serialize_type_structure
_query, _all_items = Table.query, Table.all_items
_cast: Any = DynamoType.__dict__["cast_value"].fget


def _transact_on_one_copy(backend: Any, asked: Writes) -> Any:
    token = _transaction.set((asked, {}))
    try:
        return _transact(backend, asked)
    finally:
        _transaction.reset(token)


def _copied_once(what: Any, memo: Any = None) -> Any:
    transaction = _transaction.get()
    if transaction is None or not isinstance(what, Table):
        return copy.deepcopy(what, memo)
    asked, copies = transaction
    if what.name not in copies:
        copies[what.name] = _as_it_was(what, asked)
    return copies[what.name]


def _as_it_was(table: Any, asked: Writes) -> Any:
    """The table before a transaction, with copies of no more than what the transaction may change."""
    kept = copy.copy(table)
    kept.items = copy.copy(table.items)
    for write in (write for each in asked for write in each.values()):
        if write["TableName"] == table.name:
            hash_key, range_key = _keys_of(table, write.get("Key") or write["Item"])
            kept.items[hash_key] = dict(kept.items[hash_key])
            if range_key in kept.items[hash_key]:
                kept.items[hash_key][range_key] = copy.deepcopy(kept.items[hash_key][range_key])
    if table.stream_shard is not None:
        kept.stream_shard = copy.copy(table.stream_shard)
        kept.stream_shard.items = list(table.stream_shard.items)
        kept.stream_shard.table = kept
    return kept


def _keys_of(table: Any, attributes: dict[str, Any]) -> tuple[DynamoType, DynamoType]:
    names = (table.hash_key_attr, table.range_key_attr)
    hash_key, range_key = (DynamoType(attributes[name]) for name in names)
    return hash_key, range_key


def _query_of_few(table: Any, hash_key: Any, *rest: Any, **named: Any) -> Any:
    index = rest[INDEX_NAME]
    few = _of_index(table, named["hash_key_conditions"]) if index else _of_table(table, hash_key)
    token = _sought.set(few)
    try:
        return _query(table, hash_key, *rest, **named)
    finally:
        _sought.reset(token)


def _of_table(table: Any, hash_key: Any) -> list[Item]:
    return sorted(table.items.get(hash_key, {}).values(), key=lambda item: item.range_key)


def _of_index(table: Any, asked: list[tuple[str, Any]]) -> list[Item]:
    """In the order of the table's keys, as moto has them before it sorts by those of the index."""
    every = (item for partition in table.items.values() for item in partition.values())
    found = [item for item in every if all(_holds(item, *each) for each in asked)]
    return sorted(found, key=lambda item: (item.hash_key, item.range_key))


def _holds(item: Any, name: str, value: Any) -> bool:
    held = item.attrs.get(name)
    return held is not None and held.value == value.value and held.type == value.type


def _sought_or_all(table: Any) -> list[Item]:
    sought = _sought.get()
    return _all_items(table) if sought is None else sought


def _cast_value(value: Any) -> Any:
    return value.value if value.type == "S" else _cast(value)


def _structure_as_it_is(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
    if shape.name == "AttributeValue" and type(value) is dict and not NOT_PLAIN & value.keys():
        self._default_serialize(serialized, value, shape, key)
    else:
        _structure(self, serialized, value, shape, key)


@cache
def _key(text: str) -> Any:
    return jwk.RSAKey.import_key(json.loads(text))


def _one_key(key: Any) -> Any:
    return _key(json.dumps(key))


_SHORTCUTS: tuple[tuple[Any, str, Any], ...] = (
    (models.DynamoDBBackend, "transact_write_items", _transact_on_one_copy),
    (Table, "query", _query_of_few),
    (Table, "all_items", _sought_or_all),
    (DynamoType, "cast_value", property(_cast_value)),
    (models, "copy", SimpleNamespace(copy=copy.copy, deepcopy=_copied_once)),
    # What has happened does not change any more.
    (StreamRecord, "__deepcopy__", lambda self, memo: self),
    (serialize.BaseJSONSerializer, "_serialize_type_structure", _structure_as_it_is),
    (responses, "method_names_from_class", cache(responses.method_names_from_class)),
    (cognitoidp, "jwk", SimpleNamespace(RSAKey=SimpleNamespace(import_key=_one_key))),
)
