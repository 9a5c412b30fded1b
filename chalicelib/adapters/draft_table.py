"""Drafts in the table: answers by question, under a key that only one browser can name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from chalicelib.adapters import items, table
from chalicelib.adapters.table import Table
from chalicelib.application.ports import WallClock

KEPT_FOR = timedelta(days=14)
"""How long an abandoned draft is kept. DynamoDB then deletes it; until it does we do not see it."""


class DraftTable:
    """What people have typed so far."""

    def __init__(self, store: Table, clock: WallClock) -> None:
        self._table, self._clock = store, clock

    def load(self, draft: str) -> dict[str, str]:
        """The answers so far; empty where there are none or they have expired."""
        stored = self._table.get(table.draft_key(draft), table.DRAFT)
        if stored is None or stored["expires_at"] <= self._clock.now().timestamp():
            return {}
        return items.from_body(dict[str, str], stored["body"])

    def save(self, draft: str, answers: Mapping[str, str]) -> None:
        """Keep the answers, and keep them for the whole time again."""
        expires_at = int((self._clock.now() + KEPT_FOR).timestamp())
        self._table.put(
            items.item(table.draft_key(draft), table.DRAFT, dict(answers), expires_at=expires_at)
        )
