"""What a screen reader is told of a PDF, for tests."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Told:
    """The marker of PDF/UA, the language, the title, and the tagged texts in their reading order."""

    standard: str
    language: str
    title: str
    shows_title: bool
    tagged: bool
    parts: tuple[tuple[str, str], ...]
    pages: int
    page_text: str

    def texts(self, tag: str) -> list[str]:
        return [text for name, text in self.parts if name == tag]


def told_of(content: bytes) -> Told:
    """What the PDF says of itself."""
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    return Told(
        standard="PDF/UA-1" if "<pdfuaid:part>1</pdfuaid:part>" in xmp else "",
        language=str(root["/Lang"]),
        title=str((reader.metadata or {}).get("/Title", "")),
        shows_title=bool(root["/ViewerPreferences"].get("/DisplayDocTitle")),
        tagged=bool(root["/MarkInfo"]["/Marked"]),
        parts=tuple(_parts(reader, root["/StructTreeRoot"])),
        pages=len(reader.pages),
        page_text="\n".join(page.extract_text() for page in reader.pages),
    )


def _parts(reader: PdfReader, root: Any) -> list[tuple[str, str]]:
    marked = {page.indirect_reference.idnum: _marked(page) for page in reader.pages}  # type: ignore[union-attr]
    found: list[tuple[str, str]] = []
    _walk(root, marked, found, None)
    return found


def _walk(node: Any, marked: dict[int, dict[int, str]], found: list[Any], page: int | None) -> str:
    """The text below a node; every node that is a part of the text is noted with its tag."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, int):
        return marked[page].get(node, "") if page is not None else ""
    own = node.raw_get("/Pg").idnum if "/Pg" in node else page
    if node.get("/Type") == "/MCR":
        return marked[own].get(node["/MCID"], "") if own is not None else ""
    kids = node.get("/K", [])
    place = len(found)
    said = "".join(
        _walk(each, marked, found, own) for each in (kids if isinstance(kids, list) else [kids])
    )
    tag = str(node.get("/S", "")).lstrip("/")
    if tag in ("H1", "H2", "P", "LBody", "L"):
        found.insert(place, (tag, said.strip()))
    return said


def _marked(page: Any) -> dict[int, str]:
    """The text of each marked place of a page."""
    found: dict[int, str] = {}
    now: list[int | None] = []

    def before(operator: bytes, operands: Any, *_: Any) -> None:
        if operator in (b"BDC", b"BMC"):
            names = operands[1] if len(operands) > 1 and hasattr(operands[1], "get") else {}
            now.append(names.get("/MCID"))
        elif operator == b"EMC":
            now.pop()

    def text(said: str, *_: Any) -> None:
        place = next((each for each in reversed(now) if each is not None), None)
        if place is not None:
            found[int(place)] = found.get(int(place), "") + said

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return found
