"""What can be done to a case now: the one next step, the other actions, what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework import DISCUSSION_CHANNELS
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.workflow import NextStep
from chalicelib.presentation.labels import ACTIONS, CHANNELS, NEXT_STEPS
from chalicelib.presentation.typed import Choice, Typed

NOT_NOW = "not_now"
"""The choice that no acknowledgement is recorded this time."""
EARLIER = "earlier"
"""The choice that something happened before now."""
ACKNOWLEDGE, ASSIGN, NOTE = "acknowledge", "assign", "note"
"""The forms of the page, as addresses and faults name them."""


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


@dataclass(frozen=True, slots=True)
class _Button:
    words: str
    goes_to: str
    action: Action


_BUTTONS: Mapping[NextStep, _Button] = {
    NextStep.SETTLE_MESSAGE: _Button("Decide about the message", "#messages", Action.SETTLE_MESSAGE),
    NextStep.ACKNOWLEDGE_AND_OFFER: _Button(
        "Acknowledge and offer", "?do=acknowledge#acknowledge", Action.ACKNOWLEDGE
    ),
    NextStep.ACKNOWLEDGE: _Button("Acknowledge", "?do=acknowledge#acknowledge", Action.ACKNOWLEDGE),
    NextStep.OFFER_DISCUSSION: _Button(
        "Record the offer", "?do=acknowledge#acknowledge", Action.ACKNOWLEDGE
    ),
    NextStep.ASSIGN_HANDLER: _Button("Choose a handler", "#handler", Action.ASSIGN),
    NextStep.LOOK_INTO: _Button("Add a note", "#text", Action.ADD_NOTE),
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
    """The box at the top of the page."""
    button = _BUTTONS[opened.next_step]
    refused = opened.refused.get(button.action, "")
    return Step(
        title=NEXT_STEPS[opened.next_step],
        why=_WHY[opened.next_step],
        button="" if refused else button.words,
        path=path + button.goes_to,
        refused=refused,
    )


def blocked(opened: OpenFile) -> tuple[Blocked, ...]:
    """Every action that this reader cannot take now, with the reason."""
    asked_already = _BUTTONS[opened.next_step].action
    return tuple(
        Blocked(ACTIONS[action], why)
        for action, why in opened.refused.items()
        if action is not asked_already
    )


def ways_to_acknowledge(opened: OpenFile, typed: Typed) -> tuple[Choice, ...]:
    """How it was acknowledged. Email is offered only where the person agreed to it."""
    done = opened.file.case.acknowledged_at is not None
    chosen = typed.value("how", NOT_NOW if done else "")
    ways = [
        Choice(way, CHANNELS[way], way == chosen, _WAY_HINTS.get(way, ""))
        for way in Channel
        if way is not Channel.EMAIL or may_be_mailed(opened)
    ]
    words = "It is acknowledged already" if done else "Not now"
    return (*ways, Choice(NOT_NOW, words, chosen == NOT_NOW, "Only record the offer to discuss"))


_WAY_HINTS = {
    Channel.EMAIL: "Candour sends it when you press the button",
    Channel.LETTER: "Already sent by you",
}


def moments(typed: Typed) -> tuple[Choice, ...]:
    """When it was: now, or at a time that is then asked for."""
    earlier = typed.value("when") == EARLIER
    return (Choice("now", "Just now", not earlier), Choice(EARLIER, "Earlier", earlier))


def other_step(opened: OpenFile) -> str:
    """The duty by law, where something else comes first; empty where it is the next step or done."""
    first = _BUTTONS[opened.next_step].action
    possible = opened.may(Action.ACKNOWLEDGE) and first is not Action.ACKNOWLEDGE
    return ACTIONS[Action.ACKNOWLEDGE] if possible else ""


def may_be_mailed(opened: OpenFile) -> bool:
    """Whether the person agreed to email and has an address."""
    complainant = opened.file.complainant
    return complainant is not None and complainant.can_be_mailed()


def ways_to_discuss(typed: Typed) -> tuple[Choice, ...]:
    """How a discussion can be offered (S2-44)."""
    chosen = typed.all("offered")
    return tuple(Choice(way, CHANNELS[way], way in chosen) for way in DISCUSSION_CHANNELS)


def handlers(opened: OpenFile, typed: Typed) -> tuple[Choice, ...]:
    """Everybody to whom the case can be given; whoever has it is left out."""
    chosen = typed.value("handler")
    holder = opened.file.case.handler
    return tuple(
        Choice(person.id, f"{person.name} ({person.initials})", person.id == chosen)
        for person in opened.possible_handlers()
        if person.id != holder
    )


def may_take_it(opened: OpenFile, reader: StaffId) -> bool:
    """Whether the reader can give the case to themselves."""
    able = any(person.id == reader for person in opened.possible_handlers())
    return able and opened.may(Action.ASSIGN) and opened.file.case.handler != reader
