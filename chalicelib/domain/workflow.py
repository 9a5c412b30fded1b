"""When what is allowed: a row for each action, so that every state against every action is decided.

A row names the states in which the action is allowed and says why not in the others; its guards ask
the file for what must be there first, and say what is missing. The buttons of the case page and the
API's commands are exactly what stands here (domain.md 4.3, 4.4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from chalicelib.domain.calls import APPOINTMENT, CALLBACK, open_ones
from chalicelib.domain.case import Case, CaseFile, State
from chalicelib.domain.documents.reading import documents_to_decide
from chalicelib.domain.errors import ActionRefused
from chalicelib.domain.policy import Action, Terms

Guard = Callable[[CaseFile, Terms], str]
"""What is missing before an action is possible, in words fit for the page; empty where nothing is."""

ANY_STATE = frozenset(State)
"""What is always allowed: writing down what was said, giving the case to somebody."""


@dataclass(frozen=True, slots=True)
class Row:
    """One action: the states in which it is allowed, the words for the others, and its guards.

    `otherwise` says why not in any other state; `refusals` say it more exactly for some of them.
    """

    states: frozenset[State]
    otherwise: str = ""
    refusals: Mapping[State, str] = field(default_factory=dict)
    guards: tuple[Guard, ...] = ()

    def refused_by_state(self, state: State) -> str:
        """Why the state forbids it; empty where it does not."""
        return "" if state in self.states else self.refusals.get(state, self.otherwise)


def _a_document(file: CaseFile, terms: Terms) -> str:
    return "" if documents_to_decide(file.events) else "This case has no document to decide about"


def _needs_an_open(kind: str, words: str) -> Guard:
    """Something of this kind must have been agreed and be still owed."""
    return lambda file, _: "" if open_ones(file.events, kind) else words


_CALLBACK_OWED = _needs_an_open(CALLBACK, "Nobody was promised a call back")
_APPOINTMENT_STANDS = _needs_an_open(APPOINTMENT, "There is no appointment to come")


TABLE: Mapping[Action, Row] = {
    Action.ACKNOWLEDGE: Row(
        frozenset({State.RECEIVED}),
        otherwise="It was acknowledged and a discussion was offered already",
        refusals={State.LOGGED: "Only a complaint is formally acknowledged"},
    ),
    Action.ASSIGN: Row(ANY_STATE),
    Action.ADD_NOTE: Row(ANY_STATE),
    Action.SETTLE_MESSAGE: Row(ANY_STATE),
    Action.DECIDE_DOCUMENT: Row(ANY_STATE, guards=(_a_document,)),
    # Whether they were confirmed depends on who asks and when: the command itself looks.
    Action.TELL_PERSON: Row(ANY_STATE),
    Action.WRITE_TO_PERSON: Row(ANY_STATE),
    Action.CORRECT_PERSON: Row(ANY_STATE),
    Action.AGREE_CALLBACK: Row(ANY_STATE),
    Action.END_CALLBACK: Row(ANY_STATE, guards=(_CALLBACK_OWED,)),
    Action.BOOK_APPOINTMENT: Row(ANY_STATE),
    Action.MOVE_APPOINTMENT: Row(ANY_STATE, guards=(_APPOINTMENT_STANDS,)),
    Action.CANCEL_APPOINTMENT: Row(ANY_STATE, guards=(_APPOINTMENT_STANDS,)),
    Action.END_APPOINTMENT: Row(ANY_STATE, guards=(_APPOINTMENT_STANDS,)),
}
"""The actions that change a case which exists, in the order in which staff read them."""

CASE_ACTIONS = tuple(TABLE)


def why_not(file: CaseFile, action: Action, terms: Terms) -> str:
    """Why the action is not possible now: the state, or else what is missing; empty where it is."""
    row = TABLE[action]
    refusal = row.refused_by_state(file.case.state)
    missing = (guard(file, terms) for guard in row.guards)
    return refusal or next(filter(None, missing), "")


def require(file: CaseFile, action: Action, terms: Terms) -> None:
    """Raises: ActionRefused, with the reason, where the action is not possible now."""
    reason = why_not(file, action, terms)
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
