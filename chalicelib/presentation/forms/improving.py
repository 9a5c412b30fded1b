"""What staff are asked about what changes because of a complaint."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.learning import AuditResult, LearningAction, open_actions, to_audit
from chalicelib.domain.policy import Action
from chalicelib.presentation.forms.form import Field, Form, Kind
from chalicelib.presentation.forms.questions import (
    WHEN,
    by_any_channel,
    day,
    everybody,
    from_case,
    one_of,
    remark,
    text,
    within_consent,
)
from chalicelib.presentation.people import REMOVED


def _named(actions: Iterable[LearningAction]) -> Iterable[tuple[str, str]]:
    return ((action.id, f"{action.id}. {action.text or REMOVED}") for action in actions)


def _open(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return _named(open_actions(opened.file.events))


def _unaudited(opened: OpenFile) -> Iterable[tuple[str, str]]:
    return _named(to_audit(opened.file.events))


SET_ACTION = Form(
    action=Action.SET_ACTION,
    name="actions",
    title="Promise an action",
    why="What the response promises has an owner and a date. The case stays open until it is done.",
    button="Promise it",
    done="The action is promised",
    fields=(
        text("text", "What will change?", "Say what will change"),
        Field(
            Kind.LIST,
            "owner",
            "Who does it?",
            missing="Choose who does it",
            choices=everybody,
        ),
        day("due", "By when?", "Enter the date by which it is done"),
    ),
)

COMPLETE_ACTION = Form(
    action=Action.COMPLETE_ACTION,
    name="action-done",
    title="An action is done",
    why="It is checked some months later whether the change works.",
    button="It is done",
    done="The action is done",
    fields=(
        Field(
            Kind.LIST, "action", "Which action?", missing="Choose the action", choices=from_case(_open)
        ),
        text("text", "How can one see it?", "Say how one can see it"),
        *WHEN,
    ),
)

AUDIT_ACTION = Form(
    action=Action.AUDIT_ACTION,
    name="audit",
    title="Check whether a change works",
    why="A change that does not work is promised again, with a new date.",
    button="Record the check",
    done="The check is recorded",
    fields=(
        Field(
            Kind.LIST,
            "action",
            "Which action?",
            missing="Choose the action",
            choices=from_case(_unaudited),
        ),
        one_of(
            "result",
            "Is the change in place, and does it work?",
            {AuditResult.WORKS: "Yes, it works", AuditResult.FAILED: "No"},
        ),
        Field(
            Kind.DAY,
            "due",
            "By when will it be put right?",
            missing="Say by when it will be put right",
            shown_if=("result", AuditResult.FAILED),
        ),
        text("text", "How did you check?", "Say how you checked"),
    ),
)

REPORT_OUTCOME = Form(
    action=Action.REPORT_OUTCOME,
    name="outcome-report",
    title="Tell the person what changed",
    why="They were promised a change. Now they hear that it is made, and the case can be closed.",
    button="Tell them",
    done="A letter is on its way, or waits for the post; what was said is recorded",
    fields=(
        by_any_channel(
            "sent_by",
            "How are they told?",
            hint="A letter or an email goes by itself with these words. If they were told already, say "
            "when below: then nothing is sent.",
        ),
        text("text", "What are they told?", "Say what they are told"),
        within_consent(),
        *WHEN,
    ),
)

SCHEDULE_MEETING = Form(
    action=Action.SCHEDULE_MEETING,
    name="meeting",
    title="Put it on the agenda",
    why="The outcome of every complaint is reviewed at the monthly meeting. Whoever has the case gets "
    "it into their calendar; a meeting that is ahead already moves to this day.",
    button="Put it on the agenda",
    done="It is on the agenda",
    fields=(day("meets_on", "When is the meeting?", "Enter the day of the meeting"),),
)

CANCEL_MEETING = Form(
    action=Action.CANCEL_MEETING,
    name="meeting-cancellation",
    title="Call the meeting off",
    why="It leaves the calendar of whoever has the case. The outcome is still to be minuted.",
    button="Call it off",
    done="The meeting is called off",
    fields=(text("text", "Why is it not held?", "Say why", lines=2),),
)

MINUTE = Form(
    action=Action.MINUTE,
    name="minutes",
    title="Record that it was minuted",
    why="Where in the minutes the outcome stands, so that it can be found.",
    button="It is minuted",
    done="The minute is recorded",
    fields=(
        Field(Kind.LINE, "minute", "Number of the minute", missing="Enter the number of the minute"),
        remark("text", "What was said?"),
        *WHEN,
    ),
)
