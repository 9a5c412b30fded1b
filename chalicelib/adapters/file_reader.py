"""Looking into a file: what it is by its content, what is wrong with it, what it says.

Nothing of a file is run, nothing that it names is fetched, and nothing that it promises to unpack to
is believed.
"""

from __future__ import annotations

import unicodedata

from chalicelib.adapters import identifier_scan, office_files, pdf_files, picture_files
from chalicelib.adapters.file_content import Content
from chalicelib.application.filing import Known
from chalicelib.domain.documents.judgement import Looked
from chalicelib.domain.documents.kinds import IMAGES, Finding, MediaType

_BEGINNING = 1024
"""Bytes in which a reader of PDF looks for its mark, and a browser for its own."""
LISTENED_TO = 200_000
"""Characters of a file in which words of danger are looked for: a second, and a hundred pages."""


class LibraryFileReader:
    """Each library is loaded when a file of its kind is first looked into."""

    def look(self, content: bytes, *, title: str, known: Known) -> Looked:
        """What is in the file. Whatever a reader stumbles over makes the file a damaged one."""
        media_type = _told_by(content)
        try:
            seen = _content(content, media_type)
        except Exception:  # hostile files find errors that no library names
            seen = Content(problems={Finding.DAMAGED})
        seen.problems |= _strangers_in(content, media_type)
        return Looked(
            size=len(content),
            media_type=media_type,
            problems=frozenset(seen.problems),
            located=seen.located,
            found=identifier_scan.places([title, *seen.pages], known),
            alarms=known.alarms.heard_in([" . ".join(seen.pages)[:LISTENED_TO]]),
        )

    def without_place(self, content: bytes) -> bytes | None:
        """The picture without the place where it was taken; None where that cannot be done."""
        return picture_files.without_place(content)


def _content(content: bytes, media_type: MediaType | None) -> Content:
    if media_type is MediaType.PDF:
        return pdf_files.content_of(content)
    if media_type in (MediaType.WORD, MediaType.OPEN_TEXT):
        return office_files.content_of(content)
    if media_type in IMAGES:
        return picture_files.content_of(content, media_type)
    if media_type is MediaType.TEXT:
        return Content(pages=[_text(content)])
    return Content(problems=office_files.problems_of_another(content))


def _told_by(content: bytes) -> MediaType | None:
    """What the bytes are; None for anything that we do not take."""
    if content.startswith(b"%PDF-"):
        return MediaType.PDF
    if content.startswith(b"PK\x03\x04"):
        return office_files.kind_of(content)
    return picture_files.kind_of(content) or (MediaType.TEXT if _is_text(content) else None)


_MARKUP = (b"<!doctype", b"<html", b"<svg", b"<?xml", b"<script", b"{\\rtf", b"#!", b"mz")


def _is_text(content: bytes) -> bool:
    """Words and nothing else: no byte that a program would read as its own."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_MARKUP):
        return False
    try:
        text = _text(content)
    except UnicodeDecodeError:
        return False
    controls = (each for each in text if unicodedata.category(each) == "Cc")
    return bool(content) and all(each in "\t\n\r\f" for each in controls)


def _text(content: bytes) -> str:
    two_bytes = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if two_bytes else "utf-8-sig")


def _strangers_in(content: bytes, media_type: MediaType | None) -> set[Finding]:
    """A file that another program would read as something else is two files in one."""
    beginning = content[:_BEGINNING].lower()
    also_a_pdf = media_type is not MediaType.PDF and b"%pdf-" in beginning
    also_a_page = media_type in IMAGES and b"<script" in beginning
    archives = (MediaType.WORD, MediaType.OPEN_TEXT)
    also_an_archive = media_type not in archives and office_files.ends_as_archive(content)
    return {Finding.TWO_IN_ONE} if also_a_pdf or also_a_page or also_an_archive else set()
