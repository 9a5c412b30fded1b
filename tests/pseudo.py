"""A language that nobody speaks: every text that was translated stands in brackets and is read from
right to left, so that one that was forgotten stands out.
"""

from __future__ import annotations

from gettext import NullTranslations

from chalicelib.presentation.language import Language


class _InBrackets(NullTranslations):
    """Says every text as itself, in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


PSEUDO = Language(
    "en-XB", "Pseudo", "Pseudo", direction="rtl", reviewed=True, texts=lambda code: _InBrackets()
)
