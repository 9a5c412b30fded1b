"""What staff are asked when somebody wants no survey (S0-26)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import remark

STOP_SURVEYS = Form(
    action=Action.STOP_SURVEYS,
    name="no-surveys",
    title="Send them no surveys",
    why=(
        "They said that they do not want to be asked how we handled a complaint. It holds for this "
        "person for ever, in every case. Everything about the complaint itself is still sent."
    ),
    button="Send no surveys",
    done="They will get no surveys",
    fields=(remark("text", "What they said"),),
)
