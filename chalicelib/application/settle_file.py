"""What the check found reaches the case, whichever of the two was there first."""

from __future__ import annotations

from chalicelib.application.casework import act_for_system
from chalicelib.application.ports import Ports
from chalicelib.domain.documents import deeds
from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.events import system
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.reference import CaseNumber

FILE_CHECK = system("file_check")


def settle_file(upload: Upload, ports: Ports) -> None:
    """Tell the case of a file whose check has ended, and forget that it was on its way.

    A file of a draft has no case until the draft is sent: the check comes by here when it ends, the
    stream when the case is there, and whoever is second finds both. Safe to run twice.
    """
    number = upload.owner.number or _became(upload.owner.draft, ports)
    if number is None or not upload.is_checked:
        return
    take_in(upload, number, ports)
    occasion = ports.occasion(FILE_CHECK)
    act_for_system(
        number,
        lambda file, terms: deeds.settle_document(file, upload, terms=terms, occasion=occasion),
        ports,
    )
    ports.filing.uploads.forget(upload)


def settle_named(document: DocumentId, ports: Ports) -> None:
    """The same for a file of which only the name is known."""
    upload = ports.filing.uploads.load(document)
    if upload is not None:
        settle_file(upload, ports)


def take_in(upload: Upload, number: CaseNumber, ports: Ports) -> None:
    """Tell the case that the file is there, if it does not know yet."""
    occasion = ports.occasion(upload.by)
    act_for_system(
        number,
        lambda file, terms: deeds.receive_document(file, upload, terms=terms, occasion=occasion),
        ports,
    )


def _became(draft: str, ports: Ports) -> CaseNumber | None:
    received = ports.cases.received_as(draft) if draft else None
    return received.reference.number if received else None
