"""What one kind of organisation promises and permits: a policy pack, versioned, every value with its
source. Code holds no limit, ladder, right or role; a case pins the version it was received under.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.clocks import ClockRule
from chalicelib.domain.errors import NotAllowed
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.policy_keys import SettingValue

REMINDERS, APPEALS = "reminders", "appeals"
"""The ladders that a pack can have."""


class Action(StrEnum):
    """Everything that staff can do. The admin page and the API ask the same table."""

    LIST_CASES = "list_cases"
    READ_CASE = "read_case"
    READ_UNCHECKED = "read_unchecked"
    OPEN_CASE = "open_case"
    ACKNOWLEDGE = "acknowledge"
    PREPARE_ACKNOWLEDGEMENT = "prepare_acknowledgement"
    RECORD_DISPATCH = "record_dispatch"
    ASSIGN = "assign"
    NUDGE = "nudge"
    UNDO = "undo"
    ADD_NOTE = "add_note"
    SETTLE_MESSAGE = "settle_message"
    SETTLE_ALARM = "settle_alarm"
    RAISE_URGENT = "raise_urgent"
    MEET_URGENT = "meet_urgent"
    HAND_ON = "hand_on"
    ADD_DOCUMENT = "add_document"
    OPEN_DOCUMENT = "open_document"
    DECIDE_DOCUMENT = "decide_document"
    TRIAGE_MAIL = "triage_mail"
    CHECK_CALLER = "check_caller"
    TELL_PERSON = "tell_person"
    WRITE_TO_PERSON = "write_to_person"
    CORRECT_PERSON = "correct_person"
    AGREE_CALLBACK = "agree_callback"
    END_CALLBACK = "end_callback"
    RESOLVE_INFORMALLY = "resolve_informally"
    PROMOTE = "promote"
    GRADE = "grade"
    ANSWER_TRIAGE = "answer_triage"
    DECIDE_TIME_LIMIT = "decide_time_limit"
    LIST_ISSUES = "list_issues"
    ASSESS = "assess"
    SEND_PLAN = "send_plan"
    ANSWER_PLAN = "answer_plan"
    RECORD_CONTACT = "record_contact"
    ARRANGE_CONTACT = "arrange_contact"
    AWAIT_THIRD_PARTY = "await_third_party"
    HEAR_THIRD_PARTY = "hear_third_party"
    ASK_CONSENT = "ask_consent"
    RECORD_CONSENT = "record_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    SUBSTITUTE_CONSENT = "substitute_consent"
    SHARE = "share"
    APPROVE_SHARING = "approve_sharing"
    INVOLVE_ORGANISATION = "involve_organisation"
    CONFIRM_LEAD = "confirm_lead"
    CHECK_COMMISSIONER = "check_commissioner"
    PROPOSE_MEDIATION = "propose_mediation"
    ANSWER_MEDIATION = "answer_mediation"
    BEGIN_MEDIATION = "begin_mediation"
    END_MEDIATION = "end_mediation"
    FORWARD_COMPLAINT = "forward_complaint"
    ASK_CONTRIBUTION = "ask_contribution"
    RENEW_CONTRIBUTION = "renew_contribution"
    REVOKE_CONTRIBUTION = "revoke_contribution"
    RECEIVE_CONTRIBUTION = "receive_contribution"
    EXTEND = "extend"
    MOVE_DATE = "move_date"
    EXPLAIN_BREACH = "explain_breach"
    REVIEW = "review"
    BEGIN_INVESTIGATION = "begin_investigation"
    NAME_STAFF = "name_staff"
    TREAT_FAIRLY = "treat_fairly"
    REFER_TO_MANAGEMENT = "refer_to_management"
    RECORD_INTERVIEW = "record_interview"
    CONSIDER = "consider"
    RECORD_ROOT_CAUSE = "record_root_cause"
    FIND = "find"
    DRAFT_FINDINGS = "draft_findings"
    SHARE_FINDINGS = "share_findings"
    TELL_STAFF = "tell_staff"
    SHOW_FINDINGS = "show_findings"
    DRAFT_LETTER = "draft_letter"
    SUBMIT_LETTER = "submit_letter"
    APPROVE_LETTER = "approve_letter"
    CHANGE_LETTER = "change_letter"
    SEND_RESPONSE = "send_response"
    DELEGATE_SIGNING = "delegate_signing"
    TAKE_BACK_SIGNING = "take_back_signing"
    HAND_COPY = "hand_copy"
    GIVE_RECORD = "give_record"
    SET_ACTION = "set_action"
    COMPLETE_ACTION = "complete_action"
    AUDIT_ACTION = "audit_action"
    REPORT_OUTCOME = "report_outcome"
    SCHEDULE_MEETING = "schedule_meeting"
    CANCEL_MEETING = "cancel_meeting"
    MINUTE = "minute"
    REPLY_AT_STAGE = "reply_at_stage"
    EXPLAIN_DELAY = "explain_delay"
    ESCALATE = "escalate"
    CLOSE = "close"
    REOPEN = "reopen"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    TRANSFER = "transfer"
    INVOLVE_OMBUDSMAN = "involve_ombudsman"
    ANSWER_OMBUDSMAN = "answer_ombudsman"
    RECORD_DECISION = "record_decision"
    RECEIVE_DEADLINE_DOCUMENT = "receive_deadline_document"
    FORWARD_DOCUMENT = "forward_document"
    ACKNOWLEDGE_DOCUMENT = "acknowledge_document"
    ANSWER_DOCUMENT = "answer_document"
    ISSUE_CHECKLIST = "issue_checklist"
    ANSWER_CHECKLIST = "answer_checklist"
    REQUEST_INSTRUCTION = "request_instruction"
    GIVE_INSTRUCTION = "give_instruction"
    OPEN_CLAIM = "open_claim"
    JOIN_MEMBER = "join_member"
    NAME_CONTACT = "name_contact"
    HEAR_MEMBER = "hear_member"
    MARK_HIGH_PROFILE = "mark_high_profile"
    NOTIFY_CLAIM = "notify_claim"
    DECIDE_COVER = "decide_cover"
    NOMINATE = "nominate"
    INVESTIGATE_CLAIM = "investigate_claim"
    RECORD_EVIDENCE = "record_evidence"
    ASSESS_LIABILITY = "assess_liability"
    REPUDIATE = "repudiate"
    RECOMMEND_ADMISSION = "recommend_admission"
    AUTHORISE_ADMISSION = "authorise_admission"
    REVOKE_ADMISSION = "revoke_admission"
    SERVE_ADMISSION = "serve_admission"
    CONSIDER_ROUTES = "consider_routes"
    RECORD_OFFER = "record_offer"
    SETTLE_CLAIM = "settle_claim"
    APPORTION = "apportion"
    SIGN_OWN_EXPENSE = "sign_own_expense"
    DEFEND_CLAIM = "defend_claim"
    TELL_STAFF_OUTCOME = "tell_staff_outcome"
    SHARE_LEARNING = "share_learning"
    CONCLUDE_CLAIM = "conclude_claim"
    CLOSE_CLAIM = "close_claim"
    RECEIVE_REGULATOR_QUESTION = "receive_regulator_question"
    GIVE_REGULATOR_SUMMARY = "give_regulator_summary"
    RAISE_APPEAL = "raise_appeal"
    DECIDE_APPEAL = "decide_appeal"
    PROPOSE_RESTRICTION = "propose_restriction"
    RESTRICT = "restrict"
    LIFT_RESTRICTION = "lift_restriction"
    RESTRICT_ACCESS = "restrict_access"
    OPEN_ACCESS = "open_access"
    ENTER_RESTRICTED = "enter_restricted"
    READ_REGISTER = "read_register"
    READ_OWN_COPY = "read_own_copy"
    RECEIVE_SUBJECT_REQUEST = "receive_subject_request"
    ASK_BACK = "ask_back"
    MAKE_CLEAR = "make_clear"
    TAKE_MORE_TIME = "take_more_time"
    ANSWER_SUBJECT_REQUEST = "answer_subject_request"
    RECEIVE_DATA_COMPLAINT = "receive_data_complaint"
    ACKNOWLEDGE_DATA_COMPLAINT = "acknowledge_data_complaint"
    ANSWER_DATA_COMPLAINT = "answer_data_complaint"
    STOP_SURVEYS = "stop_surveys"
    READ_SURVEYS = "read_surveys"
    READ_FIGURES = "read_figures"
    PLACE_HOLD = "place_hold"
    END_HOLD = "end_hold"
    ORDER_COPY = "order_copy"
    DECIDE_DISPOSAL = "decide_disposal"
    ERASE = "erase"
    LINK_CASE = "link_case"
    SPLIT_CASE = "split_case"
    TELL_APART = "tell_apart"
    BOOK_APPOINTMENT = "book_appointment"
    MOVE_APPOINTMENT = "move_appointment"
    CANCEL_APPOINTMENT = "cancel_appointment"
    END_APPOINTMENT = "end_appointment"
    ARRANGE_OWN = "arrange_own"
    ARRANGE_OTHERS = "arrange_others"
    PREVIEW_POLICY = "preview_policy"
    PUBLISH_POLICY = "publish_policy"
    CHANGE_ORGANISATION = "change_organisation"
    MANAGE_STAFF = "manage_staff"
    RECORD_REPORT = "record_report"


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the organisation: its title on the page and what it may do. Whoever has it signs in
    with a `second_factor`, unless the pack says that they need none.
    """

    code: RoleCode
    title: str
    may: frozenset[Action]
    handles_cases: bool
    source: str
    second_factor: bool = True


@dataclass(frozen=True, slots=True)
class Subject:
    """A category that a contact can be about."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Where else to turn: the ombudsman, advocacy, the commissioner. Never written into a text.

    `verified_on` is when a person last checked it; None if nobody has yet. One that is `invented`
    serves the demonstration and must be replaced before real people read it.
    """

    code: str
    name: str
    phone: str
    url: str
    address: str
    verified_on: date | None
    source: str
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One value of the pack that is no clock's, such as how many months people may wait to complain."""

    value: SettingValue
    source: str


class MissRule(StrEnum):
    """What is owed when a stage cannot be answered in time (C-5)."""

    EXPLAIN_AND_NEW_DATE = "explain_and_new_date"
    PROGRESS_UPDATE = "progress_update"
    WRITTEN_REASON_AND_NEW_DATE = "written_reason_and_new_date"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of escalation: who answers it, by which clock, and what is owed if they cannot.

    `by_subject` names who answers in place of the owner, for some categories (S3-7).
    """

    number: int
    title: str
    owner: RoleCode
    clock: str
    miss_rule: MissRule
    source: str
    by_subject: Mapping[str, RoleCode] = field(default_factory=dict)

    def owner_for(self, subject: str) -> RoleCode:
        """Who answers here what is about this category."""
        return self.by_subject.get(subject, self.owner)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of a ladder: any of `roles` holds it. Rungs are climbed in order, none is skipped.

    A rung of the ladder of reminders hears `after_working_days` at the London time `at`, or
    `after_hours` of a clock that counts hours, when nobody answered whoever heard before. The first
    hears the reminders themselves, so it waits for nothing. A rung of appeals can end in `mediation`.
    """

    number: int
    roles: tuple[RoleCode, ...]
    source: str
    after_working_days: int = 0
    after_hours: int = 0
    at: time | None = None
    mediation: bool = False


@dataclass(frozen=True, slots=True)
class PolicyRef:
    """The name and version of a pack, as a case pins it."""

    code: str
    version: str

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


@dataclass(frozen=True, slots=True)
class PolicyPack:
    """One version of one pack. `alerted_on_receipt` is told of every contact at once (S2-43).

    `settings` are by their key (`policy_keys`); `ladders` by what is climbed: who hears next of a
    clock that nobody answers (`REMINDERS`), or who decides an appeal next (`APPEALS`).
    """

    ref: PolicyRef
    title: str
    clocks: tuple[ClockRule, ...]
    roles: Mapping[RoleCode, Role]
    subjects: tuple[Subject, ...]
    contacts: Mapping[str, Contact]
    alerted_on_receipt: RoleCode
    settings: Mapping[str, Setting] = field(default_factory=dict)
    stages: tuple[Stage, ...] = ()
    ladders: Mapping[str, tuple[Rung, ...]] = field(default_factory=dict)

    def clock(self, code: str) -> ClockRule | None:
        """The rule of this code; None where the pack promises no such thing."""
        return next((rule for rule in self.clocks if rule.code == code), None)

    def reminders(self) -> tuple[Rung, ...]:
        """Who hears of a clock that nobody answers, in order; empty where nobody does."""
        return self.ladders.get(REMINDERS, ())

    def permits(self, roles: Iterable[RoleCode], action: Action) -> bool:
        """Whether any of these roles may do it. What is not written is refused."""
        held = (self.roles.get(role) for role in roles)
        return any(role is not None and action in role.may for role in held)

    def require(self, roles: Iterable[RoleCode], action: Action) -> None:
        """Raises: NotAllowed, naming the roles that may, where none of these does."""
        if not self.permits(roles, action):
            who_can = self.who_can(action)
            able = ", ".join(who_can) or "nobody"
            raise NotAllowed(
                f"Your role does not allow this. It can be done by: {able}", who_can=who_can
            )

    def who_can(self, action: Action) -> tuple[str, ...]:
        """The titles of the roles that may do it, in the pack's order."""
        return tuple(role.title for role in self.roles.values() if action in role.may)

    def roles_with(self, action: Action) -> frozenset[RoleCode]:
        """The roles that may do it."""
        return frozenset(role.code for role in self.roles.values() if action in role.may)

    def asks_second_factor(self, roles: Iterable[RoleCode]) -> bool:
        """Whether any of these roles asks for one. A role that the pack does not know does.

        Source: OWASP ASVS 4.0.3, 2.2.4 and 4.3.1.
        """
        held = (self.roles.get(role) for role in roles)
        return any(role is None or role.second_factor for role in held)

    def handler_roles(self) -> frozenset[RoleCode]:
        """The roles whose holders can be given a case."""
        return frozenset(role.code for role in self.roles.values() if role.handles_cases)

    def subject_title(self, code: str) -> str:
        """What the category is called; the code itself for one that a later version dropped."""
        return next((subject.title for subject in self.subjects if subject.code == code), code)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a case is held to: the pack and the calendar whose versions it pinned."""

    pack: PolicyPack
    calendar: WorkingCalendar
