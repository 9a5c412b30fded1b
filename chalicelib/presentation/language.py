"""The language of what people read. English is written in the code; other languages come as catalogues.

Text that stands in Python is `marked` where it is written and `said` by a language where it is shown: a
module is read once, its readers differ. Whoever makes words for the public is given the language:

    def receipt(about: Correspondent, language: Language) -> Letter:
        _ = language.said
        return Letter(subject=_("We have received your message"), …)

Templates say `_("…")` and `{% trans %}`, and are drawn in the language of their frame.
Source: issue 4, point 6; S2-29. How to add a text or a language: docs/decisions/0023.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

CATALOGUES = Path(__file__).resolve().parent.parent / "locales"
"""One folder for each language; the build compiles `candour.po` to `candour.mo` beside it."""


LANGUAGE_ASKED = "language"
"""What a link asks for a language by."""


@cache
def catalogue(code: str) -> NullTranslations:
    """The texts of a language, read once in a process. English needs none."""
    if code == "en":
        return NullTranslations()
    with (CATALOGUES / code / "candour.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


@dataclass(frozen=True, slots=True)
class Language:
    """One language that people can choose. `code` is that of BCP 47, `name` is in the language itself.

    `reviewed` is whether a person who speaks it has checked our texts; until then every page in it says
    so, and that the English text counts. `thousands` stands between the digits of a large number.
    """

    code: str
    name: str
    in_english: str
    direction: str = "ltr"
    reviewed: bool = False
    thousands: str = ","
    day_has_24_hours: bool = False
    texts: Callable[[str], NullTranslations] = catalogue

    def said(self, text: str) -> str:
        """The text in this language."""
        return self.texts(self.code).gettext(text) if text else ""

    def plural_said(self, one: str, many: str, count: int) -> str:
        """The text for so many."""
        return self.texts(self.code).ngettext(one, many, count)

    def number(self, number: int) -> str:
        """A whole number with its thousands apart.

        >>> POLISH.number(20_000) == "20\N{NO-BREAK SPACE}000", ENGLISH.number(20_000)
        (True, '20,000')
        """
        return f"{number:,}".replace(",", self.thousands)


ENGLISH = Language("en", "English", "English", reviewed=True)
WELSH = Language("cy", "Cymraeg", "Welsh")
POLISH = Language("pl", "Polski", "Polish", thousands="\N{NO-BREAK SPACE}", day_has_24_hours=True)

LANGUAGES: tuple[Language, ...] = (ENGLISH, WELSH, POLISH)
"""The languages that people can choose: those whose catalogue is complete."""


def language_called(code: str, languages: Iterable[Language] = LANGUAGES) -> Language:
    """The language of this code; English for one in which we have no texts.

    >>> language_called("pl", (ENGLISH, POLISH)).name, language_called("xx").name
    ('Polski', 'English')
    """
    return next((each for each in languages if each.code == code), ENGLISH)


def marked(text: str) -> str:
    """The text itself; a translator's tools find it by this name."""
    return text


def said(text: str) -> str:
    """The text in English, which is the language of staff."""
    return ENGLISH.said(text)
