"""The language of what people read. English is written in the code; other languages come as catalogues.

Text that stands in Python is `marked` where it is written and `said` where it is shown: a module is
read once, its readers differ.
"""

from __future__ import annotations

from gettext import NullTranslations

_ENGLISH = NullTranslations()


def marked(text: str) -> str:
    """The text itself; a translator's tools find it by this name."""
    return text


def said(text: str) -> str:
    """The text in the reader's language."""
    return _ENGLISH.gettext(text)


def plural_said(one: str, many: str, count: int) -> str:
    """The text for so many, in the reader's language."""
    return _ENGLISH.ngettext(one, many, count)
