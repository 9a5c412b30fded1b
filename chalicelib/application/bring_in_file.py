"""A file that came in another way than by our form, as with a mail, goes through the same check."""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.documents.kinds import Purpose
from chalicelib.domain.documents.titles import LONGEST_TITLE, clean_title
from chalicelib.domain.documents.uploads import Owner, Upload
from chalicelib.domain.events import Actor
from chalicelib.domain.identifiers import DocumentId, OrganisationId
from chalicelib.domain.reference import CaseNumber

NAMELESS = "Attachment without a name"


def bring_in_file(
    content: bytes,
    *,
    name: str,
    number: CaseNumber,
    organisation: OrganisationId,
    by: Actor,
    ports: Ports,
) -> DocumentId:
    """Put the bytes into quarantine for this case; `on_file` does the rest.

    Nobody can be asked for a better name here, so the sender's is kept as it can be shown (S0-15).
    Whoever calls this twice brings it in twice. Raises: StoreBusy.
    """
    upload = Upload(
        id=ports.chance.document_id(),
        owner=Owner(number=number),
        organisation=organisation,
        title=clean_title(name)[:LONGEST_TITLE] or NAMELESS,
        purpose=Purpose.DOCUMENT,
        by=by,
        asked_at=ports.clock.now(),
    )
    ports.filing.uploads.expect(upload)
    ports.filing.store.put(upload.id, content)
    return upload.id
