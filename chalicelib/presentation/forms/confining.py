"""What staff are asked about keeping a case to few (S2-14, S4-10)."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind
from chalicelib.presentation.forms.questions import staff_choices, text
from chalicelib.presentation.typed import Choice


def _possible(opened: OpenFile) -> Sequence[Choice]:
    """Everybody whom it is not about."""
    about = subjects_of(opened.file.events)
    return staff_choices(person for person in opened.staff if person.id not in about)


def _named_now(opened: OpenFile) -> Answers:
    return {"named": tuple(circle_of(opened.file).named)}


RESTRICT_ACCESS = Form(
    action=Action.RESTRICT_ACCESS,
    name="restricted-access",
    title="Restrict who can open it, or change who can",
    why="All others see that the case exists, and whom to ask. Its handler can always open it, and so "
    "can you. Everybody who opens it says why, and that is recorded.",
    button="Restrict it",
    done="Only those who are named can open the case",
    fields=(
        text("text", "Why?", "Say why only a few may open it"),
        Field(Kind.SOME, "named", "Who else can open it?", optional=True, choices=_possible),
    ),
    filled=_named_now,
)

OPEN_ACCESS = Form(
    action=Action.OPEN_ACCESS,
    name="open-access",
    title="Let all staff open it again",
    why="Everybody whose role reads cases can then open it.",
    button="Open it to all staff",
    done="All staff whose role reads cases can open it again",
    fields=(text("text", "Why?", "Say why it need not be restricted any more"),),
)
