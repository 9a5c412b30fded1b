"""When what is allowed: every state against every action, decided.

A row says yes, or why not in words fit for the page. The buttons of the case page and the API's
commands are exactly what stands here (domain.md 4.3, 4.4).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.case import Case, CaseFile, State
from chalicelib.domain.errors import ActionRefused
from chalicelib.domain.policy import Action

CASE_ACTIONS = (
    Action.ACKNOWLEDGE,
    Action.ASSIGN,
    Action.ADD_NOTE,
    Action.SETTLE_MESSAGE,
    Action.ADD_DOCUMENT,
    Action.OPEN_DOCUMENT,
    Action.DECIDE_DOCUMENT,
)
"""The actions that change a case which exists."""

ALLOWED = ""
"""No reason against it."""

REFUSALS: Mapping[State, Mapping[Action, str]] = {
    State.RECEIVED: {
        Action.ACKNOWLEDGE: ALLOWED,
        Action.ASSIGN: ALLOWED,
        Action.ADD_NOTE: ALLOWED,
        Action.SETTLE_MESSAGE: ALLOWED,
        Action.ADD_DOCUMENT: ALLOWED,
        Action.OPEN_DOCUMENT: ALLOWED,
        Action.DECIDE_DOCUMENT: ALLOWED,
    },
    State.ACKNOWLEDGED: {
        Action.ACKNOWLEDGE: "It was acknowledged and a discussion was offered already",
        Action.ASSIGN: ALLOWED,
        Action.ADD_NOTE: ALLOWED,
        Action.SETTLE_MESSAGE: ALLOWED,
        Action.ADD_DOCUMENT: ALLOWED,
        Action.OPEN_DOCUMENT: ALLOWED,
        Action.DECIDE_DOCUMENT: ALLOWED,
    },
    State.LOGGED: {
        Action.ACKNOWLEDGE: "Only a complaint is formally acknowledged",
        Action.ASSIGN: ALLOWED,
        Action.ADD_NOTE: ALLOWED,
        Action.SETTLE_MESSAGE: ALLOWED,
        Action.ADD_DOCUMENT: ALLOWED,
        Action.OPEN_DOCUMENT: ALLOWED,
        Action.DECIDE_DOCUMENT: ALLOWED,
    },
}
"""Why an action is refused in a state; empty text where it is allowed."""


def why_not(case: Case, action: Action) -> str:
    """Why the state forbids the action; empty text where it does not."""
    return REFUSALS[case.state][action]


def require(case: Case, action: Action) -> None:
    """Raises: ActionRefused, with the reason, where the state forbids the action."""
    reason = why_not(case, action)
    if reason:
        raise ActionRefused(reason)


class NextStep(StrEnum):
    """The one thing that should happen next."""

    SETTLE_MESSAGE = "settle_message"
    ACKNOWLEDGE_AND_OFFER = "acknowledge_and_offer"
    ACKNOWLEDGE = "acknowledge"
    OFFER_DISCUSSION = "offer_discussion"
    ASSIGN_HANDLER = "assign_handler"
    LOOK_INTO = "look_into"


def next_step(file: CaseFile) -> NextStep:
    """What should happen next: an undelivered message first, then the duties by law."""
    if any(message.needs_a_person for message in file.messages):
        return NextStep.SETTLE_MESSAGE
    if file.case.state is State.RECEIVED:
        return _still_to_acknowledge(file.case)
    return NextStep.LOOK_INTO if file.case.handler else NextStep.ASSIGN_HANDLER


def _still_to_acknowledge(case: Case) -> NextStep:
    if case.acknowledged_at:
        return NextStep.OFFER_DISCUSSION
    if case.discussion_offered_at:
        return NextStep.ACKNOWLEDGE
    return NextStep.ACKNOWLEDGE_AND_OFFER
