"""Files that nobody needs any more go from the store: of a draft that was never sent, and those that a
person decided to delete.
"""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import DocumentId


def forget_files_of(draft: str, ports: Ports) -> None:
    """The draft was abandoned, emptied or sent. Sent, its files are the case's; else they go.

    Safe to run twice. Source: issue 4, point 3: an abandoned draft is erased, and its files with it.
    """
    if ports.cases.received_as(draft) is None:
        for upload in ports.filing.uploads.of_draft(draft):
            _forget(upload, ports)


def remove_from_draft(document: str, draft: str, ports: Ports) -> None:
    """Somebody takes a file back before they send. Raises: NotFound, for anybody else's."""
    upload = ports.filing.uploads.load(DocumentId(document))
    if upload is None or not draft or upload.owner.draft != draft:
        raise NotFound("There is no such file")
    if ports.cases.received_as(draft) is None:
        _forget(upload, ports)


def discard_bytes(document: DocumentId, ports: Ports) -> None:
    """Somebody decided that a document of a case is deleted: its bytes go. Safe to run twice."""
    ports.filing.store.discard(document)


def _forget(upload: Upload, ports: Ports) -> None:
    # The bytes first: what is cut short here is found and done again.
    ports.filing.store.discard(upload.id)
    ports.filing.uploads.forget(upload)
