"""What stands in a document of Word or of an open word processor: an archive of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from chalicelib.adapters.file_content import Content
from chalicelib.domain.documents.kinds import Finding, MediaType

MOST_PARTS = 2_000
MOST_UNPACKED = 200_000_000
"""Bytes to which all parts together may unpack."""
MOST_TIMES = 100
"""How many times its own size a document may unpack to. XML packs to a tenth at best."""
LARGEST_TEXT = 20_000_000
"""Bytes of one part that is read as text."""

_WORD_TEXT = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_WORD_TEXTS = (*_WORD_TEXT, "word/comments", "docProps/core", "docProps/app")
_OPEN_TEXTS = ("content.xml", "styles.xml", "meta.xml")
_OPEN_TEXT = MediaType.OPEN_TEXT.value.encode()
_ACTIVE = ("vbaproject", "activex/", "embeddings/", "basic/", "scripts/", "objectreplacements/")
_OUTSIDE = (b"attachedTemplate", b"oleObject", b"/frame", b"subDocument")
_SEALED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(content: bytes) -> MediaType | None:
    """Which of the two an archive is; None for any other archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "[Content_Types].xml" in names and "word/document.xml" in names:
                return MediaType.WORD
            is_open = "mimetype" in names and _start(archive, "mimetype") == _OPEN_TEXT
            return MediaType.OPEN_TEXT if is_open else None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(len(_OPEN_TEXT) + 1)


def ends_as_archive(content: bytes) -> bool:
    """Whether a program for archives would open it, whatever it begins with."""
    return zipfile.is_zipfile(io.BytesIO(content))


def problems_of_another(content: bytes) -> set[Finding]:
    """A word processor locks a document by wrapping it into an old kind of file: that much we tell."""
    locked = content.startswith(_OLD_OFFICE) and _SEALED_OFFICE in content
    return {Finding.PASSWORD} if locked else set()


def content_of(content: bytes) -> Content:
    """Its text. Raises what zipfile and the parser raise for a damaged one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        problems = _problems(archive, len(content))
        if problems:
            return Content(problems=problems)
        seen = Content(pages=["\n".join(_texts(archive))])
        if any(_reaches_out(archive, part) for part in archive.infolist()):
            seen.problems.add(Finding.ACTIVE_CONTENT)
        return seen


def _problems(archive: zipfile.ZipFile, size: int) -> set[Finding]:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    found = set()
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, MOST_TIMES * max(size, 10_000)):
        found.add(Finding.UNPACKS_TOO_LARGE)
    if any(part.flag_bits & 1 for part in parts):
        found.add(Finding.PASSWORD)
    if any(_leads_out(part.filename) for part in parts) or len({p.filename for p in parts}) < len(
        parts
    ):
        found.add(Finding.DAMAGED)
    if any(each in part.filename.lower() for part in parts for each in _ACTIVE):
        found.add(Finding.ACTIVE_CONTENT)
    return found


def _leads_out(name: str) -> bool:
    """A name that would be written outside the folder that it is unpacked into."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _texts(archive: zipfile.ZipFile) -> Iterator[str]:
    from defusedxml.ElementTree import fromstring

    for part in archive.infolist():
        if part.filename.endswith(".xml") and part.filename.startswith((*_WORD_TEXTS, *_OPEN_TEXTS)):
            # One paragraph is one line, however many runs it was typed in.
            yield from _paragraphs(fromstring(_bytes(archive, part)))


def _paragraphs(root: object) -> Iterator[str]:
    elements = list(root.iter())  # type: ignore[attr-defined]
    found = [each for each in elements if each.tag.rpartition("}")[2] in ("p", "h")]
    for element in found or elements[:1]:
        yield "".join(element.itertext())


def _reaches_out(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether it would fetch something from elsewhere when it is opened."""
    if not part.filename.endswith(".rels"):
        return False
    relations = _bytes(archive, part)
    return b"External" in relations and any(each in relations for each in _OUTSIDE)


def _bytes(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """No more than we said, whatever the part says of its own size. Raises: ValueError."""
    with archive.open(part) as stream:
        content = stream.read(LARGEST_TEXT + 1)
    if len(content) > LARGEST_TEXT:
        raise ValueError("the text of this document is too long to be read")
    return content
