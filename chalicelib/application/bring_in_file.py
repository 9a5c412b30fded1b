"""A file that came in another way than by our form, as with a mail, goes through the same check."""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.documents.kinds import DocumentState, Purpose
from chalicelib.domain.documents.reading import document_of
from chalicelib.domain.documents.titles import LONGEST_TITLE, clean_title
from chalicelib.domain.documents.uploads import Owner, Upload
from chalicelib.domain.events import Actor
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.reference import CaseNumber

NAMELESS = "Attachment without a name"


def bring_in_file(
    content: bytes,
    document: DocumentId,
    *,
    name: str,
    number: CaseNumber,
    by: Actor,
    ports: Ports,
) -> None:
    """Put the bytes into quarantine for this case; `on_file` does the rest.

    Nobody can be asked for a better name here, so the sender's is kept as it can be shown (S0-15).
    Safe to run twice with the same `document`, also after it was cut short: what the case or the check
    has seen is left to them. Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    on_its_way = ports.filing.uploads.load(document)
    if document_of(file.events, document) is not None:
        return
    if on_its_way is None:
        upload = Upload(
            id=document,
            owner=Owner(number=number),
            organisation=file.case.organisation,
            title=clean_title(name)[:LONGEST_TITLE] or NAMELESS,
            purpose=Purpose.DOCUMENT,
            by=by,
            asked_at=ports.clock.now(),
        )
        ports.filing.uploads.expect(upload)
    elif on_its_way.state is not DocumentState.AWAITED:
        return
    ports.filing.store.put(document, content)
