"""Files on their way, in the table: each under its own name, and for a draft a pointer beside it."""

from __future__ import annotations

import secrets
from datetime import timedelta

from chalicelib.adapters import items, keys, table
from chalicelib.adapters.table import Item, Table
from chalicelib.application.ports import WallClock
from chalicelib.domain.documents.kinds import DocumentState
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.identifiers import DocumentId

NEVER_CAME = timedelta(days=1)
"""After this time DynamoDB forgets a file that was asked for and not sent."""


class UploadTable:
    """What is on its way."""

    def __init__(self, store: Table, clock: WallClock) -> None:
        self._table, self._clock = store, clock

    def load(self, document: DocumentId) -> Upload | None:
        """One of them; None where there is none."""
        stored = self._table.get(keys.upload_key(document), keys.UPLOAD)
        return items.from_body(Upload, stored["body"]) if stored else None

    def of_draft(self, draft: str) -> tuple[Upload, ...]:
        """Those of a draft, the first asked for first: their names sort by time."""
        pointers = self._table.partition(keys.draft_key(draft), prefix=keys.upload_key(""))
        named = (DocumentId(each["sk"].removeprefix(keys.upload_key(""))) for each in pointers)
        found = (self.load(document) for document in named)
        return tuple(upload for upload in found if upload is not None)

    def expect(self, upload: Upload) -> None:
        """Remember it, and for a draft where it belongs. The pointer comes first: what it points at in
        vain is not shown, and what nothing points at could not be erased.
        """
        if upload.owner.draft:
            self._table.put(self._expiring(_pointer(upload)))
        self._table.put(self._expiring(_item(upload)))

    def exchange(self, seen: Upload, after: Upload) -> bool:
        """Put `after` in the place of `seen`, if nobody was faster."""
        if after.state is not DocumentState.AWAITED and after.owner.draft:
            self._table.put(_pointer(after))
        return self._table.exchange(_item(after), seen=items.body_of(seen), mark=secrets.token_hex(8))

    def forget(self, upload: Upload) -> None:
        """Take it out, with its pointer."""
        removals = [table.delete(keys.upload_key(upload.id), keys.UPLOAD)]
        if upload.owner.draft:
            pointer = _pointer(upload)
            removals.append(table.delete(pointer["pk"], pointer["sk"]))
        self._table.transact(removals)

    def _expiring(self, item: Item) -> Item:
        return item | {"expires_at": int((self._clock.now() + NEVER_CAME).timestamp())}


def _item(upload: Upload) -> Item:
    return items.item(keys.upload_key(upload.id), keys.UPLOAD, upload)


def _pointer(upload: Upload) -> Item:
    return {
        "pk": keys.draft_key(upload.owner.draft),
        "sk": keys.upload_key(upload.id),
        "format": items.FORMAT,
    }
