"""What may be done after the response, and how a case ends without one (domain.md 4.4, T10 to T17)."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.meetings import meeting_ahead
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.states import AFTER_RESPONSE, BEFORE_RESPONSE, State
from chalicelib.domain.workflow import guards
from chalicelib.domain.workflow.appeal_rows import NO_APPEAL_WAITS
from chalicelib.domain.workflow.claim_guards import NO_CLAIM_IS_OPEN
from chalicelib.domain.workflow.rows import (
    AFTER_THE_ANSWER,
    ANY_STATE,
    AT_AN_END,
    COMPLAINTS,
    NOT_A_COMPLAINT,
    Guard,
    Row,
    Table,
    states,
)

_FIRST = "Send the response first"
_ELSEWHERE = NOT_A_COMPLAINT | dict.fromkeys(BEFORE_RESPONSE, _FIRST)
_INVESTIGATED = states(
    State.INVESTIGATING, State.FINDINGS_DRAFTED, State.SHARED_WITH_STAFF, State.AWAITING_SIGNOFF
)
# T17, SC-3 B: what concerns the safety of others is still put right, with an owner and a date.
_SAFETY_GOES_ON = states(State.DECLINED, State.WITHDRAWN)
_ENDS_UNANSWERED = Row(
    BEFORE_RESPONSE,
    otherwise=AT_AN_END,
    refusals=NOT_A_COMPLAINT | AFTER_THE_ANSWER,
    guards=(NO_CLAIM_IS_OPEN,),
)


def _a_meeting_is_ahead(file: CaseFile, terms: Terms) -> str:
    return "" if meeting_ahead(file.events) else "No meeting is ahead"


ENDING_ROWS: Table = {
    Action.SET_ACTION: Row(
        _INVESTIGATED | AFTER_RESPONSE | _SAFETY_GOES_ON,
        otherwise="Begin the investigation first",
        refusals=NOT_A_COMPLAINT | dict.fromkeys((State.CLOSED, State.TRANSFERRED), AT_AN_END),
    ),
    Action.COMPLETE_ACTION: Row(
        COMPLAINTS | _SAFETY_GOES_ON | {State.CLOSED},
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT,
        guards=(guards.SOMETHING_TO_DO,),
    ),
    Action.AUDIT_ACTION: Row(
        COMPLAINTS | _SAFETY_GOES_ON | {State.CLOSED},
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT,
        guards=(guards.SOMETHING_TO_AUDIT,),
    ),
    Action.REPORT_OUTCOME: Row(
        AFTER_RESPONSE,
        otherwise=AT_AN_END,
        refusals=_ELSEWHERE,
        guards=(guards.SOMETHING_PROMISED, guards.ACTIONS_DONE, guards.MAY_BE_TOLD),
    ),
    Action.SCHEDULE_MEETING: Row(AFTER_RESPONSE, otherwise=AT_AN_END, refusals=_ELSEWHERE),
    Action.CANCEL_MEETING: Row(ANY_STATE, guards=(Guard(_a_meeting_is_ahead),)),
    Action.MINUTE: Row(AFTER_RESPONSE, otherwise=AT_AN_END, refusals=_ELSEWHERE),
    Action.CLOSE: Row(
        AFTER_RESPONSE,
        otherwise=AT_AN_END,
        refusals=_ELSEWHERE,
        guards=(
            guards.ACTIONS_DONE,
            guards.OUTCOME_REPORTED,
            guards.MINUTED,
            guards.ROOT_CAUSE_KNOWN,
            guards.OMBUDSMAN_DECIDED,
            NO_APPEAL_WAITS,
            NO_CLAIM_IS_OPEN,
        ),
    ),
    Action.REOPEN: Row(
        AFTER_RESPONSE | {State.CLOSED, State.DECLINED, State.WITHDRAWN},
        otherwise="It is still being looked into",
        refusals=NOT_A_COMPLAINT | {State.TRANSFERRED: "Another organisation has it"},
    ),
    Action.INVOLVE_OMBUDSMAN: Row(
        states(State.RESPONDED, State.ACTIONS_OPEN, State.CLOSED, State.DECLINED),
        otherwise="The ombudsman looks at a case when the organisation has answered",
        refusals=NOT_A_COMPLAINT | {State.ON_OMBUDSMAN: "The ombudsman has it already"},
    ),
    Action.ANSWER_OMBUDSMAN: Row(
        states(State.ON_OMBUDSMAN),
        otherwise="The ombudsman does not have this case",
        guards=(guards.OMBUDSMAN_WAITS,),
    ),
    Action.RECORD_DECISION: Row(
        states(State.ON_OMBUDSMAN), otherwise="The ombudsman does not have this case"
    ),
    Action.DECLINE: _ENDS_UNANSWERED,
    Action.WITHDRAW: _ENDS_UNANSWERED,
    Action.TRANSFER: _ENDS_UNANSWERED,
}
