"""What staff are asked when somebody disagrees with us (S1-54)."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.appeals import DecidedBy, holders_of, ladder_of, waiting_rung
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind
from chalicelib.presentation.forms.questions import day, from_case, one_of, text, yes_no
from chalicelib.presentation.work_labels import DECIDED_BY

RAISE_APPEAL = Form(
    action=Action.RAISE_APPEAL,
    name="appeal",
    title="Record an appeal",
    why="The person disagrees with us. It goes to the next rung of the ladder, none is left out, and "
    "whoever can decide it is told at once.",
    button="Record the appeal",
    done="The appeal is recorded, and whoever decides it is told",
    fields=(
        text("text", "What do they disagree with, and why?", "Say what they disagree with"),
        day("due", "By when is it decided?", "Enter the day that you told the person"),
    ),
)


def _rungs(opened: OpenFile) -> Iterable[tuple[str, str]]:
    pack = opened.terms.pack
    for rung in ladder_of(pack):
        yield str(rung.number), f"{rung.number}: {holders_of(rung, pack)}"


def _whose_turn(opened: OpenFile) -> Answers:
    waiting = waiting_rung(opened.file.events)
    turn = {"rung": (str(waiting),)} if waiting else {}
    return {**turn, "decided_by": (DecidedBy.HOLDER,)}


DECIDE_APPEAL = Form(
    action=Action.DECIDE_APPEAL,
    name="appeal-decision",
    title="Decide the appeal",
    why="Whoever decided on a lower rung cannot decide on a higher one. The handler is told, and the "
    "person reads your reasons on their page; write or ring if they do not use email.",
    button="Decide it",
    done="The appeal is decided",
    fields=(
        Field(
            Kind.LIST,
            "rung",
            "On which rung do you decide?",
            missing="Choose the rung",
            choices=from_case(_rungs),
        ),
        yes_no("upheld", "Is the appeal upheld?"),
        one_of(
            "decided_by",
            "How was it decided?",
            DECIDED_BY,
            hint="Only the last rung can end in mediation.",
        ),
        text("text", "What are your reasons?", "Give your reasons", hint="The person reads this."),
    ),
    filled=_whose_turn,
)
