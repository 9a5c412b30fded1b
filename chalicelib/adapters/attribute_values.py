"""DynamoDB's typed form of values, and back."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Mapping
from typing import Any


def typed(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Plain values in DynamoDB's form. We use four of its types only."""
    return {name: _typed_value(value) for name, value in (values or {}).items()}


def _typed_value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, str):
        return {"S": value}
    if isinstance(value, bytes):
        return {"B": value}
    raise TypeError(f"{type(value).__name__} is kept inside a body, not beside it")


def plain(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """An item in plain values."""
    return {name: _plain_value(value) for name, value in item.items()}


def _plain_value(value: Mapping[str, Any]) -> Any:
    ((kind, content),) = value.items()
    if kind == "B" and isinstance(content, str):
        return b64decode(content)  # so Lambda is shown bytes, for an event is JSON
    return int(content) if kind == "N" else content
