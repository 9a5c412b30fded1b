"""One page of a worklist: one query of one index, whatever it is narrowed to."""

from __future__ import annotations

import json
from typing import Any

from chalicelib.adapters import items, keys
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Table
from chalicelib.application.ports import Page, View, ViewKind
from chalicelib.domain.list_filters import Filters


def page_of(view: View, store: Table, *, limit: int, after: str) -> Page:
    """The rows from `after` on, what is due first.

    A list that is narrowed is read by the megabyte, some two thousand open cases: its page may hold
    fewer rows than there is room for, although more follow.
    """
    index, key = _place(view)
    condition, names = f"{index} = :place", {}
    values: dict[str, Any] = {":place": key}
    if view.due_before:
        condition += " AND #rank < :day"
        values[":day"], names["#rank"] = view.due_before.isoformat(), "rank"
    only, texts = _only(view.filters)
    if only:
        names["#row"] = "row"
    found, last = store.query_page(
        condition,
        values | texts,
        limit=None if only else limit,
        start=opened(after),
        IndexName=index,
        **({"FilterExpression": only} if only else {}),
        **({"ExpressionAttributeNames": names} if names else {}),
    )
    if len(found) > limit:
        found = found[:limit]
        last = {name: found[-1][name] for name in ("pk", "sk", index, "rank")}
    return Page(tuple(map(items.row_from, found)), closed(last))


def _only(filters: Filters) -> tuple[str, dict[str, Any]]:
    """What a row must hold, as DynamoDB is asked: a row is kept as one text, our own JSON."""
    texts = {f":f{n}": in_json(*chosen) for n, chosen in enumerate(filters.chosen.items())}
    return " AND ".join(f"contains(#row, {name})" for name in texts), texts


def in_json(name: str, value: str | int) -> str:
    """How a field stands in the text. A quote in what somebody typed is escaped there, so that no
    name can pass for a field.
    """
    return f"{json.dumps(name)}:{json.dumps(value)}"


def _place(view: View) -> tuple[str, str]:
    """The index and the key in it that hold a view."""
    if view.kind is ViewKind.TEAM:
        return "team", keys.team_key(view.organisation, view.team)
    handler = view.staff if view.kind is ViewKind.MINE else None
    return "holder", keys.holder_key(view.organisation, view.team, handler)
