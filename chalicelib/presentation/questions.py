"""The form as data: steps, each with its questions, in the order in which they are asked.

A question's `field` is its name in the form, in a draft and in `entry.intake`, which holds the rules.
One page asks one thing; where that takes several boxes, such as a name, they stand on one page.
"""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.presentation.asking import Question, Step
from chalicelib.presentation.form_paths import Answers
from chalicelib.presentation.questions_about_help import HELP_FIRST as HELP_FIRST
from chalicelib.presentation.questions_about_others import ABOUT_OTHERS
from chalicelib.presentation.questions_about_what import ABOUT_WHAT, WHAT_KIND
from chalicelib.presentation.questions_about_you import ABOUT_YOU

STEPS: tuple[Step, ...] = (HELP_FIRST, *WHAT_KIND, *ABOUT_OTHERS, *ABOUT_WHAT, *ABOUT_YOU)
"""The whole form. Its names are those that `entry.intake` reads."""

STORY = next(step for step in STEPS if step.urgent)
"""Where people say what happened, in their own words."""

CHECK = "check"
"""The step after the last: looking at the answers before they are sent."""

HELP = "get-help"
"""A page between two steps, for whoever said or wrote what cannot wait (S2-65)."""


def step_called(slug: str) -> Step | None:
    """The step of this name."""
    return next((step for step in STEPS if step.slug == slug), None)


def steps_for(answers: Answers) -> tuple[Step, ...]:
    """The steps that somebody who answered so is asked."""
    return tuple(step for step in STEPS if step.asked(answers))


def step_after(step: Step, answers: Answers) -> str:
    """The name of what comes next; the check page after the last step."""
    later = STEPS[STEPS.index(step) + 1 :]
    return next((each.slug for each in later if each.asked(answers)), CHECK)


def step_before(slug: str, answers: Answers) -> str:
    """The name of what came before; empty before the first step."""
    slugs = [*(step.slug for step in steps_for(answers)), CHECK]
    place = slugs.index(slug)
    return slugs[place - 1] if place else ""


def every_question() -> Iterator[Question]:
    """Every question, in order."""
    for step in STEPS:
        yield from step.questions
