"""What we ask: how we handled it, never whether the person was right. One question is answered with a
click in the mail; all others are by choice. Source: S0-25; peers.md 3.D 22.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from chalicelib.domain.errors import Fault, Invalid

LONGEST_COMMENT = 500
"""Characters. Long enough for an idea, too short for another account of the case."""


class Overall(StrEnum):
    """How well we handled it."""

    VERY_WELL = "very_well"
    WELL = "well"
    NEITHER = "neither"
    BADLY = "badly"
    VERY_BADLY = "very_badly"


class Question(StrEnum):
    """What may be answered besides."""

    EASY_TO_TELL = "easy_to_tell"
    KEPT_UP_TO_DATE = "kept_up_to_date"
    LISTENED = "listened"
    CLEAR_ANSWER = "clear_answer"
    WOULD_SPEAK_AGAIN = "would_speak_again"


class Degree(StrEnum):
    """How far it was so."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one person answered, whoever they are: it names no case and no day, only the month.

    `id` is random and belongs to the page on which it was given. `month` is as 2027-05.
    """

    id: str
    month: str
    overall: Overall
    others: Mapping[Question, Degree] = field(default_factory=dict)
    comment: str = ""


_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


def is_answer_id(text: str) -> bool:
    """Whether this can be the id of an answer."""
    return bool(_ID.fullmatch(text))


def month_of(day: date) -> str:
    """The month as answers are kept by.

    >>> month_of(date(2027, 5, 18))
    '2027-05'
    """
    return f"{day:%Y-%m}"


def read_overall(text: str) -> Overall:
    """The answer to the first question. Raises: Invalid."""
    if text not in set(Overall):
        raise Invalid([Fault("overall", "Choose how well we handled it")])
    return Overall(text)


def read_others(typed: Mapping[str, str]) -> dict[Question, Degree]:
    """The other answers that were given; what was left out, or is none of ours, is no answer."""
    given = {question: typed.get(question, "") for question in Question}
    return {question: Degree(text) for question, text in given.items() if text in set(Degree)}


def read_comment(text: str) -> str:
    """The words as typed. Raises: Invalid, for too many."""
    said = text.strip().replace("\r\n", "\n")
    if len(said) > LONGEST_COMMENT:
        raise Invalid([Fault("comment", f"Use {LONGEST_COMMENT} characters or fewer")])
    return said
