"""Files to test with, made here: nothing of anybody's is in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def a_pdf(*pages: str, catalog: str = "", annotation: str = "") -> bytes:
    """A PDF with a line of text on each page. `catalog` and `annotation` are put in as they are."""
    pages = pages or ("Dear Mrs Example",)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    annots = f"/Annots [{annotation}]" if annotation else ""
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        contents = f"/Contents {5 + 2 * number} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R {resources} {contents} {annots} >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _numbered(objects)


def _numbered(objects: Sequence[str]) -> bytes:
    written, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    written += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    end = len(written) - len(f"xref\n0 {size}\n0000000000 65535 f \n{table}")
    return f"{written}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{end}\n%%EOF\n".encode(
        "latin-1"
    )


def a_locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def an_archive(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def a_word_document(*paragraphs: str, more: Mapping[str, bytes] | None = None) -> bytes:
    """A document of Word. Each word of a paragraph is a run of its own, as Word likes to have it."""
    runs = (
        "".join(f"<w:r><w:t xml:space='preserve'>{word} </w:t></w:r>" for word in each.split())
        for each in paragraphs or ("Dear Mrs Example",)
    )
    body = "".join(f"<w:p>{run}</w:p>" for run in runs)
    document = f"<?xml version='1.0'?><w:document {_W}><w:body>{body}</w:body></w:document>"
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()}
    return an_archive(parts | dict(more or {}))


def an_open_document(text: str = "Dear Mrs Example") -> bytes:
    """A document of an open word processor."""
    content = f"<office xmlns:text='urn:t'><text:p>{text}</text:p></office>"
    kind = b"application/vnd.oasis.opendocument.text"
    return an_archive({"mimetype": kind, "content.xml": content.encode()})


def a_jpeg(*, make: str = "", located: bool = False, xmp: bytes = b"") -> bytes:
    """A picture as a camera (`make`) or a scanner leaves it; `located` says where it was taken. `xmp`
    is what a program wrote into it.
    """
    exif = _exif(make, located) if make or located else b""
    told = b"http://ns.adobe.com/xap/1.0/\x00" + xmp
    words = b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told if xmp else b""
    return b"\xff\xd8" + exif + words + b"\xff\xdb\x00\x43\x00" + bytes(64) + b"\xff\xd9"


def _exif(make: str, located: bool) -> bytes:
    """The little of EXIF that is needed: a maker, and a place of latitude 51 degrees north."""
    maker = make.encode() + b"\x00"
    entries = [(0x010F, 2, len(maker), maker)] if make else []
    if located:
        entries.append((0x8825, 4, 1, b""))
    tiff = _directory(entries, start=8)
    payload = b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload


def _directory(entries: list[tuple[int, int, int, bytes]], *, start: int) -> bytes:
    after = start + 2 + 12 * len(entries) + 4
    written, beyond = struct.pack("<H", len(entries)), b""
    for tag, kind, length, value in entries:
        if tag == 0x8825:
            place = after + len(beyond)
            beyond += _place(place)
            written += struct.pack("<HHII", tag, kind, length, place)
        elif len(value) > 4:
            written += struct.pack("<HHII", tag, kind, length, after + len(beyond))
            beyond += value
        else:
            written += struct.pack("<HHI", tag, kind, length) + value.ljust(4, b"\x00")
    return written + b"\x00\x00\x00\x00" + beyond


def _place(start: int) -> bytes:
    values = start + 2 + 2 * 12 + 4
    return (
        struct.pack("<H", 2)
        + struct.pack("<HHI", 1, 2, 2) + b"N\x00\x00\x00"
        + struct.pack("<HHII", 2, 5, 3, values)
        + b"\x00\x00\x00\x00"
        + struct.pack("<6I", 51, 1, 30, 1, 0, 1)
    )  # fmt: skip


def an_xmp(told: str = "exif:GPSLatitude='51,30.1N' exif:GPSLongitude='0,7.2W'") -> bytes:
    """What programs write into pictures, with these properties."""
    rdf = f"<rdf:RDF xmlns:rdf='urn:rdf'><rdf:Description {told}/></rdf:RDF>"
    packet = f"<?xpacket begin='' id='W5M0'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>{rdf}</x:xmpmeta>"
    return f"{packet}<?xpacket end='w'?>".encode()


def exif_of_png() -> bytes:
    """What a PNG holds of EXIF: the same directories, without the word before them."""
    return _exif("Apple", located=True)[4 + len(b"Exif\x00\x00") :]


def a_png(*told: tuple[bytes, bytes]) -> bytes:
    """A picture of one dot, with these chunks before it."""
    head = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    chunks = (head, *told, (b"IDAT", zlib.compress(b"\0\0")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + check


def a_heic() -> bytes:
    """The beginning of a picture as some phones take it."""
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)
