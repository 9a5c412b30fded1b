"""ZIP files in the bucket of files, under `copies/`: put together on disk, a piece at a time."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from functools import cached_property
from typing import IO, Any

from chalicelib.adapters.file_bucket import KEPT, LINK_LASTS, disposition, errors_translated, s3_client
from chalicelib.adapters.object_versions import erase_object
from chalicelib.application.archives import Kept, Page
from chalicelib.domain.identifiers import DocumentId

COPIES = "copies/"
PIECE = 1_048_576
"""Bytes that are in memory at a time, whatever the size of a file."""
_NAME = "copy.zip"
"""What the saved file is called: nothing of anybody."""


class ArchiveBucket:
    """One bucket."""

    def __init__(self, name: str, endpoint: str) -> None:
        self._name, self._endpoint = name, endpoint

    @cached_property
    def _client(self) -> Any:
        return s3_client(self._endpoint)

    def make(self, archive: DocumentId, parts: Iterable[Page | Kept]) -> None:
        """Written to a file without a name, which goes with this call, then sent to the bucket."""
        with tempfile.TemporaryFile() as whole, errors_translated():
            with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as zipped:
                for part in parts:
                    self._add(part, zipped)
            whole.seek(0)
            self._client.upload_fileobj(whole, self._name, COPIES + archive)

    def _add(self, part: Page | Kept, zipped: zipfile.ZipFile) -> None:
        if isinstance(part, Page):
            zipped.writestr(part.name, part.text)
            return
        body: IO[bytes] = self._client.get_object(Bucket=self._name, Key=KEPT + part.document)["Body"]
        with zipped.open(part.name, "w", force_zip64=True) as place:
            shutil.copyfileobj(body, place, PIECE)

    def link(self, archive: DocumentId) -> str:
        """Signed here, without a call."""
        address: str = self._client.generate_presigned_url(
            "get_object",
            Params={
                "Bucket": self._name,
                "Key": COPIES + archive,
                "ResponseContentDisposition": disposition(_NAME),
                "ResponseCacheControl": "no-store",
            },
            ExpiresIn=int(LINK_LASTS.total_seconds()),
        )
        return address

    def erase(self, archive: DocumentId) -> None:
        """Every version of it."""
        with errors_translated():
            erase_object(self._client, self._name, COPIES + archive)
