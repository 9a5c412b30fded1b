"""What a picture says of itself. It is never drawn: a picture cannot unpack into anything here."""

from __future__ import annotations

import io

from chalicelib.adapters.file_content import Content
from chalicelib.domain.documents.kinds import Finding, MediaType

_PNG = b"\x89PNG\r\n\x1a\n"
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_ENDS = {MediaType.JPEG: b"\xff\xd9", MediaType.PNG: b"IEND\xaeB`\x82"}
_TAIL = 64_000
"""Bytes at the end in which a picture must end. Phones write more than the picture after it."""


def kind_of(content: bytes) -> MediaType | None:
    """Which picture it is by its first bytes; None for what is none that we take."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(_PNG):
        return MediaType.PNG
    is_heic = content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS
    return MediaType.HEIC if is_heic else None


def content_of(content: bytes, media_type: MediaType | None) -> Content:
    """Whether it is whole, and whether it says where it was taken."""
    end = _ENDS.get(media_type) if media_type else None
    broken = end is not None and end not in content[-_TAIL:]
    return Content(problems={Finding.DAMAGED} if broken else set(), located=_says_where(content))


def _says_where(content: bytes) -> bool:
    """Whether its EXIF holds a place. What cannot be read may hold one."""
    import exifread

    try:
        tags = exifread.process_file(io.BytesIO(content), details=False, extract_thumbnail=False)
    except Exception:  # its reader names no error of its own
        return b"Exif" in content
    return any(name.startswith("GPS GPSL") for name in tags)
