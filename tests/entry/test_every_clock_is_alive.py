"""Issue 3, point 1: no clock of any pack waits for what nobody can do."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator

import pytest

from chalicelib.domain.clocks import ClockRule, Extension, Trigger
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.entry.commands import COMMANDS
from tests.clockwork import PACKS, pack

DOMAIN = "chalicelib.domain"

BY_STAFF = {
    EventType.ACK_SENT: (Action.ACKNOWLEDGE,),
    EventType.ACTION_AUDITED: (Action.AUDIT_ACTION,),
    EventType.ACTION_COMPLETED: (Action.COMPLETE_ACTION,),
    EventType.ACTION_SET: (Action.SET_ACTION,),
    EventType.ALARM_SETTLED: (Action.SETTLE_ALARM,),
    EventType.APPEAL_DECIDED: (Action.DECIDE_APPEAL,),
    EventType.APPEAL_RAISED: (Action.RAISE_APPEAL,),
    EventType.APPOINTMENT_BOOKED: (Action.BOOK_APPOINTMENT,),
    EventType.APPOINTMENT_CANCELLED: (Action.CANCEL_APPOINTMENT,),
    EventType.APPOINTMENT_ENDED: (Action.END_APPOINTMENT,),
    EventType.CALLBACK_AGREED: (Action.AGREE_CALLBACK,),
    EventType.CALLBACK_ENDED: (Action.END_CALLBACK,),
    EventType.CASE_CLOSED: (Action.CLOSE,),
    EventType.CASE_DECLINED: (Action.DECLINE,),
    EventType.CASE_REOPENED: (Action.REOPEN,),
    EventType.CASE_REVIEWED: (Action.REVIEW,),
    EventType.CASE_TRANSFERRED: (Action.TRANSFER,),
    EventType.CASE_WITHDRAWN: (Action.WITHDRAW,),
    EventType.CHECKLIST_COMPLETED: (Action.ANSWER_CHECKLIST,),
    EventType.CHECKLIST_ISSUED: (Action.ISSUE_CHECKLIST,),
    EventType.CLAIM_CONCLUDED: (Action.CONCLUDE_CLAIM,),
    EventType.CLAIM_DEFENDED: (Action.DEFEND_CLAIM,),
    EventType.CLAIM_SETTLED: (Action.SETTLE_CLAIM,),
    EventType.CLOCK_EXTENDED: (Action.EXTEND, Action.MOVE_DATE, Action.TAKE_MORE_TIME),
    EventType.CLOCK_PAUSED: (Action.ASK_BACK,),
    EventType.CLOCK_RESUMED: (Action.MAKE_CLEAR,),
    EventType.CLOCK_REVISED: (Action.MOVE_DATE,),
    EventType.CONTACT_PREFERRED: (Action.ARRANGE_CONTACT,),
    EventType.CONCERN_PROMOTED: (Action.PROMOTE,),
    EventType.CONCERN_RESOLVED: (Action.RESOLVE_INFORMALLY,),
    EventType.CONSENT_EXPIRED: (Action.RECORD_CONSENT,),
    EventType.CONSENT_GIVEN: (Action.RECORD_CONSENT,),
    EventType.CONSENT_REFUSED: (Action.RECORD_CONSENT,),
    EventType.CONSENT_REQUESTED: (Action.ASK_CONSENT,),
    EventType.CONSENT_SUBSTITUTED: (Action.SUBSTITUTE_CONSENT,),
    EventType.CONTACT_MADE: (Action.RECORD_CONTACT,),
    EventType.CONTRIBUTION_RECEIVED: (Action.RECEIVE_CONTRIBUTION,),
    EventType.CONTRIBUTION_REQUESTED: (Action.ASK_CONTRIBUTION,),
    EventType.DATA_COMPLAINT_ACKNOWLEDGED: (Action.ACKNOWLEDGE_DATA_COMPLAINT,),
    EventType.DATA_COMPLAINT_RECEIVED: (Action.RECEIVE_DATA_COMPLAINT,),
    EventType.DEADLINE_DOCUMENT_ACKNOWLEDGED: (Action.ACKNOWLEDGE_DOCUMENT,),
    EventType.DEADLINE_DOCUMENT_ANSWERED: (Action.ANSWER_DOCUMENT,),
    EventType.DEADLINE_DOCUMENT_FORWARDED: (Action.FORWARD_DOCUMENT,),
    EventType.CONTACT_PASSED_ON: (Action.HAND_ON,),
    EventType.HANDLER_ASSIGNED: (Action.ASSIGN,),
    EventType.DEADLINE_DOCUMENT_RECEIVED: (Action.RECEIVE_DEADLINE_DOCUMENT,),
    EventType.DISPOSAL_DECIDED: (Action.DECIDE_DISPOSAL,),
    EventType.DISCUSSION_OFFERED: (Action.ACKNOWLEDGE,),
    EventType.INSTRUCTION_GIVEN: (Action.GIVE_INSTRUCTION,),
    EventType.INSTRUCTION_REQUESTED: (Action.REQUEST_INSTRUCTION,),
    EventType.LETTER_APPROVED: (Action.APPROVE_LETTER,),
    EventType.LETTER_SUBMITTED: (Action.SUBMIT_LETTER,),
    EventType.LETTER_VOIDED: (Action.CHANGE_LETTER,),
    EventType.MEETING_CANCELLED: (Action.CANCEL_MEETING,),
    EventType.MEETING_MINUTED: (Action.MINUTE,),
    EventType.MEETING_SCHEDULED: (Action.SCHEDULE_MEETING,),
    EventType.OMBUDSMAN_ANSWERED: (Action.ANSWER_OMBUDSMAN,),
    EventType.OMBUDSMAN_DECIDED: (Action.RECORD_DECISION,),
    EventType.OMBUDSMAN_INVOLVED: (Action.INVOLVE_OMBUDSMAN,),
    EventType.PERSON_TOLD: (Action.TELL_PERSON,),
    EventType.PERSON_WRITTEN_TO: (Action.WRITE_TO_PERSON,),
    EventType.PLAN_ACCEPTED: (Action.ANSWER_PLAN,),
    EventType.PLAN_SENT: (Action.SEND_PLAN,),
    EventType.REGULATOR_ANSWERED: (Action.GIVE_REGULATOR_SUMMARY,),
    EventType.REGULATOR_ASKED: (Action.RECEIVE_REGULATOR_QUESTION,),
    EventType.RESPONSE_SENT: (Action.SEND_RESPONSE,),
    EventType.HANDLER_NUDGED: (Action.NUDGE,),
    EventType.DEED_UNDONE: (Action.UNDO,),
    EventType.RESTRICTION_APPLIED: (Action.RESTRICT,),
    EventType.RESTRICTION_LIFTED: (Action.LIFT_RESTRICTION,),
    EventType.STAGE_ESCALATED: (Action.ESCALATE,),
    EventType.STAGE_REPLIED: (Action.REPLY_AT_STAGE,),
    EventType.SUBJECT_REQUEST_ANSWERED: (Action.ANSWER_SUBJECT_REQUEST,),
    EventType.SUBJECT_REQUEST_RECEIVED: (Action.RECEIVE_SUBJECT_REQUEST,),
    EventType.SURVEY_STOPPED: (Action.STOP_SURVEYS,),
    EventType.THIRD_PARTY_ANSWERED: (Action.HEAR_THIRD_PARTY,),
    EventType.THIRD_PARTY_AWAITED: (Action.AWAIT_THIRD_PARTY,),
    EventType.URGENT_MET: (Action.MEET_URGENT,),
    EventType.URGENT_RAISED: (Action.RAISE_URGENT,),
}
"""What staff make happen, and by which commands."""

BY_ITSELF = {
    EventType.ALARM_RAISED: f"{DOMAIN}.dangers",
    EventType.CASE_RECEIVED: f"{DOMAIN}.casework.opening",
    EventType.ERASURE_DONE: f"{DOMAIN}.casework.erasing",
    EventType.PERSON_WROTE: f"{DOMAIN}.following",
    EventType.REMINDER_SENT: f"{DOMAIN}.clocks.rules",
    EventType.REPORT_CALLED_FOR: f"{DOMAIN}.timetable",
    EventType.REPORT_GENERATED: f"{DOMAIN}.timetable",
    EventType.SURVEY_DECIDED: f"{DOMAIN}.casework.surveying",
    EventType.SURVEY_REMINDED: f"{DOMAIN}.casework.surveying",
}
"""What the public, the clock and the organisation’s own page make happen, and where."""

MADE_WITH = {
    EventType.RESPONSE_SENT: "chalicelib.domain.casework.response_going",
    EventType.STAGE_REPLIED: "chalicelib.domain.casework.stage_going",
}
"""What a command makes with the help of another module, because more than one way leads there."""

MADE_IN = {command.action: inspect.getmodule(command.asks) for command in COMMANDS}


def clocks() -> Iterator[tuple[PolicyPack, ClockRule]]:
    for code in PACKS:
        yield from ((pack(code), rule) for rule in pack(code).clocks)


every_clock = pytest.mark.parametrize(
    ("policy", "rule"), list(clocks()), ids=[f"{p.ref.code} {rule.code}" for p, rule in clocks()]
)


def waited_for(rule: ClockRule) -> set[EventType]:
    """Everything that starts, stops, pauses or moves the clock."""
    rows: tuple[tuple[Trigger, ...], ...] = (
        rule.starts_on,
        rule.restarts_on,
        rule.stops_when_all,
        rule.ends_when_any,
    )
    events = {trigger.type for triggers in rows for trigger in triggers}
    if rule.pausable:
        events |= {EventType.CLOCK_PAUSED, EventType.CLOCK_RESUMED}
    if rule.extension is not Extension.NEVER:
        events |= {EventType.CLOCK_EXTENDED}
    return events | ({EventType.CLOCK_REVISED} if rule.revisable else set())


@every_clock
def test_issue_3_point_1_everything_that_a_clock_waits_for_somebody_can_do(
    policy: PolicyPack, rule: ClockRule
):
    dead = {event for event in waited_for(rule) if not _can_happen(event, policy)}

    assert not dead, f"nobody can do this under {policy.title}"


def _can_happen(event: EventType, policy: PolicyPack) -> bool:
    if event in BY_ITSELF:
        return _speaks_of(event, BY_ITSELF[event])
    actions = BY_STAFF.get(event, ())
    return any(policy.who_can(action) and _made_by(event, action) for action in actions)


def _made_by(event: EventType, action: Action) -> bool:
    """Whether the module of the command that staff ask for makes this event."""
    module = MADE_IN[action]
    return module is not None and _speaks_of(event, MADE_WITH.get(event, module.__name__))


def _speaks_of(event: EventType, module: str) -> bool:
    return f"EventType.{event.name}" in inspect.getsource(importlib.import_module(module))
