"""What staff are asked when they want somebody to look at a case."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import remark

NUDGE = Form(
    action=Action.NUDGE,
    name="nudge",
    title="Ask its handler to look at it",
    why="They get an email that the case waits for them, at most one each day. What you write stands "
    "on the case and not in the email.",
    button="Ask them",
    done="Its handler is asked to look at the case",
    fields=(remark("text", "What you want to say"),),
)
