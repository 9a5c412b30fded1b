"""Filling in a form of several pages: what each page sends, and which page comes first."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.domain.errors import Fault
from chalicelib.domain.work_addresses import is_at_work
from chalicelib.entry.reading_requests import Form
from chalicelib.presentation.asking import Kind, Questionnaire, Step
from chalicelib.presentation.form_paths import AT_WORK, Answers


def typed(step: Step, form: Form, employers: Iterable[str]) -> dict[str, str]:
    """Every input of the step; what was not sent is empty text, so that the step counts as answered.

    Of an email address it is kept whether one of these `employers` gave it (S0-18).
    """
    many = {question.field for question in step.questions if question.kind is Kind.CHOICES}
    told = {name: ",".join(form.all(name)) if name in many else form[name] for name in step.names}
    if "email" in told:
        told[AT_WORK] = "yes" if is_at_work(told["email"], employers) else ""
    return told


def first_unanswered(form: Questionnaire, answers: Answers, faults: Iterable[Fault]) -> Step | None:
    """The first step that was not answered yet, or not rightly; None if all are."""
    wrong = {fault.field for fault in faults}
    asked = form.asked(answers)
    return next((step for step in asked if _is_unanswered(step, answers, wrong)), None)


def _is_unanswered(step: Step, answers: Answers, wrong: set[str]) -> bool:
    return not answers.keys() >= set(step.names) or not step.fields.isdisjoint(wrong)
