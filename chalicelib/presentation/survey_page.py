"""The pages that a survey's link opens, as the design system's components take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.surveys.questions import LONGEST_COMMENT
from chalicelib.presentation.language import Language
from chalicelib.presentation.survey_words import COMMENT, DEGREES, NO_NAMES, OVERALL, QUESTIONS

Settings = dict[str, Any]


def overall_question(title: str, chosen: str, fault: str, language: Language) -> Settings:
    """The first question, with the answer that was clicked in the mail."""
    _ = language.said
    return {
        "name": "overall",
        "idPrefix": "overall",
        "value": chosen,
        "fieldset": {
            "legend": {"text": title, "size": "l", "isPageHeading": True},
        },
        "errorMessage": _fault(fault, language),
        "items": [{"value": code, "text": _(words)} for code, words in OVERALL.items()],
    }


def other_questions(typed: Mapping[str, str], language: Language) -> list[Settings]:
    """The questions that may be answered besides."""
    _ = language.said
    return [
        {
            "name": question,
            "idPrefix": question,
            "value": typed.get(question, ""),
            "classes": "nhsuk-radios--inline",
            "fieldset": {"legend": {"text": _(words), "size": "s"}},
            "items": [{"value": code, "text": _(degree)} for code, degree in DEGREES.items()],
        }
        for question, words in QUESTIONS.items()
    ]


def comment_question(typed: str, fault: str, language: Language) -> Settings:
    """The box for words of their own."""
    _ = language.said
    return {
        "id": "comment",
        "name": "comment",
        "label": {"text": _(COMMENT), "size": "s"},
        "hint": {"text": _(NO_NAMES)},
        "rows": 4,
        "maxlength": LONGEST_COMMENT,
        "value": typed,
        "attributes": {"dir": "auto"},
        "errorMessage": _fault(fault, language),
    }


def _fault(fault: str, language: Language) -> Settings | bool:
    if not fault:
        return False
    return {"text": language.said(fault), "visuallyHiddenText": language.said("Error")}


def faults_of(field: str, fault: str, language: Language) -> list[dict[str, str]]:
    """The fault at the top of the page, as a link to its field."""
    return [{"text": language.said(fault), "href": f"#{field}"}] if fault else []
