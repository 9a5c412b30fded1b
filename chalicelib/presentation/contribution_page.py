"""The questions to a contributor, each with the box for its answer."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.answer_contribution import Asked
from chalicelib.domain.casework.own_contributions import answer_field
from chalicelib.presentation.typed import Typed


@dataclass(frozen=True, slots=True)
class AnswerBox:
    """One question, and what stands in its box."""

    name: str
    question: str
    value: str
    error: str


def answer_boxes(asked: Asked, typed: Typed | None) -> tuple[AnswerBox, ...]:
    """Every question in order: with what was just typed, or else with what was kept for later."""
    return tuple(
        _box(answer_field(number), question, asked, typed)
        for number, question in enumerate(asked.questions, 1)
    )


def _box(name: str, question: str, asked: Asked, typed: Typed | None) -> AnswerBox:
    value = typed.value(name) if typed else asked.typed.get(name, "")
    return AnswerBox(name, question, value, typed.errors.get(name, "") if typed else "")
