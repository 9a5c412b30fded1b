"""What the pages of the complaint form show: a question with its answer and its fault, the list of
answers to check. Keys in `settings` are those of the design system's macros.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.errors import Fault
from chalicelib.domain.policy import Subject
from chalicelib.presentation.asking import Kind, Option, Question, Questionnaire, Section, Step
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.form_paths import Answers
from chalicelib.presentation.language import Language, marked
from chalicelib.presentation.questions import STEPS

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
class AnsweredPart:
    """A part of the check page."""

    title: str
    rows: tuple[Answered, ...]


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
    (question,) = STEPS[0].questions
    return _options(question, Sheet({}, (), language))


def summary(step: Step, faults: Sequence[Fault]) -> list[dict[str, str]]:
    """The faults as links to their fields, in the order of the page."""
    order = [question.field for question in step.questions]
    known = [fault for fault in faults if fault.field in order]
    return [
        {"text": fault.message, "href": f"#{_anchor(step.questions[order.index(fault.field)])}"}
        for fault in sorted(known, key=lambda fault: order.index(fault.field))
    ]


def answered(
    form: Questionnaire, sheet: Sheet, dates: Mapping[str, date | None]
) -> tuple[AnsweredPart, ...]:
    """Everything that was answered, to be checked before it is sent.

    `dates` are the whole dates as they were understood, by field: two digits of a year can be misread.
    """
    steps = form.asked(sheet.answers)
    sections = dict.fromkeys(step.section for step in steps)
    return tuple(
        AnsweredPart(sheet.language.said(section), tuple(_rows(section, steps, sheet, dates)))
        for section in sections
    )


def _rows(
    section: Section, steps: Sequence[Step], sheet: Sheet, dates: Mapping[str, date | None]
) -> Iterator[Answered]:
    for step in steps:
        for question in step.questions if step.section is section else ():
            yield _row(step, question, _shown(question, sheet, dates), sheet.language)


def _row(step: Step, question: Question, text: str, language: Language) -> Answered:
    return Answered(
        called=language.said(question.called),
        text=text if text.strip() else language.said(NOT_GIVEN),
        given=bool(text.strip()),
        step=step.slug,
        anchor=_anchor(question),
    )


def _shown(question: Question, sheet: Sheet, dates: Mapping[str, date | None]) -> str:
    typed = [sheet.answers.get(name, "") for name in question.names]
    if question.kind is Kind.DATE:
        day = dates.get(question.field)
        return short_date(day, sheet.language) if day else " ".join(part for part in typed if part)
    if question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return typed[0]
    titles = {option.code: option.title for option in _options(question, sheet)}
    return "\n".join(titles.get(code, code) for code in typed[0].split(",") if code)


def _anchor(question: Question) -> str:
    """The id of the first input: where a fault or a Change link leads."""
    return question.names[0]


def _options(question: Question, sheet: Sheet) -> tuple[Option, ...]:
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
            for option in _options(question, sheet)
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
