"""Where a PNG says that it was taken, and the same picture without it. Chunks are read one by one and
nothing is drawn; what a chunk unpacks to is read no further than a limit.

Source: W3C, Portable Network Graphics (Third Edition), sections 5.3 and 11.3.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_MOST_UNPACKED = 1_000_000
"""Bytes of one text. No picture needs more words, and what does may hide anything."""
_EXIF, _PLAIN, _PACKED, _WORLD = b"eXIf", b"tEXt", b"zTXt", b"iTXt"
_TELLING = frozenset({_EXIF, _PLAIN, _PACKED, _WORLD})
"""The kinds of chunk that may tell a place. No picture needs one to be seen."""
_PROFILES = b"Raw profile type "
"""How some programs write EXIF and XMP into a text, in a spelling of their own."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    kind: bytes
    content: bytes
    whole: bytes


def says_where(picture: bytes) -> bool:
    """Whether it holds a place. What cannot be read may hold one."""
    try:
        return any(map(_tells, _chunks(picture)))
    except (ValueError, zlib.error):
        return any(kind in picture for kind in _TELLING)


def without_place(picture: bytes) -> bytes:
    """The picture without any chunk that could tell of a place; all else, byte for byte.

    Raises: ValueError, where it is not whole or something stands after its end.
    """
    kept = (each.whole for each in _chunks(picture) if each.kind not in _TELLING)
    return SIGNATURE + b"".join(kept)


def _chunks(picture: bytes) -> Iterator[_Chunk]:
    at = len(SIGNATURE)
    while at < len(picture):
        length = int.from_bytes(picture[at : at + 4], "big")
        whole = picture[at : at + 12 + length]
        kind, content, check = whole[4:8], whole[8:-4], whole[-4:]
        if len(whole) < 12 + length or check != zlib.crc32(kind + content).to_bytes(4, "big"):
            raise ValueError("a chunk is not whole")
        yield _Chunk(kind, content, whole)
        at += len(whole)
        if kind == b"IEND" and at != len(picture):
            raise ValueError("something stands after its end")


def _tells(chunk: _Chunk) -> bool:
    if chunk.kind == _EXIF:
        return _exif_tells(chunk.content)
    if chunk.kind not in _TELLING:
        return False
    return chunk.content.startswith(_PROFILES) or b"GPS" in _text_of(chunk)


def _exif_tells(directory: bytes) -> bool:
    import exifread

    try:
        tags = exifread.process_file(io.BytesIO(directory), details=False, extract_thumbnail=False)
    except Exception:  # its reader names no error of its own
        return True
    return not tags or any(name.startswith("GPS GPSL") for name in tags)


def _text_of(chunk: _Chunk) -> bytes:
    """What a chunk says. Raises: ValueError, for more than anybody reads; zlib.error."""
    if chunk.kind == _PLAIN:
        return chunk.content
    _, _, rest = chunk.content.partition(b"\x00")
    if chunk.kind == _PACKED:
        return _unpacked(rest[1:])
    is_packed, (_, _, after) = rest[:1] == b"\x01", rest[2:].partition(b"\x00")
    text = after.partition(b"\x00")[2]
    return _unpacked(text) if is_packed else text


def _unpacked(packed: bytes) -> bytes:
    reader = zlib.decompressobj()
    text = reader.decompress(packed, _MOST_UNPACKED)
    if reader.unconsumed_tail:
        raise ValueError("its text is longer than anybody reads")
    return text
