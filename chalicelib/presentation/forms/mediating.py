"""What staff are asked about mediation (S2-60, S2-103)."""

from __future__ import annotations

from chalicelib.domain.mediations import Side
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import WHEN, one_of, text, yes_no

SIDES = {Side.PERSON: "Whoever complained", Side.ORGANISATION: "We, the organisation"}

PROPOSE_MEDIATION = Form(
    action=Action.PROPOSE_MEDIATION,
    name="mediation-proposal",
    title="Propose mediation",
    why="Somebody independent helps both sides to talk. It is free, binds nobody in law, and stops no "
    "date. Either side may ask for it, and both must agree.",
    button="Record that it is wanted",
    done="It is recorded. Ask both sides whether they agree",
    fields=(
        one_of("wanted_by", "Who asks for it?", SIDES),
        text("text", "What do they hope for?", "Say what they hope for"),
    ),
)

ANSWER_MEDIATION = Form(
    action=Action.ANSWER_MEDIATION,
    name="mediation-answer",
    title="Record whether a side agrees to mediation",
    why="Both must agree before it begins. What a side said last holds.",
    button="Record the answer",
    done="The answer is recorded",
    fields=(
        one_of("side", "Who answered?", SIDES),
        yes_no("agreed", "Do they agree?"),
        text("text", "What did they say?", "Say what they said"),
        *WHEN,
    ),
)

BEGIN_MEDIATION = Form(
    action=Action.BEGIN_MEDIATION,
    name="mediation",
    title="Begin the mediation",
    why="With a mediator who is independent and knows neither side. Every date goes on as before.",
    button="Begin it",
    done="The mediation has begun. Every date goes on",
    fields=(
        Field(Kind.LINE, "mediator", "Who mediates?", missing="Name the mediator"),
        yes_no("independent", "Have they declared that they are independent and know neither side?"),
        text("text", "How and when did they declare it?", "Say how they declared it"),
    ),
)

END_MEDIATION = Form(
    action=Action.END_MEDIATION,
    name="mediation-end",
    title="Record how the mediation ended",
    why="Also where it never began. The complaint is answered all the same.",
    button="Record the end",
    done="It is recorded how the mediation ended",
    fields=(
        yes_no("settled", "Did both come to an agreement?"),
        text("text", "What came of it?", "Say what came of it"),
        *WHEN,
    ),
)
