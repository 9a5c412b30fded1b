"""What the pages of the complaint form show: a question with its answer and its fault, the list of
answers to check. Keys in `settings` are those of the design system's macros.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.errors import Fault
from chalicelib.domain.policy import Subject
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.language import marked
from chalicelib.presentation.language import said as _
from chalicelib.presentation.questions import STEPS, Kind, Option, Question, Step

Answers = Mapping[str, str]

_DATE_PARTS = (
    ("day", marked("Day"), "2"),
    ("month", marked("Month"), "5"),
    ("year", marked("Year"), "4"),
)
NOT_GIVEN = marked("Not given")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question ready for its template: `settings` are what the macro of its kind is given."""

    kind: Kind
    heading: str
    settings: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of the check page. `text` is in the person's own words, or a choice's title."""

    called: str
    text: str
    given: bool
    step: str
    anchor: str


@dataclass(frozen=True, slots=True)
class AnsweredStep:
    """A section of the check page."""

    title: str
    rows: tuple[Answered, ...]


def drawn(
    step: Step, answers: Answers, faults: Sequence[Fault], subjects: Sequence[Subject]
) -> tuple[Drawn, ...]:
    """The step's questions with what was answered so far, and the faults beside them."""
    wrong = {fault.field: fault.message for fault in faults}
    return tuple(
        Drawn(
            question.kind,
            _(question.heading) if question.heading else "",
            _SETTINGS[question.kind](question, answers, subjects)
            | ({"errorMessage": {"text": wrong[question.field]}} if question.field in wrong else {}),
        )
        for question in step.questions
    )


def summary(step: Step, faults: Sequence[Fault]) -> list[dict[str, str]]:
    """The faults as links to their fields, in the order of the page."""
    order = [question.field for question in step.questions]
    known = [fault for fault in faults if fault.field in order]
    return [
        {"text": fault.message, "href": f"#{_anchor(step.questions[order.index(fault.field)])}"}
        for fault in sorted(known, key=lambda fault: order.index(fault.field))
    ]


def answered(
    answers: Answers, dates: Mapping[str, date | None], subjects: Sequence[Subject]
) -> tuple[AnsweredStep, ...]:
    """Everything that was answered, to be checked before it is sent.

    `dates` are the whole dates as they were understood, by field: two digits of a year can be misread.
    """
    return tuple(
        AnsweredStep(
            _(step.title),
            tuple(
                _row(step, question, _shown(question, answers, dates, subjects))
                for question in step.questions
            ),
        )
        for step in STEPS
    )


def _row(step: Step, question: Question, text: str) -> Answered:
    return Answered(
        called=_(question.called),
        text=text if text.strip() else _(NOT_GIVEN),
        given=bool(text.strip()),
        step=step.slug,
        anchor=_anchor(question),
    )


def _shown(
    question: Question,
    answers: Answers,
    dates: Mapping[str, date | None],
    subjects: Sequence[Subject],
) -> str:
    typed = [answers.get(name, "") for name in question.names]
    if question.kind is Kind.DATE:
        day = dates.get(question.field)
        return short_date(day) if day else " ".join(part for part in typed if part)
    if question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return typed[0]
    titles = {option.code: option.title for option in _options(question, subjects)}
    return "\n".join(titles.get(code, code) for code in typed[0].split(",") if code)


def _anchor(question: Question) -> str:
    """The id of the first input: where a fault or a Change link leads."""
    return question.names[0]


def _options(question: Question, subjects: Sequence[Subject]) -> tuple[Option, ...]:
    if question.options:
        return tuple(Option(option.code, _(option.title)) for option in question.options)
    return tuple(Option(subject.code, subject.title) for subject in subjects)


def _line(question: Question, answers: Answers, _subjects: Sequence[Subject]) -> dict[str, Any]:
    settings = _text(question, answers)
    if question.keyboard:
        settings |= {"type": question.keyboard, "inputmode": question.keyboard, "spellcheck": False}
    if question.width:
        settings["width"] = question.width
    return settings


def _lines(question: Question, answers: Answers, _subjects: Sequence[Subject]) -> dict[str, Any]:
    return _text(question, answers) | {"rows": question.rows}


def _story(question: Question, answers: Answers, subjects: Sequence[Subject]) -> dict[str, Any]:
    return _lines(question, answers, subjects) | {
        "maxlength": question.limit,
        "threshold": 75,
        "textareaDescriptionText": _("You can write up to {limit} characters").format(
            limit=f"{question.limit:,}"
        ),
    }


def _text(question: Question, answers: Answers) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "id": question.field,
        "name": question.field,
        "label": {"text": _(question.label), "size": "s"},
        "value": answers.get(question.field, ""),
        # The direction follows the script of what is typed.
        "attributes": {"dir": "auto"},
    }
    if question.purpose:
        settings["autocomplete"] = question.purpose
    return settings | _hint(question)


def _hint(question: Question) -> dict[str, Any]:
    return {"hint": {"text": _(question.hint)}} if question.hint else {}


def _choice(question: Question, answers: Answers, subjects: Sequence[Subject]) -> dict[str, Any]:
    chosen = answers.get(question.field, "").split(",")
    return {
        "name": question.field,
        "idPrefix": question.field,
        "fieldset": {"legend": {"text": _(question.label), "size": "s"}},
        "items": [
            {"value": option.code, "text": option.title, "checked": option.code in chosen}
            for option in _options(question, subjects)
        ],
    } | _hint(question)


def _date(question: Question, answers: Answers, _subjects: Sequence[Subject]) -> dict[str, Any]:
    return {
        "id": question.field,
        "fieldset": {"legend": {"text": _(question.label), "size": "s"}},
        "items": [
            _date_part(question, answers, part, label, width) for part, label, width in _DATE_PARTS
        ],
    } | _hint(question)


def _date_part(
    question: Question, answers: Answers, part: str, label: str, width: str
) -> dict[str, Any]:
    name = f"{question.field}-{part}"
    item: dict[str, Any] = {
        "id": name,
        "name": name,
        "label": _(label),
        "value": answers.get(name, ""),
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
