"""The question to a patient, as its page shows it: who asks, for what, and the answers to choose from.

Written for a reading age of 9 to 11. It tells a patient what is theirs: nothing of what anybody wrote.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.answer_consent import Asked
from chalicelib.domain.consent import Purpose, Scope
from chalicelib.presentation.consent_mail import WHAT_WE_ASK
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.typed import Choice, Typed

NO = "no"
"""The answer that allows nothing."""

ANSWERS: Mapping[str, str] = {
    Scope.EVERYTHING: marked("Yes, tell them everything about this complaint"),
    Scope.RESPONSE_ONLY: marked("Yes, but only your answer. Nothing from my health records"),
    Scope.NAMED_PARTS: marked("Yes, but only some things"),
    NO: marked("No, tell them nothing"),
}


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """Everything on the page, in one language. `shares`: are other organisations asked about?"""

    who: str
    asks: tuple[str, ...]
    until: str
    shares: bool
    answers: tuple[Choice, ...]
    share: tuple[Choice, ...]
    typed: Typed


def consent_page(asked: Asked, language: Language, typed: Typed) -> ConsentPage:
    """The page of one question."""
    _ = language.said
    return ConsentPage(
        who=asked.who,
        asks=tuple(_(words) for each, words in WHAT_WE_ASK.items() if each in asked.purposes),
        until=full_date(asked.until, language) if asked.until else "",
        shares=Purpose.SHARE_WITH_ORG in asked.purposes,
        answers=answers(language, typed.value("answer")),
        share=yes_or_no(language, typed.value("share")),
        typed=typed,
    )


def answers(language: Language, chosen: str) -> tuple[Choice, ...]:
    """How much may be told, as radio buttons."""
    return tuple(Choice(code, language.said(text), code == chosen) for code, text in ANSWERS.items())


def yes_or_no(language: Language, chosen: str) -> tuple[Choice, ...]:
    """Yes and no, as radio buttons."""
    words = {"yes": language.said("Yes"), NO: language.said("No")}
    return tuple(Choice(code, text, code == chosen) for code, text in words.items())
