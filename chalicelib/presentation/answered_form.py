"""What the check page of a form shows: every answer, before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.presentation.asking import Kind, Question, Questionnaire, Section, Step
from chalicelib.presentation.complaint_form import Sheet, anchor, options_of
from chalicelib.presentation.dates import short_date
from chalicelib.presentation.language import Language, marked

NOT_GIVEN = marked("Not given")


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
        anchor=anchor(question),
    )


def _shown(question: Question, sheet: Sheet, dates: Mapping[str, date | None]) -> str:
    typed = [sheet.answers.get(name, "") for name in question.names]
    if question.kind is Kind.DATE:
        day = dates.get(question.field)
        return short_date(day, sheet.language) if day else " ".join(part for part in typed if part)
    if question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return typed[0]
    titles = {option.code: option.title for option in options_of(question, sheet)}
    return "\n".join(titles.get(code, code) for code in typed[0].split(",") if code)
