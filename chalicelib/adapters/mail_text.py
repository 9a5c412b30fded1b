"""Plain text from what a mail holds: nothing invisible, nothing that acts."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Characters that turn the direction of a line, with which a name can be made to read as another."""
_UNSEEN = ("script", "style", "head", "title", "template")
_BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "blockquote", "table", "ul", "ol", "hr"}
)
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

    >>> text_of_html("<style>p{}</style><p>Dear <b>all</b></p><script>x()</script><p>Hello</p>")
    'Dear all\\nHello'
    """
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except Exception:  # what was read up to there is shown
        return reader.text
    return reader.text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0

    @property
    def text(self) -> str:
        """What was read so far."""
        return re.sub(r"\n{2,}", "\n", "".join(self._pieces)).strip()

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        if tag in _BLOCKS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(" ".join(data.split("\n")))
