"""What staff are asked about a concern on its way (4.3)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import (
    WHEN,
    remark,
    text,
    yes_no,
)

RAISE_URGENT = Form(
    action=Action.RAISE_URGENT,
    name="urgent-need",
    title="Somebody needs medical help now",
    why="A life at risk: 999. Urgent and not life-threatening: the duty clinician, or 111. Everything "
    "else waits until somebody has taken over.",
    button="Hold everything else",
    done="The case is held until the medical need is met",
    fields=(text("text", "What is wrong, and what did you do at once?", "Say what you did at once"),),
)

MEET_URGENT = Form(
    action=Action.MEET_URGENT,
    name="urgent-need-met",
    title="The medical need is met",
    why="Once somebody has taken over, the concern goes on as before.",
    button="Go on with the concern",
    done="The medical need is met and the concern goes on",
    fields=(text("text", "Who took over, and when?", "Say who took over"),),
)

HAND_ON = Form(
    action=Action.HAND_ON,
    name="handing-on",
    title="Pass it to the office manager",
    why="They look after every concern that is not settled at the desk, and contact the caller.",
    button="Pass it on",
    done="It is with the office manager",
    fields=(
        yes_no(
            "caller_told",
            "Have you told the caller?",
            hint="That it is with the office manager, who will contact them.",
        ),
        remark("text", "What should the office manager know?"),
    ),
)

RESOLVE_INFORMALLY = Form(
    action=Action.RESOLVE_INFORMALLY,
    name="informal-resolution",
    title="Settle it informally",
    why="What was said to us needs no formal answer if it is settled by the end of the next working "
    "day and the person says that they are satisfied. What was written to us always gets one.",
    button="It is settled",
    done="It is settled informally",
    fields=(
        yes_no("satisfied", "Does the person say that they are satisfied?"),
        text("text", "How was it settled?", "Say how it was settled"),
        *WHEN,
    ),
)

PROMOTE = Form(
    action=Action.PROMOTE,
    name="promotion",
    title="Make it a complaint",
    why="Every date counts from the day on which it first reached us, not from today. The complaints "
    "manager is told at once.",
    button="Make it a complaint",
    done="It is a complaint now",
    fields=(text("text", "Why?", "Say why it is a complaint", hint="For example: not satisfied."),),
)
