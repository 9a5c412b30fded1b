"""What can be done to a case now: the one next step, the other actions, what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.workflow import NextStep
from chalicelib.presentation.forms import FORMS, TITLES
from chalicelib.presentation.labels import NEXT_STEPS
from chalicelib.presentation.typed import Choice


@dataclass(frozen=True, slots=True)
class Step:
    """What should happen next, why, and the button for it (its words and where it leads)."""

    title: str
    why: str
    button: str = ""
    path: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """An action that is not possible now, and why."""

    title: str
    why: str


_BUTTONS: Mapping[NextStep, tuple[str, Action]] = {
    NextStep.SETTLE_MESSAGE: ("Decide about the message", Action.SETTLE_MESSAGE),
    NextStep.ACKNOWLEDGE_AND_OFFER: ("Acknowledge and offer", Action.ACKNOWLEDGE),
    NextStep.ACKNOWLEDGE: ("Acknowledge", Action.ACKNOWLEDGE),
    NextStep.OFFER_DISCUSSION: ("Record the offer", Action.ACKNOWLEDGE),
    NextStep.ASSIGN_HANDLER: ("Choose a handler", Action.ASSIGN),
    NextStep.LOOK_INTO: ("Add a note", Action.ADD_NOTE),
}

_WHY: Mapping[NextStep, str] = {
    NextStep.SETTLE_MESSAGE: "A message did not arrive, or nobody knows whether it did. Until somebody "
    "decides, the person may be waiting for it.",
    NextStep.ACKNOWLEDGE_AND_OFFER: "The law asks for both: to say that we have the complaint, and to "
    "offer to discuss how it will be handled. The date is kept only when both are done.",
    NextStep.ACKNOWLEDGE: "A discussion was offered. The complaint itself is not acknowledged yet.",
    NextStep.OFFER_DISCUSSION: "It is acknowledged. The date is kept only when a discussion, by "
    "telephone or face to face, was offered too.",
    NextStep.ASSIGN_HANDLER: "Nobody has this case yet.",
    NextStep.LOOK_INTO: "Keep a note of every conversation and every finding.",
}


def next_step_of(opened: OpenFile, path: str) -> Step:
    """The box at the top of the page. `path` is the case's."""
    words, action = _BUTTONS[opened.next_step]
    refused = opened.refused.get(action, "")
    return Step(
        title=NEXT_STEPS[opened.next_step],
        why=_WHY[opened.next_step],
        button="" if refused else words,
        path=command_path(path, action),
        refused=refused,
    )


def command_path(case_path: str, action: Action) -> str:
    """The page of a command on the case at this path."""
    return f"{case_path}/do/{FORMS[action].name}"


def blocked(opened: OpenFile) -> tuple[Blocked, ...]:
    """Every action that this reader cannot take now, with the reason."""
    _, asked_already = _BUTTONS[opened.next_step]
    return tuple(
        Blocked(TITLES[action], why)
        for action, why in opened.refused.items()
        if action is not asked_already
    )


def other_step(opened: OpenFile, path: str) -> Step | None:
    """The duty by law, where something else comes first; None where it is the next step or done."""
    _, first = _BUTTONS[opened.next_step]
    if first is Action.ACKNOWLEDGE or not opened.may(Action.ACKNOWLEDGE):
        return None
    return Step(TITLES[Action.ACKNOWLEDGE], "", path=command_path(path, Action.ACKNOWLEDGE))


def handlers(opened: OpenFile) -> tuple[Choice, ...]:
    """Everybody to whom the case can be given; whoever has it is left out."""
    field = FORMS[Action.ASSIGN].field("handler")
    return tuple(field.choices(opened)) if field and field.choices else ()


def may_take_it(opened: OpenFile, reader: StaffId) -> bool:
    """Whether the reader can give the case to themselves."""
    able = any(person.id == reader for person in opened.possible_handlers())
    return able and opened.may(Action.ASSIGN) and opened.file.case.handler != reader
