"""Drafts in the table: answers by question, under a key that only one browser can name; and how to come
back to them. Both end after 14 days: DynamoDB then deletes them, and until it does we do not see them.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalicelib.adapters import items, keys
from chalicelib.adapters.table import Item, Table
from chalicelib.application.draft_ports import WholeDraft
from chalicelib.application.ports import WallClock
from chalicelib.domain.coming_back import KEPT_FOR, KeptDraft
from chalicelib.domain.identifiers import DocumentId

_FILE = keys.upload_key("")


class DraftTable:
    """What people have typed so far."""

    def __init__(self, store: Table, clock: WallClock) -> None:
        self._table, self._clock = store, clock

    def load(self, draft: str) -> dict[str, str]:
        """The answers so far; empty where there are none or they have expired."""
        return self._answers(self._table.get(keys.draft_key(draft), keys.DRAFT))

    def whole(self, draft: str) -> WholeDraft:
        """The answers so far with the names of the files: both are in the draft's partition."""
        stored = {each["sk"]: each for each in self._table.partition(keys.draft_key(draft))}
        files = (sk.removeprefix(_FILE) for sk in stored if sk.startswith(_FILE))
        return WholeDraft(self._answers(stored.get(keys.DRAFT)), tuple(map(DocumentId, files)))

    def _answers(self, stored: Item | None) -> dict[str, str]:
        if stored is None or stored["expires_at"] <= self._clock.now().timestamp():
            return {}
        return items.from_body(dict[str, str], stored["body"])

    def kept(self, reference: str) -> KeptDraft | None:
        """How to come back under this reference; None where there is no such way, or it has ended."""
        stored = self._table.get(_kept_key(reference), keys.KEPT)
        if stored is None or stored["expires_at"] <= self._clock.now().timestamp():
            return None
        return items.from_body(KeptDraft, stored["body"])

    def keep(self, kept: KeptDraft) -> None:
        """Keep a way to come back, until its end."""
        self._table.put(_kept_item(kept))

    def exchange(self, seen: KeptDraft, after: KeptDraft) -> bool:
        """Put one in the place of the other, if it is there as it was seen."""
        mark = secrets.token_hex(8)
        return self._table.exchange(_kept_item(after), seen=items.body_of(seen), mark=mark)

    def save(self, draft: str, answers: Mapping[str, str]) -> None:
        """Keep the answers, and keep them for the whole time again."""
        expires_at = int((self._clock.now() + KEPT_FOR).timestamp())
        self._table.put(
            items.item(keys.draft_key(draft), keys.DRAFT, dict(answers), expires_at=expires_at)
        )


def _kept_item(kept: KeptDraft) -> Item:
    expires_at = int(kept.ends_at.timestamp())
    return items.item(_kept_key(kept.reference), keys.KEPT, kept, expires_at=expires_at)


def _kept_key(reference: str) -> str:
    return f"KEPT#{reference}"
