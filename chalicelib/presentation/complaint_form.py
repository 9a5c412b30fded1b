"""What a page of the complaint form shows: its questions, each with its answer and its fault. Keys in
`settings` are those of the design system's macros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.errors import Fault
from chalicelib.domain.policy import Subject
from chalicelib.presentation.asking import Kind, Option, Question, Step
from chalicelib.presentation.form_paths import Answers
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.questions_about_what import WHAT_KIND

_DATE_PARTS = (
    ("day", marked("Day"), "2"),
    ("month", marked("Month"), "5"),
    ("year", marked("Year"), "4"),
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question ready for its template: `settings` are what the macro of its kind is given."""

    kind: Kind
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a question is drawn from besides itself: the answers so far, the pack's subjects, and the
    language of whoever reads it.
    """

    answers: Answers
    subjects: Sequence[Subject]
    language: Language


def drawn(step: Step, sheet: Sheet, faults: Sequence[Fault]) -> tuple[Drawn, ...]:
    """The step's questions with what was answered so far, and the faults beside them."""
    wrong = {fault.field: fault.message for fault in faults}
    return tuple(
        Drawn(
            question.kind,
            _headed(_SETTINGS[question.kind](question, sheet), step)
            | _fault(wrong.get(question.field, ""), sheet.language),
        )
        for question in step.questions
    )


def _headed(settings: dict[str, Any], step: Step) -> dict[str, Any]:
    """The only question of a page is its heading, which whoever hears the page is told as one."""
    if step.title:
        return settings
    label = settings["fieldset"]["legend"] if "fieldset" in settings else settings["label"]
    label |= {"size": "l", "isPageHeading": True}
    return settings


def _fault(message: str, language: Language) -> dict[str, Any]:
    if not message:
        return {}
    return {"errorMessage": {"text": message, "visuallyHiddenText": language.said("Error")}}


def kinds_of_contact(language: Language) -> tuple[Option, ...]:
    """What people can send us, and what happens then (S2-1)."""
    (question,) = WHAT_KIND[0].questions
    return options_of(question, Sheet({}, (), language))


def summary(step: Step, faults: Sequence[Fault]) -> list[dict[str, str]]:
    """The faults as links to their fields, in the order of the page."""
    order = [question.field for question in step.questions]
    known = [fault for fault in faults if fault.field in order]
    return [
        {"text": fault.message, "href": f"#{anchor(step.questions[order.index(fault.field)])}"}
        for fault in sorted(known, key=lambda fault: order.index(fault.field))
    ]


def anchor(question: Question) -> str:
    """The id of the first input: where a fault or a Change link leads."""
    return question.names[0]


def options_of(question: Question, sheet: Sheet) -> tuple[Option, ...]:
    """What can be chosen, in the reader's language; of a question that names nothing, the subjects."""
    _ = sheet.language.said
    if question.options:
        return tuple(
            Option(option.code, _(option.title), _(option.hint)) for option in question.options
        )
    return tuple(Option(subject.code, _(subject.title)) for subject in sheet.subjects)


def _line(question: Question, sheet: Sheet) -> dict[str, Any]:
    settings = _text(question, sheet)
    if question.keyboard:
        settings |= {"type": question.keyboard, "inputmode": question.keyboard, "spellcheck": False}
    if question.width:
        settings["width"] = question.width
    return settings


def _lines(question: Question, sheet: Sheet) -> dict[str, Any]:
    return _text(question, sheet) | {"rows": question.rows}


def _story(question: Question, sheet: Sheet) -> dict[str, Any]:
    return (
        _lines(question, sheet)
        | {
            "maxlength": question.limit,
            "threshold": 75,
            "textareaDescriptionText": sheet.language.said(
                "You can write up to {limit} characters"
            ).format(limit=sheet.language.number(question.limit)),
        }
        | _counted(sheet.language)
    )


_PLURALS = ("zero", "one", "two", "few", "many", "other")


def _counted(language: Language) -> dict[str, Any]:
    """What the counter of a long answer says as somebody types; one text for every plural form."""
    left = language.said("Characters left: %{count}")
    over = language.said("Characters too many: %{count}")
    return {
        "charactersUnderLimitText": dict.fromkeys(_PLURALS, left),
        "charactersAtLimitText": left.replace("%{count}", "0"),
        "charactersOverLimitText": dict.fromkeys(_PLURALS, over),
    }


def _text(question: Question, sheet: Sheet) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "id": question.field,
        "name": question.field,
        "label": {"text": sheet.language.said(question.label), "size": "s"},
        "value": sheet.answers.get(question.field, ""),
        # The direction follows the script of what is typed.
        "attributes": {"dir": "auto"},
    }
    if question.purpose:
        settings["autocomplete"] = question.purpose
    return settings | _hint(question, sheet)


def _hint(question: Question, sheet: Sheet) -> dict[str, Any]:
    return {"hint": {"text": sheet.language.said(question.hint)}} if question.hint else {}


def _choice(question: Question, sheet: Sheet) -> dict[str, Any]:
    chosen = sheet.answers.get(question.field, "").split(",")
    return {
        "name": question.field,
        "idPrefix": question.field,
        "fieldset": {"legend": {"text": sheet.language.said(question.label), "size": "s"}},
        "items": [
            {
                "value": option.code,
                "text": option.title,
                "checked": option.code in chosen,
                **({"hint": {"text": option.hint}} if option.hint else {}),
            }
            for option in options_of(question, sheet)
        ],
    } | _hint(question, sheet)


def _date(question: Question, sheet: Sheet) -> dict[str, Any]:
    return {
        "id": question.field,
        "fieldset": {"legend": {"text": sheet.language.said(question.label), "size": "s"}},
        "items": [
            _date_part(question, sheet, part, label, width) for part, label, width in _DATE_PARTS
        ],
    } | _hint(question, sheet)


def _date_part(question: Question, sheet: Sheet, part: str, label: str, width: str) -> dict[str, Any]:
    name = f"{question.field}-{part}"
    item: dict[str, Any] = {
        "id": name,
        "name": name,
        "label": sheet.language.said(label),
        "value": sheet.answers.get(name, ""),
        "width": width,
    }
    # People may write a month as a word, for which a number pad has no letters.
    item["inputmode"] = "text" if part == "month" else "numeric"
    return item | ({"autocomplete": f"{question.purpose}-{part}"} if question.purpose else {})


_SETTINGS = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choice,
    Kind.DATE: _date,
    Kind.LINE: _line,
    Kind.LINES: _lines,
    Kind.STORY: _story,
}
