"""What comes before everything else: whether somebody needs help now (S2-65)."""

from __future__ import annotations

from chalicelib.presentation.asking import Kind, Option, Question, Section, Step
from chalicelib.presentation.language import marked

YES, NO = "yes", "no"

HELP_FIRST = Step(
    slug="help-first",
    section=Section.HELP,
    questions=(
        Question(
            field="urgent_need",
            kind=Kind.CHOICE,
            label=marked("Does anyone need medical help now?"),
            called=marked("Medical help now"),
            hint=marked(
                "You or the person it is about. For example, chest pain, trouble breathing, heavy "
                "bleeding, or thoughts of ending a life."
            ),
            options=(
                Option(NO, marked("No")),
                Option(YES, marked("Yes"), marked("We show you what to do now.")),
            ),
        ),
    ),
)
"""Source: S2-65: the first question, answered with what to do before anything else is asked."""
