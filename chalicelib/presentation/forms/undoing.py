"""What staff are asked before something that they just did is undone: nothing."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form

UNDO = Form(
    action=Action.UNDO,
    name="undo",
    title="Undo what you did last",
    why="The case is then as it was before. The timeline keeps both: what you did, and that you undid "
    "it. An email about it that has not gone yet does not go.",
    button="Undo it",
    done="It is undone",
    fields=(),
)
