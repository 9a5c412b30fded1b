"""What staff are asked when a complaint is answered stage by stage (domain.md 4.5)."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.policy import Action, Stage
from chalicelib.domain.stages import stage_in, stage_of
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import (
    WHEN,
    by_any_channel,
    holders,
    one_of,
    text,
    yes_no,
)
from chalicelib.presentation.typed import Choice
from chalicelib.presentation.work_labels import STAGE_OUTCOMES

_IN_WRITING = (
    "These words go as they are. By email they stand on the person’s own page. A letter is printed "
    "here, with the letterhead and where to turn next, and waits for the post."
)
_WENT_ALREADY = (
    "A letter answers when you record that it went. If it went already on your own paper, say when "
    "below: then nothing is printed."
)

REPLY_AT_STAGE = Form(
    action=Action.REPLY_AT_STAGE,
    name="stage-reply",
    title="Reply at this stage",
    why="Answer everything that they raised, and say what they can do if they do not agree. The last "
    "stage is answered in writing: a call is kept, and the date goes on.",
    button="Keep the reply",
    done="The reply is recorded. A letter is printed and waits for the post",
    fields=(
        text("text", "The reply", "Write the reply", hint=_IN_WRITING, lines=10),
        one_of("outcome", "What does it say?", STAGE_OUTCOMES),
        by_any_channel("how", "How do they get it?", hint=_WENT_ALREADY),
        yes_no("next_named", "Does it say what they can do next?"),
        *WHEN,
    ),
)

EXPLAIN_DELAY = Form(
    action=Action.EXPLAIN_DELAY,
    name="stage-delay",
    title="Say why the reply takes longer",
    why="Do it before the date has passed. Stage 1 owes the reason and a new date, stage 2 news of how "
    "the matter stands, stage 3 the reason in writing and a new date.",
    button="They were told",
    done="It is recorded what they were told. A letter is printed and waits for the post",
    fields=(
        text("text", "What are they told?", "Say what they are told", hint=_IN_WRITING, lines=6),
        by_any_channel("how", "How do they hear it?"),
        Field(
            Kind.DAY,
            "due",
            "The new date",
            hint="At stage 2 it is a suggestion: the first date stays.",
            optional=True,
        ),
    ),
)


def _next_stage(opened: OpenFile) -> Stage | None:
    reached = stage_of(opened.file.events)
    return stage_in(opened.terms.pack, reached.number + 1) if reached else None


def _who_answers_next(opened: OpenFile) -> Sequence[Choice]:
    stage = _next_stage(opened)
    return holders(opened, [stage.owner]) if stage else ()


ESCALATE = Form(
    action=Action.ESCALATE,
    name="next-stage",
    title="Take it to the next stage",
    why="The person does not agree with the reply, or got none in time. The days of the next stage "
    "count from when they asked; if they asked on their own page, from then.",
    button="Take it there",
    done="It is at the next stage, and whoever answers now is told",
    fields=(
        text("text", "What do they still disagree with?", "Say what is left to answer"),
        Field(
            Kind.LIST,
            "handler",
            "Who answers now?",
            missing="Choose who answers",
            choices=_who_answers_next,
        ),
        *WHEN,
    ),
)
