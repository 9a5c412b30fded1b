"""A case in every state, brought there by the commands as staff would: each step is one that the table
allows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from chalicelib.domain import casework, workflow
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    Acknowledgement,
    Assignment,
    CallBack,
    assessing,
    concerning,
    ending,
    improving,
    investigating,
    involving,
    planning,
    responding,
)
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.events import Occasion
from chalicelib.domain.grading import Grade
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.involvement import CommissionerHas
from chalicelib.domain.issues import Finding
from chalicelib.domain.letters.kept import Passage, SentLetter
from chalicelib.domain.messages import MessageState
from chalicelib.domain.parties import Channel
from chalicelib.domain.plans import PlanAnswer
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from infra.demo.letters import response_to
from tests.builders import (
    CHRISTMAS_EVE,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    TERMS,
    a_file,
    an_occasion,
    by_staff,
    london,
)

Step = tuple[Action, Callable[..., Change], Any]

NOW = london(CHRISTMAS_EVE.date(), 16)
"""Everything is done within the hour: what counts here is the order."""
MANAGER_ROLE, PARTNER_ROLE = RoleCode("complaints_manager"), RoleCode("partner")


def occasion(by: str = MANAGER.id) -> Occasion:
    """Done by them, now."""
    return an_occasion(NOW, by_staff(by))


def after(file: CaseFile, *steps: Step) -> CaseFile:
    """The file after these steps, each allowed by the table when it comes."""
    for action, decide, asked in steps:
        workflow.require(file, action, TERMS)
        file = decide(file, asked, terms=TERMS, occasion=occasion()).file
    return file


def _assign(file: CaseFile, asked: Assignment, **when: Any) -> Change:
    assert asked.handler == HANDLER.id
    return casework.assign(file, HANDLER, **when)


def submit(file: CaseFile, asked: responding.LetterSubmission, **when: Any) -> Change:
    """Put forward; it may name these of the staff."""
    return responding.submit_letter(file, asked, (MANAGER, OFFICE, PARTNER), **when)


def send(file: CaseFile, asked: responding.ResponseSent, **when: Any) -> Change:
    """Sent, and kept as a letter of one line."""
    letter = SentLetter("Willow Lane", (Passage("Dear reader"),))
    return responding.send_response(file, asked, letter, **when)


def post(file: CaseFile, asked: Channel, **when: Any) -> Change:
    """The document that waits goes out in an envelope."""
    (waiting,) = (each for each in file.messages if each.state is MessageState.TO_SEND)
    return casework.record_dispatch(file, casework.Dispatch(waiting.key), **when)


def _approve(file: CaseFile, asked: responding.Approval, **when: Any) -> Change:
    person = MANAGER if asked.role == MANAGER_ROLE else PARTNER
    return responding.approve_letter(file, asked, person, **when)


YES_TO_SEVEN = (True,) * 7
NO_TO_NINE = (False,) * 9
BOTH = (investigating.Fairness.LETTER_SHOWN, investigating.Fairness.SUPPORT_OFFERED)

ACKNOWLEDGE: tuple[Step, ...] = (
    (
        Action.ACKNOWLEDGE,
        casework.acknowledge,
        Acknowledgement(Channel.LETTER, (Channel.TELEPHONE,)),
    ),
    (Action.ASSIGN, _assign, Assignment(HANDLER.id)),
)
ASSESS: tuple[Step, ...] = (
    (Action.GRADE, assessing.grade, assessing.Grading(Grade.MAJOR, "By its consequences")),
    (
        Action.ANSWER_TRIAGE,
        assessing.answer_triage,
        assessing.Triage(False, False, False, False, False),
    ),
    (
        Action.LIST_ISSUES,
        assessing.list_issues,
        assessing.Issues((assessing.ListedIssue("Nobody rang", "communications"),)),
    ),
    (Action.ASSESS, assessing.assess, assessing.Assessment(*YES_TO_SEVEN, text="Look into it")),
)
PLAN: tuple[Step, ...] = (
    (
        Action.SEND_PLAN,
        planning.send_plan,
        planning.PlanProposal(
            investigate_by=date(2027, 1, 22),
            respond_by=date(2027, 2, 4),
            steps="Ask those concerned",
            achievable="An explanation",
            not_achievable="Discipline",
            wishes="An explanation",
            sent_by=Channel.MEETING,
            partner=PARTNER.id,
        ),
    ),
    (Action.ANSWER_PLAN, planning.answer_plan, planning.PlanReply(PlanAnswer.ACCEPTED)),
)
INVESTIGATE: tuple[Step, ...] = (
    (
        Action.CHECK_COMMISSIONER,
        involving.check_commissioner,
        involving.CommissionerCheck(CommissionerHas.NOT, "She was asked"),
    ),
    (
        Action.BEGIN_INVESTIGATION,
        investigating.begin_investigation,
        investigating.Beginning("With the record"),
    ),
)
FIND: tuple[Step, ...] = (
    (
        Action.NAME_STAFF,
        investigating.name_staff,
        investigating.NamedStaff("Dr A", Concerned.SUBJECT),
    ),
    (Action.TREAT_FAIRLY, investigating.treat_fairly, investigating.FairTreatment("1", BOTH)),
    (Action.REFER_TO_MANAGEMENT, investigating.refer_to_management, investigating.Referral()),
    (
        Action.RECORD_INTERVIEW,
        investigating.record_interview,
        investigating.Interview("1", investigating.Account.INTERVIEW, "I did not see it"),
    ),
    (
        Action.FIND,
        investigating.find,
        investigating.IssueFinding("1", Finding.UPHELD, "The record shows it"),
    ),
    (Action.CONSIDER, investigating.consider, investigating.Considerations(*NO_TO_NINE, text="-")),
    (Action.DRAFT_FINDINGS, investigating.draft_findings, investigating.DraftFindings("Upheld")),
)
SHARE: tuple[Step, ...] = (
    (Action.SHARE_FINDINGS, investigating.share, investigating.Sharing(("1",))),
    (Action.DRAFT_LETTER, responding.draft_letter, response_to("Nobody rang")),
)
SUBMIT: tuple[Step, ...] = ((Action.SUBMIT_LETTER, submit, responding.LetterSubmission(OFFICE.id)),)
PROMISE: tuple[Step, ...] = (
    (
        Action.SET_ACTION,
        improving.set_action,
        improving.ActionPromise("A new routine", OFFICE.id, date(2027, 4, 30)),
    ),
)
SEND: tuple[Step, ...] = (
    (Action.APPROVE_LETTER, _approve, responding.Approval(MANAGER_ROLE)),
    (Action.APPROVE_LETTER, _approve, responding.Approval(PARTNER_ROLE)),
    (
        Action.SEND_RESPONSE,
        send,
        responding.ResponseSent(Channel.LETTER, PARTNER_ROLE),
    ),
    (Action.RECORD_DISPATCH, post, Channel.LETTER),
)
MINUTE: tuple[Step, ...] = ((Action.MINUTE, improving.minute, improving.Minutes("2027-02/4")),)
CLOSE: tuple[Step, ...] = ((Action.CLOSE, ending.close, ending.Closing()),)
DECLINE: tuple[Step, ...] = (
    (
        Action.DECLINE,
        ending.decline,
        ending.Declining(ending.DeclineReason.OUT_OF_SCOPE, "Not ours", Channel.LETTER),
    ),
)
WITHDRAW: tuple[Step, ...] = (
    (Action.WITHDRAW, ending.withdraw, ending.Withdrawal(in_writing=True, text="No more")),
)
TRANSFER: tuple[Step, ...] = (
    (
        Action.TRANSFER,
        ending.transfer,
        ending.Transfer("The pharmacy", True, "It is theirs", Channel.LETTER),
    ),
)
REOPEN: tuple[Step, ...] = ((Action.REOPEN, ending.reopen, ending.Reopening("A second visit")),)
OMBUDSMAN: tuple[Step, ...] = (
    (
        Action.INVOLVE_OMBUDSMAN,
        ending.involve_ombudsman,
        ending.OmbudsmanLetter("The file, please", date(2027, 3, 1)),
    ),
)
URGENT: tuple[Step, ...] = (
    (Action.RAISE_URGENT, concerning.raise_urgent, concerning.UrgentNeed("Chest pain: 999")),
)
HAND_ON: tuple[Step, ...] = (
    (Action.HAND_ON, concerning.hand_on, concerning.PassingOn(caller_told=True)),
)
CALLBACK: tuple[Step, ...] = (
    (
        Action.AGREE_CALLBACK,
        casework.agree_callback,
        CallBack(OFFICE.id, "About the wait", NOW + timedelta(hours=2)),
    ),
)
RESOLVE: tuple[Step, ...] = (
    (
        Action.RESOLVE_INFORMALLY,
        concerning.resolve_informally,
        concerning.Resolution(satisfied=True, text="Explained"),
    ),
)


@cache
def in_every_state() -> Mapping[State, CaseFile]:
    """A case in each state."""
    concern = a_file(contact_type=ContactType.CONCERN, received_via=ReceivedVia.PHONE)
    received = a_file()
    acknowledged = after(received, *ACKNOWLEDGE)
    assessed = after(acknowledged, *ASSESS)
    planned = after(assessed, *PLAN)
    investigating_ = after(planned, *INVESTIGATE)
    found = after(investigating_, *FIND)
    shared = after(found, *SHARE)
    submitted = after(shared, *SUBMIT)
    responded = after(submitted, *SEND)
    return {
        State.LOGGED: concern,
        State.URGENT_HOLD: after(concern, *URGENT),
        State.WITH_OFFICE_MANAGER: after(concern, *HAND_ON),
        State.CALLBACK_AGREED: after(concern, *CALLBACK),
        State.RESOLVED_INFORMALLY: after(concern, *RESOLVE),
        State.RECEIVED: received,
        State.ACKNOWLEDGED: acknowledged,
        State.ASSESSED: assessed,
        State.PLAN_AGREED: planned,
        State.INVESTIGATING: investigating_,
        State.FINDINGS_DRAFTED: found,
        State.SHARED_WITH_STAFF: shared,
        State.AWAITING_SIGNOFF: submitted,
        State.RESPONDED: responded,
        State.ACTIONS_OPEN: after(submitted, *PROMISE, *SEND),
        State.CLOSED: after(responded, *MINUTE, *CLOSE),
        State.REOPENED: after(responded, *REOPEN),
        State.ON_OMBUDSMAN: after(responded, *OMBUDSMAN),
        State.DECLINED: after(acknowledged, *DECLINE),
        State.WITHDRAWN: after(acknowledged, *WITHDRAW),
        State.TRANSFERRED: after(acknowledged, *TRANSFER),
    }
