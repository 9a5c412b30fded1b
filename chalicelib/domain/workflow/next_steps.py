"""The one thing that should happen next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.domain.calls import APPOINTMENT, absences_unanswered, open_ones
from chalicelib.domain.case import Case, CaseFile
from chalicelib.domain.claim_standing import claim_state_of
from chalicelib.domain.dangers import open_alarms
from chalicelib.domain.data_rights import open_requests, unacknowledged, unanswered
from chalicelib.domain.events import EventType
from chalicelib.domain.grading import grade_of
from chalicelib.domain.history import last_of, since_last
from chalicelib.domain.investigations import has_root_cause, was_considered
from chalicelib.domain.issues import issues_of, without_finding
from chalicelib.domain.learning import (
    actions_of,
    open_actions,
    outcome_was_reported,
    was_minuted,
)
from chalicelib.domain.plans import plan_of
from chalicelib.domain.signing_off import submitted_letter
from chalicelib.domain.stages import StageReached, stage_of
from chalicelib.domain.states import BEFORE_RESPONSE, State
from chalicelib.domain.wishes import About, wish_waiting
from chalicelib.domain.written_record import copy_is_missing


class NextStep(StrEnum):
    """The one thing that should happen next."""

    SETTLE_ALARM = "settle_alarm"
    SETTLE_MESSAGE = "settle_message"
    SEND_DOCUMENT = "send_document"
    MEET_URGENT = "meet_urgent"
    EXPLAIN_BREACH = "explain_breach"
    ACKNOWLEDGE_AND_OFFER = "acknowledge_and_offer"
    ACKNOWLEDGE = "acknowledge"
    OFFER_DISCUSSION = "offer_discussion"
    ASSIGN_HANDLER = "assign_handler"
    GIVE_RECORD = "give_record"
    MAKE_GOOD = "make_good"
    OFFER_ANOTHER_TIME = "offer_another_time"
    ASK_HOW_TO_TALK = "ask_how_to_talk"
    SEE_TO_WITHDRAWAL = "see_to_withdrawal"
    ANSWER_WISH = "answer_wish"
    ANSWER_REQUEST = "answer_request"
    ACKNOWLEDGE_DATA_COMPLAINT = "acknowledge_data_complaint"
    ANSWER_DATA_COMPLAINT = "answer_data_complaint"
    ESCALATE = "escalate"
    REPLY_AT_STAGE = "reply_at_stage"
    TAKE_CLAIM_FURTHER = "take_claim_further"
    LOOK_INTO = "look_into"
    CALL_BACK = "call_back"
    GRADE = "grade"
    TRIAGE = "triage"
    LIST_ISSUES = "list_issues"
    ASSESS = "assess"
    SEND_PLAN = "send_plan"
    HEAR_ABOUT_PLAN = "hear_about_plan"
    BEGIN_INVESTIGATION = "begin_investigation"
    FIND = "find"
    CONSIDER = "consider"
    DRAFT_FINDINGS = "draft_findings"
    SHARE_FINDINGS = "share_findings"
    SUBMIT_LETTER = "submit_letter"
    SIGN_OFF = "sign_off"
    SEND = "send"
    COMPLETE_ACTIONS = "complete_actions"
    REPORT_OUTCOME = "report_outcome"
    FIND_CAUSE = "find_cause"
    MINUTE = "minute"
    CLOSE = "close"
    AWAIT_OMBUDSMAN = "await_ombudsman"
    NOTHING = "nothing"


_BY_STATE: Mapping[State, NextStep] = {
    State.URGENT_HOLD: NextStep.MEET_URGENT,
    State.CALLBACK_AGREED: NextStep.CALL_BACK,
    State.PLAN_AGREED: NextStep.BEGIN_INVESTIGATION,
    State.FINDINGS_DRAFTED: NextStep.SHARE_FINDINGS,
    State.SHARED_WITH_STAFF: NextStep.SUBMIT_LETTER,
    State.ON_OMBUDSMAN: NextStep.AWAIT_OMBUDSMAN,
}

_BEFORE_ANYBODY = frozenset({State.URGENT_HOLD, State.CALLBACK_AGREED})
"""What cannot wait until somebody has the case."""


def next_step(file: CaseFile) -> NextStep:
    """What should happen next: an alarm, an undelivered message, the duties by law, then the work."""
    case = file.case
    if open_alarms(file.events):
        return NextStep.SETTLE_ALARM
    if not case.is_open:
        return NextStep.NOTHING
    if any(message.needs_a_person for message in file.messages):
        return NextStep.SETTLE_MESSAGE
    if file.has_to_send:
        return NextStep.SEND_DOCUMENT
    if _owes_a_reason(file):
        return NextStep.EXPLAIN_BREACH
    if claim_state_of(file.events):
        return _of_a_claim(file)
    stage = stage_of(file.events)
    if case.state in BEFORE_RESPONSE and not (stage or case.is_acknowledged):
        return _still_to_acknowledge(case)
    if case.state in _BEFORE_ANYBODY:
        return _BY_STATE[case.state]
    if case.handler is None:
        return NextStep.ASSIGN_HANDLER
    if case.state is not State.URGENT_HOLD and (owed := _owed_to_the_person(file)):
        return owed
    if stage and case.state in _STAGED:
        return _on_its_stage(file, stage)
    return _BY_STATE.get(case.state) or _by_what_is_there(file)


def _of_a_claim(file: CaseFile) -> NextStep:
    """A claim takes its own way (4.6); the case is closed with it."""
    if file.case.handler is None:
        return NextStep.ASSIGN_HANDLER
    return _owed_to_the_person(file) or NextStep.TAKE_CLAIM_FURTHER


_STAGED = frozenset({State.RECEIVED, State.ACKNOWLEDGED, State.RESPONDED, State.REOPENED})
"""Where a complaint is between the stages, while nobody began a full investigation."""


def _on_its_stage(file: CaseFile, stage: StageReached) -> NextStep:
    """Answer, then find the causes whatever the answer was (S3-14), then close."""
    if not stage.answered:
        return NextStep.REPLY_AT_STAGE
    return NextStep.CLOSE if has_root_cause(file.events) else NextStep.FIND_CAUSE


def _owed_to_the_person(file: CaseFile) -> NextStep | None:
    """What somebody waits for from us: another time for what we missed, an answer to their wish.

    Who did not come is offered another time; who did not come twice is asked how to talk (S0-10).
    """
    if any(agreed.missed for agreed in open_ones(file.events, APPOINTMENT)):
        return NextStep.MAKE_GOOD
    if absences := absences_unanswered(file.events):
        return NextStep.OFFER_ANOTHER_TIME if absences == 1 else NextStep.ASK_HOW_TO_TALK
    wish = wish_waiting(file.events)
    if wish is About.NEXT_STAGE and stage_of(file.events):
        return NextStep.ESCALATE
    if wish:
        return _BY_WISH[wish]
    return NextStep.GIVE_RECORD if copy_is_missing(file) else None


_BY_WISH: Mapping[About, NextStep] = {
    About.WITHDRAWAL: NextStep.SEE_TO_WITHDRAWAL,
    About.NEXT_STAGE: NextStep.ANSWER_WISH,
}


def _owes_a_reason(file: CaseFile) -> bool:
    """Whether six months passed without a response and without the written reason (T14)."""
    if file.case.state not in BEFORE_RESPONSE:
        return False
    since = since_last(file.events, EventType.BREACH_EXPLAINED)
    breached = (e for e in since if e.type is EventType.CLOCK_BREACHED)
    return any(event.facts["clock"] == "6M" for event in breached)


def _still_to_acknowledge(case: Case) -> NextStep:
    if case.acknowledged_at:
        return NextStep.OFFER_DISCUSSION
    if case.discussion_offered_at:
        return NextStep.ACKNOWLEDGE
    return NextStep.ACKNOWLEDGE_AND_OFFER


def _by_what_is_there(file: CaseFile) -> NextStep:
    match file.case.state:
        case State.ACKNOWLEDGED | State.REOPENED:
            return _before_the_plan(file)
        case State.ASSESSED:
            plan = plan_of(file.events)
            waits = plan is not None and plan.answer is None
            return NextStep.HEAR_ABOUT_PLAN if waits else NextStep.SEND_PLAN
        case State.INVESTIGATING:
            return _while_investigating(file)
        case State.AWAITING_SIGNOFF:
            letter = submitted_letter(file.events)
            return NextStep.SEND if letter and len(letter.approved_as) > 1 else NextStep.SIGN_OFF
        case State.RESPONDED | State.ACTIONS_OPEN:
            return _after_the_response(file)
        case _:
            return _about_their_details(file) or NextStep.LOOK_INTO


def _about_their_details(file: CaseFile) -> NextStep | None:
    """What a person waits for who turned to us about their own details (domain.md 3.6, C-26)."""
    if unacknowledged(file.events):
        return NextStep.ACKNOWLEDGE_DATA_COMPLAINT
    if open_requests(file.events):
        return NextStep.ANSWER_REQUEST
    return NextStep.ANSWER_DATA_COMPLAINT if unanswered(file.events) else None


def _before_the_plan(file: CaseFile) -> NextStep:
    if grade_of(file.events) is None:
        return NextStep.GRADE
    if last_of(file.events, EventType.TRIAGE_ANSWERED) is None:
        return NextStep.TRIAGE
    return NextStep.ASSESS if issues_of(file.events).issues else NextStep.LIST_ISSUES


def _while_investigating(file: CaseFile) -> NextStep:
    if without_finding(file.events):
        return NextStep.FIND
    return NextStep.DRAFT_FINDINGS if was_considered(file.events) else NextStep.CONSIDER


def _after_the_response(file: CaseFile) -> NextStep:
    if open_actions(file.events):
        return NextStep.COMPLETE_ACTIONS
    if actions_of(file.events) and not outcome_was_reported(file.events):
        return NextStep.REPORT_OUTCOME
    return NextStep.CLOSE if was_minuted(file.events) else NextStep.MINUTE
