"""What staff are asked when they acknowledge a complaint."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.casework import DISCUSSION_CHANNELS
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, offered
from chalicelib.presentation.forms.moments import EARLIER_OR_NOW, happened_at
from chalicelib.presentation.labels import CHANNELS
from chalicelib.presentation.typed import Choice

NOT_NOW = "not_now"
"""The choice that no acknowledgement is recorded this time."""

_WAY_HINTS = {
    Channel.EMAIL: "Candour sends it when you press the button",
    Channel.LETTER: "Already sent by you",
}


def _ways(opened: OpenFile) -> Sequence[Choice]:
    """How it was acknowledged. Email is offered only where the person agreed to it."""
    ways = [
        Choice(way, CHANNELS[way], hint=_WAY_HINTS.get(way, ""))
        for way in Channel
        if way is not Channel.EMAIL or _may_be_mailed(opened)
    ]
    return (*ways, Choice(NOT_NOW, _not_now(opened), hint="Only record the offer to discuss"))


def _may_be_mailed(opened: OpenFile) -> bool:
    complainant = opened.file.complainant
    return complainant is not None and complainant.can_be_mailed()


def _not_now(opened: OpenFile) -> str:
    return "It is acknowledged already" if opened.file.case.acknowledged_at else "Not now"


def _filled(opened: OpenFile) -> Answers:
    return {"how": (NOT_NOW,)} if opened.file.case.acknowledged_at else {}


ACKNOWLEDGE = Form(
    action=Action.ACKNOWLEDGE,
    name="acknowledgement",
    title="Acknowledge and offer to discuss",
    why="The law asks for both: to say that we have the complaint, and to offer to discuss how it "
    "will be handled. The date is kept only when both are done.",
    button="Record this",
    done="What you did is recorded",
    fields=(
        Field(
            Kind.ONE,
            "how",
            "How was it acknowledged?",
            hint="Email is offered only where the person has agreed to it.",
            optional=True,
            choices=_ways,
            nothing=NOT_NOW,
        ),
        Field(
            Kind.TEXT,
            "words",
            "Your own words at the beginning of the mail",
            hint="The reference, what happens next, the offer and where to get help are added for you.",
            optional=True,
            shown_if=("how", Channel.EMAIL),
        ),
        Field(
            Kind.SOME,
            "offered",
            "Which discussion did you offer?",
            hint="Tick what you offered, or leave both empty if you offered none yet.",
            optional=True,
            choices=offered({way: CHANNELS[way] for way in DISCUSSION_CHANNELS}),
        ),
        EARLIER_OR_NOW,
        happened_at(),
    ),
    filled=_filled,
)
