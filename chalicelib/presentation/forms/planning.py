"""What staff are asked about the plan (T4)."""

from __future__ import annotations

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.contact import record_of
from chalicelib.domain.plans import plan_of
from chalicelib.domain.policy import Action
from chalicelib.domain.signing_off import RESPONSIBLE, roles_under
from chalicelib.presentation.forms.form import Answers, Field, Form, Kind, date_filled
from chalicelib.presentation.forms.questions import (
    WHEN,
    by_any_channel,
    day,
    holders,
    one_of,
    remark,
    text,
    within_consent,
)
from chalicelib.presentation.work_labels import PLAN_ANSWERS


def _filled(opened: OpenFile) -> Answers:
    """The plan as it stands; before the first one, what the person told us they would like."""
    plan = plan_of(opened.file.events)
    if plan is None:
        return {"wishes": (_wishes(opened),)}
    return {
        "steps": (plan.steps,),
        "achievable": (plan.achievable,),
        "not_achievable": (plan.not_achievable,),
        "wishes": (plan.wishes,),
        "organisations": (plan.organisations,),
        "partner": (plan.partner or "",),
        **date_filled("investigate_by", plan.investigate_by.isoformat()),
        **date_filled("respond_by", plan.respond_by.isoformat()),
    }


def _wishes(opened: OpenFile) -> str:
    record = record_of(opened.file.events[0])
    told = (record.desired_outcome, record.handling_preferences) if record else ()
    return "\n".join(words for words in told if words)


SEND_PLAN = Form(
    action=Action.SEND_PLAN,
    name="plan",
    title="Send the plan",
    why="Agree on it with colleagues, then tell the person: what will be looked into, by when, what "
    "can be achieved and what cannot. Nobody is investigated before they have heard.",
    button="Send the plan",
    done="A plan in writing is on its way, or waits for the post. Record what the person says of it",
    fields=(
        text("steps", "What will be done, by whom?", "Say what will be done"),
        day("investigate_by", "Investigated by", "Enter the date by which it is investigated"),
        day("respond_by", "Response by", "Enter the date of the response"),
        text("achievable", "What can be achieved?", "Say what can be achieved", lines=3),
        text("not_achievable", "What cannot?", "Say what cannot be achieved", lines=3),
        text(
            "wishes",
            "What does the person want, and how should we handle it?",
            "Ask the person what they want, and how they would like it handled",
            lines=3,
        ),
        Field(
            Kind.LIST,
            "partner",
            "Partner on the plan",
            hint="From level 3 on one partner agrees on it.",
            optional=True,
            choices=lambda opened: holders(opened, roles_under(opened.terms.pack, RESPONSIBLE)),
        ),
        remark(
            "organisations",
            "Other organisations, and who leads",
            hint="On level 4. The one with the gravest matter leads, or else with the most issues.",
        ),
        by_any_channel(
            "sent_by",
            "How does the person get it?",
            hint="A letter or an email is written from this and goes by itself, in the form that they "
            "need. If it went already, say when below: then nothing is sent.",
        ),
        within_consent(),
        *WHEN,
    ),
    filled=_filled,
)

ANSWER_PLAN = Form(
    action=Action.ANSWER_PLAN,
    name="plan-answer",
    title="Record what they say of the plan",
    why="The investigation begins when the person is content. If you go on without that, the date is "
    "set by us, and they are told so in writing.",
    button="Record the answer",
    done="The answer is recorded",
    fields=(
        one_of("answer", "What did they say?", PLAN_ANSWERS, missing="Say what they said"),
        Field(
            Kind.TEXT,
            "reason",
            "Why, or what did they say?",
            hint="Needed unless they accepted.",
            optional=True,
        ),
        *WHEN,
    ),
)
