"""What a picture says of itself, and taking out where it was taken. It is never drawn: a picture cannot
unpack into anything here.
"""

from __future__ import annotations

import io
from typing import Any

from chalicelib.adapters import png_files
from chalicelib.adapters.file_content import Content
from chalicelib.domain.documents.kinds import Finding, MediaType

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_ENDS = {MediaType.JPEG: b"\xff\xd9", MediaType.PNG: b"IEND\xaeB`\x82"}
_EXIF, _WAY_TO_PLACE, _NO_TAG = b"Exif\x00\x00", "Image GPSInfo", b"\xff\xff"
_XMP_BEGINS, _XMP_ENDS = b"<x:xmpmeta", b"</x:xmpmeta>"
_MORE_XMP, _GPS = b"http://ns.adobe.com/xmp/extension/", b"GPS"
_TIFF_HEAD = 8
"""Bytes that say in which order numbers are written, and where the first directory is."""
_TAIL = 64_000
"""Bytes at the end in which a picture must end. Phones write more than the picture after it."""


def kind_of(content: bytes) -> MediaType | None:
    """Which picture it is by its first bytes; None for what is none that we take."""
    if content.startswith(b"\xff\xd8\xff"):
        return MediaType.JPEG
    if content.startswith(png_files.SIGNATURE):
        return MediaType.PNG
    is_heic = content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS
    return MediaType.HEIC if is_heic else None


def content_of(content: bytes, media_type: MediaType | None) -> Content:
    """Whether it is whole, and whether it says where it was taken."""
    end = _ENDS.get(media_type) if media_type else None
    broken = end is not None and end not in content[-_TAIL:]
    return Content(problems={Finding.DAMAGED} if broken else set(), located=_says_where(content))


def without_place(content: bytes) -> bytes | None:
    """The same picture, bit by bit, without the place that its EXIF or its XMP tells; None where that
    cannot be done for certain.
    """
    try:
        cleaned = _cleaned(content)
    except Exception:  # its reader names no error of its own
        return None
    return None if _says_where(cleaned) else cleaned


def _cleaned(content: bytes) -> bytes:
    if content.startswith(png_files.SIGNATURE):
        return png_files.without_place(content)
    if not kind_of(content):
        raise ValueError("this is no picture")
    without_words = _without_located_xmp(content)
    cleaned = _blanked(without_words) if _EXIF in without_words else without_words
    if len(cleaned) != len(content):
        raise ValueError("its values lie beyond its end: they are not to be trusted")
    return cleaned


def _without_located_xmp(content: bytes) -> bytes:
    """Blanks over every packet of XMP that tells a place: what stands there is for programs only."""
    if _MORE_XMP in content:
        raise ValueError("its XMP goes on in other parts, which nothing here puts together")
    cleaned, at = content, content.find(_XMP_BEGINS)
    while at >= 0:
        end = cleaned.index(_XMP_ENDS, at) + len(_XMP_ENDS)
        if _GPS in cleaned[at:end]:
            cleaned = cleaned[:at] + b" " * (end - at) + cleaned[end:]
        at = cleaned.find(_XMP_BEGINS, end)
    return cleaned


def _blanked(content: bytes) -> bytes:
    """Zeros over every value of the place, and over the way that leads to them."""
    start, cleaned = content.index(_EXIF) + len(_EXIF), bytearray(content)
    if _EXIF in content[start:]:
        raise ValueError("there is a second EXIF, of which the reader may tell nothing")
    for name, tag in _tags(content).items():
        at = start + tag.field_offset
        if name.startswith("GPS "):
            cleaned[at : at + tag.field_length] = bytes(tag.field_length)
        if name == _WAY_TO_PLACE:
            # An entry is its tag in two bytes, its type in two, its count in four, then its value.
            cleaned[at - 8 : at + 4] = _NO_TAG + cleaned[at - 6 : at] + bytes(4)
    if cleaned[start : start + _TIFF_HEAD] != content[start : start + _TIFF_HEAD]:
        raise ValueError("its values lie where its head should be: they are not to be trusted")
    return bytes(cleaned)


def _says_where(content: bytes) -> bool:
    """Whether its EXIF or its XMP holds a place. What cannot be read may hold one."""
    if content.startswith(png_files.SIGNATURE):
        return png_files.says_where(content)
    try:
        tags = _tags(content)
    except Exception:  # its reader names no error of its own
        return b"Exif" in content
    return b"GPSLatitude" in content or any(name.startswith("GPS GPSL") for name in tags)


def _tags(content: bytes) -> dict[str, Any]:
    import exifread

    found: dict[str, Any] = exifread.process_file(
        io.BytesIO(content), details=False, extract_thumbnail=False
    )
    return found
