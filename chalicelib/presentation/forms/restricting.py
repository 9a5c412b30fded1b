"""What staff are asked about limiting contact (S2-39)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import day, text, yes_no

PROPOSE_RESTRICTION = Form(
    action=Action.PROPOSE_RESTRICTION,
    name="restriction-proposal",
    title="Propose to limit contact",
    why="For the same matter again and again, after full answers. The complaints manager decides.",
    button="Propose it",
    done="The complaints manager is asked to decide",
    fields=(text("text", "What happened, how often?", "Say what happened"),),
)

RESTRICT = Form(
    action=Action.RESTRICT,
    name="restriction",
    title="Limit contact",
    why="Only after advice, and until a day on which it is looked at again. Anything new that the "
    "person complains about is received like anybody else’s.",
    button="Limit contact",
    done="Contact is limited, and the letter is on its way or waits for the post",
    fields=(
        yes_no("all_answered", "Has every issue been answered in full?"),
        text("earlier_responses", "Which responses answered them?", "Name the responses", lines=2),
        text("advice", "Whose advice did you take?", "Say whose advice you took", lines=2),
        text(
            "text",
            "What is limited, and how can they still reach us?",
            "Say what is limited",
            hint="They read it in a letter, which names the day of the review and the ombudsman.",
        ),
        day("review_on", "When is it looked at again?", "Enter the day of the review"),
    ),
)

LIFT_RESTRICTION = Form(
    action=Action.LIFT_RESTRICTION,
    name="restriction-end",
    title="End the limits on contact",
    why="They are not needed any more.",
    button="End them",
    done="The limits on contact are ended",
    fields=(text("text", "Why?", "Say why"),),
)
