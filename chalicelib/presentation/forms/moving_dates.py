"""What staff are asked when a date is moved that has no way of its own (domain.md 4.7)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework.moving_dates import movable
from chalicelib.domain.policy import Action
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import day, from_case, text, yes_no


def _dates(opened: OpenFile) -> Iterable[tuple[str, str]]:
    for clock in movable(opened.clocks, opened.terms.pack):
        yield clock.code, f"{clock.rule.title}: {full_date(clock.due)}"


MOVE_DATE = Form(
    action=Action.MOVE_DATE,
    name="date-move",
    title="Move another date",
    why="The first date stays in the working. Once it has passed, a new one is kept as late and "
    "changes nothing.",
    button="Move the date",
    done="The new date is recorded",
    fields=(
        Field(
            Kind.LIST,
            "clock",
            "Which date?",
            missing="Choose the date",
            choices=from_case(_dates),
        ),
        day("due", "New date", "Enter the new date"),
        text("text", "Why?", "Give the reason"),
        yes_no("agreed", "Did the other side agree?"),
    ),
)
