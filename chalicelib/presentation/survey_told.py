"""What the timeline says of the survey: asked or why not, and never whether anybody answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chalicelib.domain.casework.surveying import ReminderOutcome
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.surveys.asking import ASKED, WhyNot

_WHY_NOT: Mapping[WhyNot, str] = {
    WhyNot.ASKED_BEFORE: "Not asked: they were asked about this case before",
    WhyNot.OPTED_OUT: "Not asked: they said that they want no survey",
    WhyNot.BEREAVED: "Not asked: somebody died",
    WhyNot.SAFEGUARDING: "Not asked: somebody was, or may have been, in danger",
    WhyNot.RESTRICTED: "Not asked: their contact with us is limited, or that was proposed",
    WhyNot.NO_CONSENT: "Not asked: the patient has not agreed to it",
    WhyNot.NO_WAY: "Not asked: nothing may be written to them",
    WhyNot.NOT_SAMPLED: "Not asked: only some people are, and the lot did not fall on this case",
    WhyNot.ENDED_BEFORE: "Not asked: the case had ended in the former system",
}
_REMINDED: Mapping[ReminderOutcome, str] = {
    ReminderOutcome.REMINDED: "Sent",
    ReminderOutcome.NOT_NEEDED: "Not sent",
}
_HOW = {"staff": "They told staff", "reply": "They answered the mail with it"}


def _decided(event: Event, *_rest: object) -> str:
    """Whether the person was asked, or why not."""
    outcome = event.facts["outcome"]
    return "The person is asked" if outcome == ASKED else _WHY_NOT[WhyNot(outcome)]


def _reminded(event: Event, *_rest: object) -> str:
    """Whether the one reminder went."""
    return _REMINDED[ReminderOutcome(event.facts["outcome"])]


def _stopped(event: Event, *_rest: object) -> str:
    """How they said that they want none."""
    return f"{_HOW[event.facts['how']]}. It holds for every case of theirs"


SENTENCES: Mapping[EventType, Callable[..., str]] = {
    EventType.SURVEY_DECIDED: _decided,
    EventType.SURVEY_REMINDED: _reminded,
    EventType.SURVEY_STOPPED: _stopped,
}
"""What the timeline says of each event of the survey."""
