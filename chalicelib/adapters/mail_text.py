"""Plain text from what a mail holds: nothing invisible, nothing that acts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from string import ascii_lowercase, ascii_uppercase

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that turn the direction of a line, with which a name can be made to read as another."""
_UNSEEN = ("script", "style", "head", "title", "template")
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol", "hr"}
)
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_NAME = re.compile(r"</?([a-z][a-z0-9]{0,20})")
LONGEST_LINE = 1_000


def one_line(text: str) -> str:
    """A text as one line without control characters, of at most 1,000 characters.

    >>> one_line(" Re:\\tyour\\r\\n letter\\x00 ")
    'Re: your letter'
    """
    visible = _DIRECTIONS.sub("", _printable(text))
    return " ".join(visible.split())[:LONGEST_LINE]


def plain_text(text: str) -> str:
    """A text with its lines, without control characters, and with no more than one empty line in a row.

    >>> plain_text("Dear all\\r\\n\\r\\n\\r\\n\\r\\nHello\\x00 \\n")
    'Dear all\\n\\nHello'
    """
    lines = (line.rstrip() for line in _printable(text.replace("\r\n", "\n")).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _printable(text: str) -> str:
    """Without what cannot be seen or stored: control characters, and halves of a character."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def text_of_html(html: str) -> str:
    """What a person would read of an HTML mail. Nothing in it is followed or fetched.

    A scanner of our own, because it goes through the text once: the standard library's parser takes
    minutes over a hundred kilobytes of tags that never end.

    >>> text_of_html("<style>p{}</style><p>Dear <b>all</b></p><script>x()</script><p>Hel&amp;lo</p>")
    'Dear all\\nHel&lo'
    """
    text = unescape("".join(_pieces(html)))
    return re.sub(r"[ \t]*\n\s*", "\n", text).strip()


def _pieces(html: str) -> Iterator[str]:
    """The text between the tags; a new line for a tag that begins one."""
    # Letters outside ASCII may grow when they are lowered, and every place would be wrong.
    lower, at = html.translate(_LOWER), 0
    while (opens := html.find("<", at)) >= 0:
        yield html[at:opens].replace("\n", " ")
        end = _end_of(lower, opens)
        if end < 0:
            return
        if _name_of(lower, opens) in _BLOCKS:
            yield "\n"
        at = end
    yield html[at:].replace("\n", " ")


def _end_of(lower: str, opens: int) -> int:
    """Where what begins here ends: a comment, an unseen element, a tag; -1 if it never does."""
    if lower.startswith("<!--", opens):
        return _after(lower, "-->", opens)
    name = _name_of(lower, opens)
    if name in _UNSEEN and not lower.startswith("</", opens):
        opens = lower.find(f"</{name}", opens)
    return _after(lower, ">", opens) if opens >= 0 else -1


def _after(lower: str, closes: str, start: int) -> int:
    found = lower.find(closes, start)
    return found + len(closes) if found >= 0 else -1


def _name_of(lower: str, opens: int) -> str:
    name = _NAME.match(lower, opens)
    return name[1] if name else ""
