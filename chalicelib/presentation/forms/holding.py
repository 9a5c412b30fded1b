"""What staff are asked about legal hold (S1-42)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import text

PLACE_HOLD = Form(
    action=Action.PLACE_HOLD,
    name="legal-hold",
    title="Place on legal hold",
    why="For a claim, an inquiry or an order. Nothing of the case can be deleted until the hold ends.",
    button="Place it on hold",
    done="The case is on legal hold",
    fields=(text("text", "What is everything kept for?", "Say what everything is kept for"),),
)

END_HOLD = Form(
    action=Action.END_HOLD,
    name="legal-hold-end",
    title="End the legal hold",
    why="The claim, the inquiry or the order is over. The ordinary rules of keeping count again.",
    button="End the hold",
    done="The legal hold is ended",
    fields=(text("text", "Why is it not needed any more?", "Say why it is not needed any more"),),
)
