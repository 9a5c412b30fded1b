"""What staff are asked when the regulator wants a summary (SI 2014/2936 regulation 16(3))."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.policy import Action
from chalicelib.domain.regulator import unanswered
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import WHEN, from_case, text

RECEIVE_REGULATOR_QUESTION = Form(
    action=Action.RECEIVE_REGULATOR_QUESTION,
    name="regulator-question",
    title="The regulator asks for a summary",
    why="It is owed within 28 days, which begin on the day after the request.",
    button="Record the request",
    done="The request is recorded, and its 28 days run",
    fields=(text("text", "What does the regulator ask for?", "Say what it asks for"), *WHEN),
)


def _requests(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return ((number, f"Request {number}") for number in unanswered(opened.file.events))


GIVE_REGULATOR_SUMMARY = Form(
    action=Action.GIVE_REGULATOR_SUMMARY,
    name="regulator-summary",
    title="The regulator has its summary",
    why="The complaint, the response, and every letter since.",
    button="It has the summary",
    done="The summary is recorded",
    fields=(
        Field(
            Kind.LIST,
            "request",
            "Which request?",
            missing="Choose the request",
            choices=from_case(_requests),
        ),
        text("text", "What was sent, and how?", "Say what was sent, and how"),
        *WHEN,
    ),
)
