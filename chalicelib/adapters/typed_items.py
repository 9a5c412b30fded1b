"""Plain values in DynamoDB's typed form, and back. We use three of its types only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]
"""Plain values; turned into DynamoDB's typed form only at the call."""


def typed(values: Mapping[str, Any] | None) -> dict[str, Any]:
    """Plain values in DynamoDB's form."""
    return {name: _typed_value(value) for name, value in (values or {}).items()}


def _typed_value(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, str):
        return {"S": value}
    raise TypeError(f"{type(value).__name__} is kept inside a body, not beside it")


def plain(item: Mapping[str, Mapping[str, Any]]) -> Item:
    """DynamoDB's form as plain values."""
    return {name: _plain_value(value) for name, value in item.items()}


def _plain_value(value: Mapping[str, Any]) -> Any:
    ((kind, content),) = value.items()
    return int(content) if kind == "N" else content
