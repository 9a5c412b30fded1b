"""What staff are asked when a case ends, or begins again (T11 to T17)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import (
    WHEN,
    in_writing,
    one_of,
    remark,
    text,
    yes_no,
)
from chalicelib.presentation.work_labels import DECLINE_REASONS

CLOSE = Form(
    action=Action.CLOSE,
    name="closure",
    title="Close the case",
    why="Everything promised is done and told, and the outcome is minuted. The file is kept.",
    button="Close it",
    done="The case is closed",
    fields=(remark("text", "Anything left to say?"),),
)

REOPEN = Form(
    action=Action.REOPEN,
    name="reopening",
    title="Open it again",
    why="Something is new, or was not answered. It is assessed and planned again.",
    button="Open it again",
    done="The case is open again",
    fields=(text("text", "What is new, or was not answered?", "Say what is new"),),
)

DECLINE = Form(
    action=Action.DECLINE,
    name="declining",
    title="Decide not to investigate",
    why="Your decision, with its reasons, in writing to the person. The letter names the ombudsman.",
    button="Decide and send the letter",
    done="The decision is recorded, and the letter is on its way or waits for the post",
    fields=(
        one_of("why", "Why?", DECLINE_REASONS, missing="Choose why"),
        text(
            "reason",
            "Your reasons, as the person reads them",
            "Give your reasons",
            hint="They stand in the letter. Who may be told nothing gets another one, without them.",
            lines=6,
        ),
        in_writing(),
    ),
)

WITHDRAW = Form(
    action=Action.WITHDRAW,
    name="withdrawal",
    title="The person withdraws it",
    why="In writing, or said twice on different days. What concerns safety can still be looked into.",
    button="It is withdrawn",
    done="The complaint is withdrawn. A letter that says so is on its way, or waits for the post",
    fields=(
        yes_no("in_writing", "Did they write it?"),
        Field(
            Kind.DAY,
            "first_said_on",
            "When did they first say so?",
            missing="Enter the day on which they first said so",
            shown_if=("in_writing", "no"),
        ),
        Field(
            Kind.DAY,
            "confirmed_on",
            "When did they say so again?",
            missing="Enter the day on which they said so again",
            shown_if=("in_writing", "no"),
        ),
        text("text", "What did they say?", "Say what they said"),
        remark("safety", "What do we look into all the same, because others may not be safe?"),
    ),
)

TRANSFER = Form(
    action=Action.TRANSFER,
    name="transfer",
    title="Pass it to another organisation",
    why="It is for somebody else to answer. It goes there with the person’s consent.",
    button="It is passed on",
    done="The complaint is passed on",
    fields=(
        Field(Kind.LINE, "organisation", "To whom?", missing="Name the organisation"),
        yes_no("consented", "Has the person agreed?"),
        text("reason", "Why, as the person reads it?", "Give the reason"),
        in_writing(),
    ),
)

INVOLVE_OMBUDSMAN = Form(
    action=Action.INVOLVE_OMBUDSMAN,
    name="ombudsman",
    title="The ombudsman looks at it",
    why="Their letter begins it. What they ask for is sent by the day that they name.",
    button="Record it",
    done="It is with the ombudsman",
    fields=(
        text("text", "What do they write, and ask for?", "Say what they write"),
        Field(
            Kind.DAY,
            "due",
            "By when do they want it?",
            hint="Leave it empty if they ask for nothing.",
            optional=True,
        ),
        *WHEN,
    ),
)

ANSWER_OMBUDSMAN = Form(
    action=Action.ANSWER_OMBUDSMAN,
    name="ombudsman-answer",
    title="The ombudsman has what they asked for",
    why="The complaint, the response, and whatever else they named in their letter.",
    button="They have it",
    done="It is recorded what the ombudsman was sent",
    fields=(text("text", "What was sent, and how?", "Say what was sent, and how"), *WHEN),
)

RECORD_DECISION = Form(
    action=Action.RECORD_DECISION,
    name="ombudsman-decision",
    title="Record the ombudsman’s decision",
    why="What they recommend becomes an action, with an owner and a date.",
    button="Record the decision",
    done="The ombudsman’s decision is recorded",
    fields=(
        yes_no("upheld", "Did they uphold the complaint?"),
        text("text", "What did they decide and recommend?", "Say what they decided", lines=6),
        *WHEN,
    ),
)
