"""The words of the survey, the same in the mail, on paper and on the pages."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.surveys.questions import Degree, Overall, Question
from chalicelib.presentation.language import marked

HOW_WELL = marked("How well did we handle your complaint?")
APART = marked(
    "We keep your answer apart from your complaint. Nobody can see that it came from you, and it "
    "changes nothing about your care."
)

OVERALL: Mapping[Overall, str] = {
    Overall.VERY_WELL: marked("Very well"),
    Overall.WELL: marked("Well"),
    Overall.NEITHER: marked("Neither well nor badly"),
    Overall.BADLY: marked("Badly"),
    Overall.VERY_BADLY: marked("Very badly"),
}

QUESTIONS: Mapping[Question, str] = {
    Question.EASY_TO_TELL: marked("Was it easy to tell us what went wrong?"),
    Question.KEPT_UP_TO_DATE: marked("Did we keep you up to date?"),
    Question.LISTENED: marked("Did you feel that we listened to you?"),
    Question.CLEAR_ANSWER: marked("Was our answer easy to understand?"),
    Question.WOULD_SPEAK_AGAIN: marked("Would you tell us again if something went wrong?"),
}

DEGREES: Mapping[Degree, str] = {
    Degree.YES: marked("Yes"),
    Degree.PARTLY: marked("Partly"),
    Degree.NO: marked("No"),
}

FAULTS = (marked("Choose how well we handled it"), marked("Use 500 characters or fewer"))
"""What the rules say where an answer cannot be read, so that it can be said in every language."""

COMMENT = marked("What could we do better?")
NO_NAMES = marked("Do not write names or anything about your health.")
"""Beside the box for their own words."""
