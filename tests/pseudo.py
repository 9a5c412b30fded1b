"""A language that nobody speaks: every text that was translated stands in brackets and is read from
right to left, so that one that was forgotten stands out.
"""

from __future__ import annotations

import re
from gettext import NullTranslations
from html.parser import HTMLParser

from chalicelib.presentation.language import LANGUAGES, Language
from tests.builders import PRACTICE, TERMS, a_party
from tests.visitor import ANSWERS

NO_WORDS = re.compile(r"\b[0-9A-F]{4}-[0-9A-F]{4}\b|https?://\S+")
READ_ALOUD = ("aria-label", "alt", "title", "placeholder")


class _InBrackets(NullTranslations):
    """Says every text as itself, in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


PSEUDO = Language(
    "en-XB", "Pseudo", "Pseudo", direction="rtl", reviewed=True, texts=lambda code: _InBrackets()
)


class _Texts(HTMLParser):
    """Every text of a page that is seen or read aloud and stands in no brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._unread = 0
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in ("script", "style", "textarea")
        for name, value in attrs:
            if name in READ_ALOUD:
                self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in ("script", "style", "textarea")

    def handle_data(self, data: str) -> None:
        if self._unread:
            return
        outside = ""
        for letter in data:
            self._depth += letter == "⟦"
            outside += letter if not self._depth else ""
            self._depth -= letter == "⟧"
        self.texts.append(outside)


def left_in_english(html: str, *own: str) -> list[str]:
    """The texts of a page that stand in no brackets and are nobody's own."""
    parser = _Texts()
    parser.feed(html)
    return [text for text in parser.texts if re.search(r"[A-Za-z]{2}", _without_own(text, own))]


def _without_own(text: str, more: tuple[str, ...]) -> str:
    """A text without names, numbers and what the person typed."""
    typed = [str(each) for answers in ANSWERS.values() for each in answers.values() if str(each)]
    contacts = [value for each in TERMS.pack.contacts.values() for value in (each.name, each.url)]
    own = {
        *(PRACTICE.name, PRACTICE.email, PRACTICE.address, *contacts, *typed),
        *("WLP/100001", "WLP/123456", PSEUDO.name, a_party().full_name, "Somebody"),
        *(each.name for each in LANGUAGES),
        *more,
    }
    text = NO_WORDS.sub("", text)
    for each in sorted(own, key=len, reverse=True):
        text = text.replace(each, "")
    return text
