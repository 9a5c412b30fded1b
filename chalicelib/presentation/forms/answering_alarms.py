"""What staff are asked when what somebody wrote could not wait (S2-65, SC-13)."""

from __future__ import annotations

from chalicelib.domain.dangers import AlarmOutcome
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Form
from chalicelib.presentation.forms.questions import one_of, text

OUTCOMES = {
    AlarmOutcome.THEY_ARE_SAFE: "We spoke with them, and they are safe",
    AlarmOutcome.EMERGENCY_SERVICES: "999, the police or a crisis team has taken over",
    AlarmOutcome.SAFEGUARDING: "It is with our safeguarding lead",
    AlarmOutcome.NO_DANGER: "Nobody is in danger: the words meant something else",
}
"""What became of an alarm."""

SETTLE_ALARM = Form(
    action=Action.SETTLE_ALARM,
    name="alarm-answer",
    title="Say what was done about the alarm",
    why="What they wrote may not wait. Ring them, or get help to them: a life at risk is 999. If you "
    "cannot reach them, do not record it here: the alarm stays until somebody has seen to it.",
    button="It is seen to",
    done="The alarm is seen to",
    fields=(
        one_of("outcome", "What became of it?", OUTCOMES, missing="Say what became of it"),
        text("text", "What did you do, and when?", "Say what you did", hint="Whom you spoke with too."),
    ),
)
