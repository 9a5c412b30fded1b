"""AWS in memory without the work that it does again and again.

Of each transaction moto copies the whole table once for every item, its stream included; for each value
of an answer it looks for a dozen names under which an object might hold it; for each request it looks
through the methods of a class; for each user pool it works out the primes of the same key. Half of the
time of our journeys went there. What is answered stays moto's own business.

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
from moto.dynamodb.models.table import StreamRecord, Table

NOT_PLAIN = {"B", "BS", "L", "M"}
"""The kinds of value that look otherwise in an answer than in the table, or hold further ones."""

_copies: ContextVar[dict[str, Any] | None] = ContextVar("copies", default=None)


@contextmanager
def quick_moto() -> Iterator[None]:
    """The same answers in less time, for as long as the block lasts."""
    with ExitStack() as stack:
        for owner, name, quick in _SHORTCUTS:
            stack.enter_context(patch.object(owner, name, quick, create=True))
        yield


_transact = models.DynamoDBBackend.transact_write_items
_structure = serialize.BaseJSONSerializer._serialize_type_structure


def _transact_on_one_copy(backend: Any, asked: Any) -> Any:
    token = _copies.set({})
    try:
        return _transact(backend, asked)
    finally:
        _copies.reset(token)


def _copied_once(what: Any, memo: Any = None) -> Any:
    copies = _copies.get()
    if copies is None or not isinstance(what, Table):
        return copy.deepcopy(what, memo)
    if what.name not in copies:
        copies[what.name] = copy.deepcopy(what, memo)
    return copies[what.name]


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
    (models, "copy", SimpleNamespace(copy=copy.copy, deepcopy=_copied_once)),
    # What has happened does not change any more.
    (StreamRecord, "__deepcopy__", lambda self, memo: self),
    (serialize.BaseJSONSerializer, "_serialize_type_structure", _structure_as_it_is),
    (responses, "method_names_from_class", cache(responses.method_names_from_class)),
    (cognitoidp, "jwk", SimpleNamespace(RSAKey=SimpleNamespace(import_key=_one_key))),
)
