"""What may be done with a complaint until its response is sent (domain.md 4.4, T2 to T9)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.domain.states import AFTER_RESPONSE, BEFORE_RESPONSE, State
from chalicelib.domain.workflow import guards
from chalicelib.domain.workflow.rows import (
    AFTER_THE_ANSWER,
    AT_AN_END,
    NOT_A_COMPLAINT,
    Guard,
    Row,
    Table,
    states,
)

NOT_YET_ACKNOWLEDGED = {State.RECEIVED: "Acknowledge it and offer to discuss it first"}
_ELSEWHERE = NOT_A_COMPLAINT | AFTER_THE_ANSWER
_INVESTIGATION_FIRST = "Begin the investigation first"

_PLANNED_WORK = states(
    State.PLAN_AGREED,
    State.INVESTIGATING,
    State.FINDINGS_DRAFTED,
    State.SHARED_WITH_STAFF,
    State.AWAITING_SIGNOFF,
)
_BEFORE_ITS_PLAN = dict.fromkeys(
    (State.RECEIVED, State.ACKNOWLEDGED, State.ASSESSED, State.REOPENED), "Agree on the plan first"
)
_INVESTIGATED = states(
    State.INVESTIGATING, State.FINDINGS_DRAFTED, State.SHARED_WITH_STAFF, State.AWAITING_SIGNOFF
)
_NOT_INVESTIGATED = _BEFORE_ITS_PLAN | {State.PLAN_AGREED: _INVESTIGATION_FIRST}


def while_open(*guarded: Guard) -> Row:
    """What can be done to a complaint until it is answered or ends."""
    return Row(BEFORE_RESPONSE, otherwise=AT_AN_END, refusals=_ELSEWHERE, guards=guarded)


def _while_investigating(*guarded: Guard) -> Row:
    return Row(
        _INVESTIGATED, otherwise=AT_AN_END, refusals=_ELSEWHERE | _NOT_INVESTIGATED, guards=guarded
    )


COMPLAINT_ROWS: Table = {
    Action.ACKNOWLEDGE: Row(
        BEFORE_RESPONSE,
        otherwise=AT_AN_END,
        refusals=AFTER_THE_ANSWER
        | dict.fromkeys(NOT_A_COMPLAINT, "Only a complaint is formally acknowledged"),
        guards=(guards.NOT_ACKNOWLEDGED,),
    ),
    Action.PREPARE_ACKNOWLEDGEMENT: Row(
        BEFORE_RESPONSE,
        otherwise=AT_AN_END,
        refusals=AFTER_THE_ANSWER
        | dict.fromkeys(NOT_A_COMPLAINT, "Only a complaint is formally acknowledged"),
        guards=(guards.NOT_ACKNOWLEDGED, guards.NOTHING_IS_READY),
    ),
    Action.GRADE: while_open(),
    Action.ANSWER_TRIAGE: while_open(),
    Action.DECIDE_TIME_LIMIT: while_open(),
    Action.LIST_ISSUES: while_open(),
    Action.ASSESS: Row(
        states(State.ACKNOWLEDGED, State.ASSESSED, State.REOPENED),
        otherwise="It was assessed, and the plan is agreed",
        refusals=_ELSEWHERE | NOT_YET_ACKNOWLEDGED,
        guards=(guards.GRADED, guards.TRIAGED, guards.IN_TIME, guards.LISTED),
    ),
    Action.SEND_PLAN: Row(
        _PLANNED_WORK | {State.ASSESSED},
        otherwise="Answer the seven questions of the assessment first",
        refusals=_ELSEWHERE | NOT_YET_ACKNOWLEDGED,
        guards=(guards.LISTED, guards.LED_ON_LEVEL_FOUR),
    ),
    Action.ANSWER_PLAN: Row(
        _PLANNED_WORK | {State.ASSESSED},
        otherwise="Send the plan first",
        refusals=_ELSEWHERE,
        guards=(guards.PLANNED,),
    ),
    Action.BEGIN_INVESTIGATION: Row(
        states(State.PLAN_AGREED),
        otherwise="It has begun already",
        refusals=_ELSEWHERE | _BEFORE_ITS_PLAN,
        guards=(guards.COMMISSIONER_IS_CHECKED, guards.COMMISSIONER_LEAVES_IT),
    ),
    Action.TREAT_FAIRLY: while_open(guards.SOMEBODY_IS_NAMED),
    Action.TELL_STAFF: while_open(guards.SOMEBODY_IS_NAMED),
    Action.REFER_TO_MANAGEMENT: while_open(),
    Action.RECORD_INTERVIEW: _while_investigating(guards.SOMEBODY_IS_NAMED),
    Action.CONSIDER: _while_investigating(),
    # S3-14: the causes are looked for whatever the answer was, before the case is closed; T17: and
    # where nobody wants an answer any more, for the safety of others.
    Action.RECORD_ROOT_CAUSE: Row(
        _INVESTIGATED | AFTER_RESPONSE | states(State.DECLINED, State.WITHDRAWN),
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT | _NOT_INVESTIGATED,
    ),
    Action.FIND: _while_investigating(),
    Action.DRAFT_FINDINGS: Row(
        states(State.INVESTIGATING, State.FINDINGS_DRAFTED),
        otherwise="The findings are with the staff already",
        refusals=_ELSEWHERE | _NOT_INVESTIGATED,
        guards=(
            guards.PLAN_COVERS_THE_ISSUES,
            guards.EVERY_ISSUE_IS_FOUND,
            guards.CONSIDERED,
            guards.ROOT_CAUSE_KNOWN,
        ),
    ),
    Action.SHARE_FINDINGS: Row(
        states(State.FINDINGS_DRAFTED, State.SHARED_WITH_STAFF),
        otherwise="Put the findings together first",
        refusals=_ELSEWHERE | {State.AWAITING_SIGNOFF: "The letter is waiting to be signed off"},
    ),
    Action.SHOW_FINDINGS: Row(
        states(State.FINDINGS_DRAFTED, State.SHARED_WITH_STAFF),
        otherwise="Put the findings together first",
        refusals=_ELSEWHERE | {State.AWAITING_SIGNOFF: "The letter is waiting to be signed off"},
        guards=(guards.SOMEBODY_IS_NAMED,),
    ),
    Action.DRAFT_LETTER: _while_investigating(guards.LISTED),
    Action.SUBMIT_LETTER: Row(
        states(State.SHARED_WITH_STAFF),
        otherwise="Share the findings with the staff concerned first",
        refusals=_ELSEWHERE | {State.AWAITING_SIGNOFF: "The letter was put forward already"},
        guards=(guards.LETTER_IS_WRITTEN,),
    ),
    Action.APPROVE_LETTER: Row(
        states(State.AWAITING_SIGNOFF),
        otherwise="No letter is waiting to be signed off",
        refusals=_ELSEWHERE,
        guards=(guards.WAITS_FOR_APPROVAL,),
    ),
    Action.CHANGE_LETTER: Row(
        states(State.AWAITING_SIGNOFF),
        otherwise="No letter is waiting to be signed off",
        refusals=_ELSEWHERE,
    ),
    Action.DELEGATE_SIGNING: _while_investigating(guards.SOMEBODY_MAY_BE_ASKED_TO_SIGN),
    Action.TAKE_BACK_SIGNING: _while_investigating(guards.SOMEBODY_ELSE_MAY_SIGN),
    Action.HAND_COPY: Row(
        AFTER_RESPONSE | {State.CLOSED},
        otherwise="The response was not sent yet",
        refusals=NOT_A_COMPLAINT,
        guards=(guards.A_COPY_WAITS,),
    ),
    Action.SEND_RESPONSE: Row(
        states(State.AWAITING_SIGNOFF),
        otherwise="No letter was put forward and signed off",
        refusals=_ELSEWHERE,
        guards=(
            guards.PLAN_COVERS_THE_ISSUES,
            guards.EVERY_ISSUE_IS_FOUND,
            guards.SIGNED_OFF,
            guards.RESPONSE_IS_NOT_READY,
            guards.MAY_BE_TOLD,
        ),
    ),
    Action.INVOLVE_ORGANISATION: while_open(guards.LISTED),
    Action.CONFIRM_LEAD: while_open(guards.OTHERS_ARE_INVOLVED),
    Action.CHECK_COMMISSIONER: while_open(),
    Action.FORWARD_COMPLAINT: while_open(),
    Action.ASK_CONTRIBUTION: while_open(),
    Action.RENEW_CONTRIBUTION: while_open(guards.CONTRIBUTION_IS_AWAITED),
    Action.REVOKE_CONTRIBUTION: while_open(guards.A_LINK_STANDS),
    Action.RECEIVE_CONTRIBUTION: while_open(guards.CONTRIBUTION_IS_AWAITED),
    Action.EXTEND: Row(
        BEFORE_RESPONSE - {State.RECEIVED},
        otherwise=AT_AN_END,
        refusals=_ELSEWHERE | NOT_YET_ACKNOWLEDGED,
    ),
    Action.EXPLAIN_BREACH: while_open(guards.SIX_MONTHS_ARE_OVER),
    Action.REVIEW: while_open(),
}
