"""What can be done to a case now: the one next step, the other actions, what is refused and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.claim_standing import claim_state_of
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.undoing import undoable_until
from chalicelib.domain.workflow import NextStep
from chalicelib.domain.workflow.claim_way_rows import CLAIM_WAY_ROWS
from chalicelib.presentation.claim_steps import CLAIM_STEPS
from chalicelib.presentation.dates import clock_time
from chalicelib.presentation.forms import FORMS, TITLES
from chalicelib.presentation.labels import NEXT_STEPS
from chalicelib.presentation.typed import Choice


@dataclass(frozen=True, slots=True)
class Step:
    """What should happen next, why, and the button for it (its words and where it leads)."""

    title: str
    why: str
    button: str = ""
    path: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why some actions are not possible now, and which."""

    why: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions of one kind that are possible now, each with its page."""

    title: str
    links: tuple[Step, ...]


_BUTTONS: Mapping[NextStep, tuple[str, Action]] = {
    NextStep.SETTLE_ALARM: ("Say what was done", Action.SETTLE_ALARM),
    NextStep.SETTLE_MESSAGE: ("Decide about the message", Action.SETTLE_MESSAGE),
    NextStep.SEND_DOCUMENT: ("Record it as sent", Action.RECORD_DISPATCH),
    NextStep.MEET_URGENT: ("The medical need is met", Action.MEET_URGENT),
    NextStep.TAKE_CLAIM_FURTHER: ("Conclude the claim", Action.CONCLUDE_CLAIM),
    NextStep.EXPLAIN_BREACH: ("Record the notice", Action.EXPLAIN_BREACH),
    NextStep.ACKNOWLEDGE_AND_OFFER: ("Acknowledge and offer", Action.ACKNOWLEDGE),
    NextStep.ACKNOWLEDGE: ("Acknowledge", Action.ACKNOWLEDGE),
    NextStep.OFFER_DISCUSSION: ("Record the offer", Action.ACKNOWLEDGE),
    NextStep.ASSIGN_HANDLER: ("Choose a handler", Action.ASSIGN),
    NextStep.GIVE_RECORD: ("See to their copy", Action.GIVE_RECORD),
    NextStep.MAKE_GOOD: ("Agree another time", Action.MOVE_APPOINTMENT),
    NextStep.OFFER_ANOTHER_TIME: ("Offer another time", Action.BOOK_APPOINTMENT),
    NextStep.ASK_HOW_TO_TALK: ("Ask how to keep in touch", Action.ARRANGE_CONTACT),
    NextStep.SEE_TO_WITHDRAWAL: ("Record the withdrawal", Action.WITHDRAW),
    NextStep.ANSWER_WISH: ("Write to them", Action.WRITE_TO_PERSON),
    NextStep.ANSWER_REQUEST: ("Record the answer", Action.ANSWER_SUBJECT_REQUEST),
    NextStep.ACKNOWLEDGE_DATA_COMPLAINT: ("It is acknowledged", Action.ACKNOWLEDGE_DATA_COMPLAINT),
    NextStep.ANSWER_DATA_COMPLAINT: ("They were told the outcome", Action.ANSWER_DATA_COMPLAINT),
    NextStep.ESCALATE: ("Take it there", Action.ESCALATE),
    NextStep.REPLY_AT_STAGE: ("Reply", Action.REPLY_AT_STAGE),
    NextStep.LOOK_INTO: ("Settle it", Action.RESOLVE_INFORMALLY),
    NextStep.CALL_BACK: ("Record the call", Action.END_CALLBACK),
    NextStep.GRADE: ("Set the level", Action.GRADE),
    NextStep.TRIAGE: ("Answer the questions", Action.ANSWER_TRIAGE),
    NextStep.LIST_ISSUES: ("List the issues", Action.LIST_ISSUES),
    NextStep.ASSESS: ("Assess it", Action.ASSESS),
    NextStep.SEND_PLAN: ("Send the plan", Action.SEND_PLAN),
    NextStep.HEAR_ABOUT_PLAN: ("Record the answer", Action.ANSWER_PLAN),
    NextStep.BEGIN_INVESTIGATION: ("Begin", Action.BEGIN_INVESTIGATION),
    NextStep.FIND: ("Record a finding", Action.FIND),
    NextStep.CONSIDER: ("Answer the questions", Action.CONSIDER),
    NextStep.DRAFT_FINDINGS: ("Put them together", Action.DRAFT_FINDINGS),
    NextStep.SHARE_FINDINGS: ("Share them", Action.SHARE_FINDINGS),
    NextStep.SUBMIT_LETTER: ("Put the letter forward", Action.SUBMIT_LETTER),
    NextStep.SIGN_OFF: ("Sign it off", Action.APPROVE_LETTER),
    NextStep.SEND: ("Send it", Action.SEND_RESPONSE),
    NextStep.COMPLETE_ACTIONS: ("An action is done", Action.COMPLETE_ACTION),
    NextStep.REPORT_OUTCOME: ("Record what they were told", Action.REPORT_OUTCOME),
    NextStep.FIND_CAUSE: ("Record the causes", Action.RECORD_ROOT_CAUSE),
    NextStep.MINUTE: ("It was minuted", Action.MINUTE),
    NextStep.CLOSE: ("Close it", Action.CLOSE),
    NextStep.AWAIT_OMBUDSMAN: ("Record the decision", Action.RECORD_DECISION),
    NextStep.NOTHING: ("Add a note", Action.ADD_NOTE),
}

_WHY: Mapping[NextStep, str] = {
    NextStep.SEND_DOCUMENT: "A document is ready for this person. It does not count until it has gone: "
    "open it under Messages, send it, then record it.",
    NextStep.ASSIGN_HANDLER: "Nobody has this case yet.",
    NextStep.ACKNOWLEDGE: "A discussion was offered. The complaint itself is not acknowledged yet.",
    NextStep.OFFER_DISCUSSION: "It is acknowledged. The date is kept only when a discussion, by "
    "telephone or face to face, was offered too.",
    NextStep.GIVE_RECORD: "They told us by word of mouth, and by law get a copy of what we wrote "
    "down. It did not go by itself: the case is sensitive, or we had no way to write to them.",
    NextStep.MAKE_GOOD: "We missed an appointment. They have our apology, and need another time.",
    NextStep.OFFER_ANOTHER_TIME: "They did not come to an appointment. Offer another time; they may "
    "have had a reason.",
    NextStep.ASK_HOW_TO_TALK: "They did not come to two appointments in a row. Ask them in which way "
    "they want to hear from us.",
    NextStep.SEE_TO_WITHDRAWAL: "They wrote that they want to withdraw. If they changed their mind, "
    "write to them instead.",
    NextStep.ANSWER_WISH: "They asked for the next stage. Write to them what happens now.",
    NextStep.FIND_CAUSE: "Whatever the answer was, find out why it came to this before the case is "
    "closed.",
    NextStep.NOTHING: "The case is at an end. What is said later is kept as a note.",
}
"""Why it is next, where the form of the action does not say it better."""

_GROUPS: tuple[tuple[str, tuple[Action, ...]], ...] = (
    (
        "The work",
        (
            Action.ACKNOWLEDGE,
            Action.PREPARE_ACKNOWLEDGEMENT,
            Action.RECORD_DISPATCH,
            Action.GIVE_RECORD,
            Action.GRADE,
            Action.ANSWER_TRIAGE,
            Action.DECIDE_TIME_LIMIT,
            Action.LIST_ISSUES,
            Action.ASSESS,
            Action.SEND_PLAN,
            Action.ANSWER_PLAN,
            Action.BEGIN_INVESTIGATION,
            Action.FIND,
            Action.CONSIDER,
            Action.RECORD_ROOT_CAUSE,
            Action.DRAFT_FINDINGS,
            Action.DRAFT_LETTER,
            Action.SUBMIT_LETTER,
            Action.APPROVE_LETTER,
            Action.CHANGE_LETTER,
            Action.DELEGATE_SIGNING,
            Action.TAKE_BACK_SIGNING,
            Action.SEND_RESPONSE,
            Action.HAND_COPY,
            Action.REPLY_AT_STAGE,
            Action.EXPLAIN_DELAY,
            Action.ESCALATE,
            Action.REVIEW,
            Action.DECIDE_DOCUMENT,
        ),
    ),
    (
        "Staff concerned",
        (
            Action.NAME_STAFF,
            Action.TELL_STAFF,
            Action.TREAT_FAIRLY,
            Action.RECORD_INTERVIEW,
            Action.REFER_TO_MANAGEMENT,
            Action.SHOW_FINDINGS,
            Action.SHARE_FINDINGS,
        ),
    ),
    (
        "In touch",
        (
            Action.TELL_PERSON,
            Action.WRITE_TO_PERSON,
            Action.CORRECT_PERSON,
            Action.RECORD_CONTACT,
            Action.ARRANGE_CONTACT,
            Action.AGREE_CALLBACK,
            Action.END_CALLBACK,
            Action.BOOK_APPOINTMENT,
            Action.MOVE_APPOINTMENT,
            Action.CANCEL_APPOINTMENT,
            Action.END_APPOINTMENT,
            Action.HAND_ON,
            Action.SETTLE_ALARM,
            Action.RAISE_URGENT,
            Action.MEET_URGENT,
            Action.ASK_CONSENT,
            Action.RECORD_CONSENT,
            Action.WITHDRAW_CONSENT,
            Action.SUBSTITUTE_CONSENT,
            Action.APPROVE_SHARING,
            Action.SHARE,
            Action.AWAIT_THIRD_PARTY,
            Action.HEAR_THIRD_PARTY,
            Action.INVOLVE_ORGANISATION,
            Action.CONFIRM_LEAD,
            Action.CHECK_COMMISSIONER,
            Action.PROPOSE_MEDIATION,
            Action.ANSWER_MEDIATION,
            Action.BEGIN_MEDIATION,
            Action.END_MEDIATION,
            Action.FORWARD_COMPLAINT,
            Action.ASK_CONTRIBUTION,
            Action.RENEW_CONTRIBUTION,
            Action.REVOKE_CONTRIBUTION,
            Action.RECEIVE_CONTRIBUTION,
            Action.EXTEND,
            Action.MOVE_DATE,
            Action.EXPLAIN_BREACH,
        ),
    ),
    (
        "What changes",
        (
            Action.SET_ACTION,
            Action.COMPLETE_ACTION,
            Action.AUDIT_ACTION,
            Action.REPORT_OUTCOME,
            Action.SCHEDULE_MEETING,
            Action.CANCEL_MEETING,
            Action.MINUTE,
        ),
    ),
    (
        "Other cases",
        (Action.LINK_CASE, Action.TELL_APART, Action.SPLIT_CASE),
    ),
    (
        "Colleagues",
        (Action.NUDGE,),
    ),
    (
        "Claim and regulator",
        (
            Action.RECEIVE_DEADLINE_DOCUMENT,
            Action.FORWARD_DOCUMENT,
            Action.ACKNOWLEDGE_DOCUMENT,
            Action.ANSWER_DOCUMENT,
            Action.ISSUE_CHECKLIST,
            Action.ANSWER_CHECKLIST,
            Action.REQUEST_INSTRUCTION,
            Action.GIVE_INSTRUCTION,
            *CLAIM_WAY_ROWS,
            Action.RECEIVE_REGULATOR_QUESTION,
            Action.GIVE_REGULATOR_SUMMARY,
        ),
    ),
    (
        "How it ends",
        (
            Action.RESOLVE_INFORMALLY,
            Action.PROMOTE,
            Action.CLOSE,
            Action.REOPEN,
            Action.INVOLVE_OMBUDSMAN,
            Action.ANSWER_OMBUDSMAN,
            Action.RECORD_DECISION,
            Action.RAISE_APPEAL,
            Action.DECIDE_APPEAL,
            Action.WITHDRAW,
            Action.DECLINE,
            Action.TRANSFER,
            Action.PROPOSE_RESTRICTION,
            Action.RESTRICT,
            Action.LIFT_RESTRICTION,
        ),
    ),
    ("Who may open it", (Action.RESTRICT_ACCESS, Action.OPEN_ACCESS)),
    (
        "Personal details",
        (
            Action.RECEIVE_SUBJECT_REQUEST,
            Action.ASK_BACK,
            Action.MAKE_CLEAR,
            Action.TAKE_MORE_TIME,
            Action.ANSWER_SUBJECT_REQUEST,
            Action.RECEIVE_DATA_COMPLAINT,
            Action.ACKNOWLEDGE_DATA_COMPLAINT,
            Action.ANSWER_DATA_COMPLAINT,
            Action.STOP_SURVEYS,
            Action.PLACE_HOLD,
            Action.END_HOLD,
            Action.ORDER_COPY,
            Action.DECIDE_DISPOSAL,
            Action.ERASE,
        ),
    ),
)
ON_THE_PAGE = frozenset({Action.ADD_NOTE, Action.ASSIGN, Action.SETTLE_MESSAGE, Action.UNDO})
"""Actions whose forms stand on the case page itself."""


def next_step_of(opened: OpenFile, path: str) -> Step:
    """The box at the top of the page. `path` is the case's."""
    words, action = _button(opened)
    claim = _claim_step(opened)
    refused = opened.refused.get(action, "")
    return Step(
        title=claim[0] if claim else NEXT_STEPS[opened.next_step],
        why=_WHY.get(opened.next_step) or FORMS[action].why,
        button="" if refused else words,
        path=command_path(path, action),
        refused=refused,
    )


def _button(opened: OpenFile) -> tuple[str, Action]:
    """The words and the action of the next step. A claim’s depends on where it stands."""
    claim = _claim_step(opened)
    return (FORMS[claim[1]].button, claim[1]) if claim else _BUTTONS[opened.next_step]


def _claim_step(opened: OpenFile) -> tuple[str, Action] | None:
    state = claim_state_of(opened.file.events)
    is_next = opened.next_step is NextStep.TAKE_CLAIM_FURTHER
    return CLAIM_STEPS[state] if state and is_next else None


def command_path(case_path: str, action: Action) -> str:
    """The page of a command on the case at this path."""
    return f"{case_path}/do/{FORMS[action].name}"


def possible(opened: OpenFile, path: str) -> tuple[ActionGroup, ...]:
    """Everything that this reader can do now, by what it is for."""
    groups = (
        ActionGroup(
            title,
            tuple(
                Step(TITLES[action], "", path=command_path(path, action))
                for action in actions
                if opened.may(action)
            ),
        )
        for title, actions in _grouped()
    )
    return tuple(group for group in groups if group.links)


def _grouped() -> tuple[tuple[str, tuple[Action, ...]], ...]:
    """The groups; an action that no group names yet stands with the work."""
    named = {action for _, actions in _GROUPS for action in actions} | ON_THE_PAGE
    title, work = _GROUPS[0]
    others = tuple(action for action in FORMS if action not in named)
    return ((title, work + others), *_GROUPS[1:])


def blocked(opened: OpenFile) -> tuple[Blocked, ...]:
    """Every action that this reader cannot take now, by the reason."""
    reasons: dict[str, list[str]] = {}
    for action, why in opened.refused.items():
        if action is Action.UNDO:
            continue  # it is offered for some minutes, and missed by nobody afterwards
        reasons.setdefault(why, []).append(TITLES[action])
    return tuple(Blocked(why, tuple(titles)) for why, titles in reasons.items())


_CANNOT_WAIT = (Action.ACKNOWLEDGE, Action.APPROVE_LETTER, Action.AUTHORISE_ADMISSION)
"""A duty by law, and what waits for the yes of this very reader."""


def other_step(opened: OpenFile, path: str) -> Step | None:
    """What the reader cannot leave either, where something else comes first; None where nothing is."""
    _, first = _button(opened)
    theirs = (each for each in _CANNOT_WAIT if each is not first and opened.may(each))
    action = next(theirs, None)
    return Step(TITLES[action], "", path=command_path(path, action)) if action else None


def handlers(opened: OpenFile) -> tuple[Choice, ...]:
    """Everybody to whom the case can be given; whoever has it is left out."""
    field = FORMS[Action.ASSIGN].field("handler")
    return tuple(field.choices(opened)) if field and field.choices else ()


def undoable(opened: OpenFile, reader: StaffId, now: datetime) -> str:
    """Until when, by the clock, the reader can undo what they did last; empty where they cannot."""
    if not opened.may(Action.UNDO):
        return ""
    them = Actor(ActorKind.STAFF, reader)
    until = undoable_until(opened.file, them, now, opened.terms.pack)
    return clock_time(until) if until else ""


def may_take_it(opened: OpenFile, reader: StaffId) -> bool:
    """Whether the reader can give the case to themselves."""
    able = any(person.id == reader for person in opened.possible_handlers())
    return able and opened.may(Action.ASSIGN) and opened.file.case.handler != reader
