"""The question to a patient, as its page shows it: who asks, for what, and the answers to choose from.

Written for a reading age of 9 to 11. It tells a patient what is theirs: nothing of what anybody wrote.
"""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.answer_consent import Asked
from chalicelib.domain.consent import Purpose
from chalicelib.presentation.consent_words import ANSWERS, NO, NO_IS_FINE, what_we_ask
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import Language
from chalicelib.presentation.typed import Choice, Typed


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """Everything on the page, in one language. `shares`: are other organisations asked about?"""

    who: str
    asks: tuple[str, ...]
    no_is_fine: str
    until: str
    shares: bool
    answers: tuple[Choice, ...]
    share: tuple[Choice, ...]
    typed: Typed


def consent_page(asked: Asked, language: Language, typed: Typed) -> ConsentPage:
    """The page of one question."""
    return ConsentPage(
        who=asked.who,
        asks=what_we_ask(asked.purposes, language),
        no_is_fine=language.said(NO_IS_FINE),
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
