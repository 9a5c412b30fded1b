"""What a case's chain holds of a file: codes, and the title sealed beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chalicelib.domain.documents.uploads import Upload
from chalicelib.domain.events import EventType, Happening


def happenings_of(uploads: Iterable[Upload]) -> Iterator[Happening]:
    """What a new case knows of the files that came with its form; of each, as far as it was checked."""
    for upload in uploads:
        yield received(upload)
        if upload.is_checked:
            yield checked(upload)


def received(upload: Upload) -> Happening:
    """A file has arrived."""
    return Happening(EventType.DOCUMENT_RECEIVED, upload.facts, {"title": upload.title})


def checked(upload: Upload) -> Happening:
    """Its check has ended."""
    judged = upload.judgement
    facts = {
        "document": upload.id,
        "state": judged.state,
        "findings": list(judged.findings),
        "places": [[place.finding, place.page] for place in judged.places],
        "media_type": judged.media_type or "",
        "size": judged.size,
    }
    return Happening(EventType.DOCUMENT_CHECKED, facts)
