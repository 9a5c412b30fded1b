"""What stands in a PDF."""

from __future__ import annotations

import io
import time
from typing import Any

from chalicelib.adapters.file_content import Content
from chalicelib.domain.documents.kinds import Finding

MOST_PAGES = 200
MOST_SECONDS = 30
"""How much of a PDF is read. What is longer waits for a person, who reads the rest."""

_ACTS = {
    "/GoToE",
    "/ImportData",
    "/JavaScript",
    "/Launch",
    "/Rendition",
    "/RichMediaExecute",
    "/SubmitForm",
}
"""What a PDF can do by itself, or at one touch, that no letter needs (ISO 32000-1, 12.6.4)."""
_CARRIERS = {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/3D"}


def content_of(content: bytes) -> Content:
    """Its text by pages. Raises whatever pypdf raises for a damaged one."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    # Without a password of its own a PDF may still be locked against changes: that one reads.
    if reader.is_encrypted and not reader.decrypt(""):
        return Content(problems={Finding.PASSWORD})
    return _read(reader)


def _read(reader: Any) -> Content:
    seen = Content()
    until = time.monotonic() + MOST_SECONDS
    if _acts(reader.trailer["/Root"]):
        seen.problems.add(Finding.ACTIVE_CONTENT)
    for number, page in enumerate(reader.pages):
        if number >= MOST_PAGES or time.monotonic() > until:
            seen.problems.add(Finding.UNREAD)
            break
        _read_page(page, seen)
    if not any(text.strip() for text in seen.pages):
        seen.problems.add(Finding.NO_TEXT)
    return seen


def _read_page(page: Any, seen: Content) -> None:
    if "/AA" in page or any(_touchy(each.get_object()) for each in page.get("/Annots") or ()):
        seen.problems.add(Finding.ACTIVE_CONTENT)
    try:
        seen.pages.append(page.extract_text())
    except Exception:  # a font or a stream that pypdf cannot follow: the page is there, unread
        seen.pages.append("")
        seen.problems.add(Finding.UNREAD)


def _acts(root: Any) -> bool:
    """Whether the document acts when it is opened, or carries other files."""
    names = root.get("/Names") or {}
    return (
        "/AA" in root
        or _is_act(root.get("/OpenAction"))
        or any(key in names for key in ("/JavaScript", "/EmbeddedFiles"))
    )


def _touchy(annotation: Any) -> bool:
    carries = annotation.get("/Subtype") in _CARRIERS
    return carries or "/AA" in annotation or _is_act(annotation.get("/A"))


def _is_act(action: Any) -> bool:
    plain = action.get_object() if action is not None else None
    return isinstance(plain, dict) and plain.get("/S") in _ACTS
