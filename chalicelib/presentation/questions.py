"""The complaint form as data: steps, each with its questions, in the order in which they are asked.

A question's `field` is its name in the form, in a draft and in `entry.intake`, which holds the rules.
One page asks one thing; where that takes several boxes, such as a name, they stand on one page.
"""

from __future__ import annotations

from chalicelib.presentation.asking import Questionnaire, Step
from chalicelib.presentation.questions_about_help import HELP_FIRST
from chalicelib.presentation.questions_about_others import ABOUT_OTHERS
from chalicelib.presentation.questions_about_what import ABOUT_WHAT, WHAT_KIND
from chalicelib.presentation.questions_about_you import ABOUT_YOU

STEPS: tuple[Step, ...] = (HELP_FIRST, *WHAT_KIND, *ABOUT_OTHERS, *ABOUT_WHAT, *ABOUT_YOU)
"""The whole form. Its names are those that `entry.intake` reads."""

COMPLAINT_FORM = Questionnaire(STEPS)

STORY = next(step for step in STEPS if step.urgent)
"""Where people say what happened, in their own words."""

HELP = "get-help"
"""A page between two steps, for whoever said or wrote what cannot wait (S2-65)."""
