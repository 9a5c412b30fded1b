"""The store of files in memory, under the same contract as the bucket and the table
(`tests/adapters/test_files_contract.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from chalicelib.application.archives import Kept, Page
from chalicelib.application.filing import Arrived, Quarantined, UploadForm
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import CandourError
from chalicelib.domain.identifiers import DocumentId


class FakeFiles:
    """Bytes in dictionaries: every version that quarantine ever held, and what was kept. `failing` is
    raised, once for each entry, before anything of ours is filed.
    """

    def __init__(self) -> None:
        self.failing: list[CandourError] = []
        self.quarantine: dict[str, Arrived] = {}
        self.kept: dict[str, bytes] = {}
        self._versions: dict[str, bytes] = {}
        self._numbers = count(1)

    def form(self, document: DocumentId, *, ceiling: int, back: str) -> UploadForm:
        after = {"success_action_redirect": back} if back else {"success_action_status": "201"}
        key = f"quarantine/{document}"
        return UploadForm("https://files.test/", {**after, "key": key, "ceiling": str(ceiling)})

    def put(self, document: DocumentId, content: bytes) -> None:
        version = f"v{next(self._numbers)}"
        self._versions[version] = content
        self.quarantine[document] = Arrived(len(content), version)

    def arrived(self, document: DocumentId) -> Arrived | None:
        return self.quarantine.get(document)

    def read(self, document: DocumentId, arrived: Arrived) -> Quarantined:
        return Quarantined(document, arrived, self._versions[arrived.version])

    def keep(self, document: DocumentId, version: str) -> None:
        self.kept[document] = self._versions[version]
        self.empty_quarantine(document)

    def keep_instead(self, document: DocumentId, content: bytes) -> None:
        self.kept[document] = content
        self.empty_quarantine(document)

    def empty_quarantine(self, document: DocumentId) -> None:
        self.quarantine.pop(document, None)

    def discard(self, document: DocumentId) -> None:
        self.empty_quarantine(document)
        self.kept.pop(document, None)

    def erase(self, document: DocumentId) -> None:
        here = self.quarantine.get(document)
        if here:
            self._versions.pop(here.version, None)
        self.discard(document)

    def file(self, document: DocumentId, content: bytes) -> None:
        if self.failing:
            raise self.failing.pop(0)
        self.kept[document] = content

    def link(self, document: DocumentId, name: str) -> str:
        return f"https://files.test/kept/{document}?as={name}"


class FakeArchives:
    """What was put together, part by part: the text of a page, the id of a kept file."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, str]] = {}

    def make(self, archive: DocumentId, parts: Iterable[Page | Kept]) -> None:
        self.held[archive] = {
            part.name: part.text if isinstance(part, Page) else part.document for part in parts
        }

    def link(self, archive: DocumentId) -> str:
        return f"https://files.test/copies/{archive}"

    def erase(self, archive: DocumentId) -> None:
        self.held.pop(archive, None)


class FakeUploads:
    """Files on their way, in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[str, Upload] = {}

    def load(self, document: DocumentId) -> Upload | None:
        return self.held.get(document)

    def of_draft(self, draft: str) -> tuple[Upload, ...]:
        found = (self.held[key] for key in sorted(self.held))
        return tuple(upload for upload in found if draft and upload.owner.draft == draft)

    def expect(self, upload: Upload) -> None:
        self.held[upload.id] = upload

    def exchange(self, seen: Upload, after: Upload) -> bool:
        if self.held.get(seen.id) != seen:
            return False
        self.held[seen.id] = after
        return True

    def forget(self, upload: Upload) -> None:
        self.held.pop(upload.id, None)
