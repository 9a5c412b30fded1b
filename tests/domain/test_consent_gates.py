"""Every action on a case against a patient who has not agreed: shut, asked about, or telling nothing.

A new action must be put into one of the three before this passes: nobody forgets the gate (S2-13).
"""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.domain.workflow import CASE_ACTIONS
from chalicelib.presentation.forms import FORMS

SHUT = {
    # Nothing goes through while nothing may be told; tests/journeys/stories/sc_3.py knocks.
    Action.WRITE_TO_PERSON,
    Action.TELL_PERSON,
    Action.SEND_RESPONSE,
    Action.REPORT_OUTCOME,
    *(Action.ASK_CONTRIBUTION, Action.RENEW_CONTRIBUTION, Action.FORWARD_COMPLAINT),
    Action.TRANSFER,
    Action.RAISE_APPEAL,
    Action.REPLY_AT_STAGE,
    Action.EXPLAIN_DELAY,
    # The words of both go to the claimant, on whose behalf a patient may stand.
    *(Action.REPUDIATE, Action.SERVE_ADMISSION),
    Action.RESTRICT,
}
IN_PART = {
    # Possible while nothing may be told, as far as it tells nothing: a plan in neutral words, a contact
    # in which they were heard, a later date without their yes, our own letter that declines.
    Action.SEND_PLAN,
    Action.ANSWER_PLAN,
    Action.RECORD_CONTACT,
    Action.EXTEND,
    Action.EXPLAIN_BREACH,
    Action.DECLINE,
    Action.SHARE,
    Action.RECORD_DISPATCH,
    # A copy that is withheld tells nothing.
    Action.GIVE_RECORD,
    Action.SUBSTITUTE_CONSENT,
    # Whoever speaks for a patient gets what they wrote themselves; tests/journeys/test_copies.py.
    Action.ORDER_COPY,
    Action.ANSWER_SUBJECT_REQUEST,
}
ASKED_ABOUT = {
    Action.WRITE_TO_PERSON,
    Action.TELL_PERSON,
    Action.SEND_RESPONSE,
    Action.REPORT_OUTCOME,
    Action.SEND_PLAN,
    Action.RECORD_CONTACT,
    Action.EXPLAIN_BREACH,
}
"""Where staff write freely, they are asked whether they kept to what the patient lets be told."""
TELL_NOTHING = {
    Action.ARRANGE_CONTACT,
    Action.ACKNOWLEDGE,
    Action.PREPARE_ACKNOWLEDGEMENT,
    Action.GRADE,
    Action.ANSWER_TRIAGE,
    Action.DECIDE_TIME_LIMIT,
    Action.LIST_ISSUES,
    Action.ASSESS,
    Action.BEGIN_INVESTIGATION,
    Action.TREAT_FAIRLY,
    *(Action.TELL_STAFF, Action.SHOW_FINDINGS),
    Action.REFER_TO_MANAGEMENT,
    Action.RECORD_INTERVIEW,
    Action.CONSIDER,
    Action.RECORD_ROOT_CAUSE,
    Action.FIND,
    Action.DRAFT_FINDINGS,
    Action.SHARE_FINDINGS,
    Action.DRAFT_LETTER,
    Action.SUBMIT_LETTER,
    Action.APPROVE_LETTER,
    Action.CHANGE_LETTER,
    Action.DELEGATE_SIGNING,
    Action.TAKE_BACK_SIGNING,
    Action.HAND_COPY,
    # Nothing goes to an organisation before it is asked for its part.
    *(Action.INVOLVE_ORGANISATION, Action.CONFIRM_LEAD, Action.CHECK_COMMISSIONER),
    *(Action.RECEIVE_CONTRIBUTION, Action.REVOKE_CONTRIBUTION),
    # Both sides are asked in a conversation, which has its own gate.
    *(Action.PROPOSE_MEDIATION, Action.ANSWER_MEDIATION),
    *(Action.BEGIN_MEDIATION, Action.END_MEDIATION),
    Action.REVIEW,
    Action.ESCALATE,
    Action.SET_ACTION,
    Action.COMPLETE_ACTION,
    Action.AUDIT_ACTION,
    Action.SCHEDULE_MEETING,
    Action.CANCEL_MEETING,
    Action.MINUTE,
    Action.CLOSE,
    Action.REOPEN,
    Action.INVOLVE_OMBUDSMAN,
    Action.ANSWER_OMBUDSMAN,
    Action.RECORD_DECISION,
    Action.WITHDRAW,
    Action.DECIDE_APPEAL,
    Action.RECEIVE_DEADLINE_DOCUMENT,
    Action.FORWARD_DOCUMENT,
    Action.ACKNOWLEDGE_DOCUMENT,
    Action.ANSWER_DOCUMENT,
    Action.ISSUE_CHECKLIST,
    Action.ANSWER_CHECKLIST,
    Action.REQUEST_INSTRUCTION,
    Action.GIVE_INSTRUCTION,
    # What members of a scheme hear of a claim is between them and us.
    Action.OPEN_CLAIM,
    Action.JOIN_MEMBER,
    Action.NAME_CONTACT,
    Action.HEAR_MEMBER,
    Action.MARK_HIGH_PROFILE,
    Action.NOTIFY_CLAIM,
    Action.DECIDE_COVER,
    Action.NOMINATE,
    Action.INVESTIGATE_CLAIM,
    Action.RECORD_EVIDENCE,
    Action.ASSESS_LIABILITY,
    Action.RECOMMEND_ADMISSION,
    Action.AUTHORISE_ADMISSION,
    Action.REVOKE_ADMISSION,
    Action.CONSIDER_ROUTES,
    Action.RECORD_OFFER,
    Action.SETTLE_CLAIM,
    Action.APPORTION,
    Action.SIGN_OWN_EXPENSE,
    Action.DEFEND_CLAIM,
    Action.TELL_STAFF_OUTCOME,
    Action.SHARE_LEARNING,
    Action.CONCLUDE_CLAIM,
    Action.CLOSE_CLAIM,
    Action.RECEIVE_REGULATOR_QUESTION,
    Action.GIVE_REGULATOR_SUMMARY,
    Action.MOVE_DATE,
    Action.ASSIGN,
    Action.ADD_NOTE,
    Action.SETTLE_MESSAGE,
    Action.DECIDE_DOCUMENT,
    Action.CORRECT_PERSON,
    Action.AGREE_CALLBACK,
    Action.END_CALLBACK,
    Action.BOOK_APPOINTMENT,
    Action.MOVE_APPOINTMENT,
    Action.CANCEL_APPOINTMENT,
    Action.END_APPOINTMENT,
    Action.SETTLE_ALARM,
    Action.RAISE_URGENT,
    Action.MEET_URGENT,
    Action.HAND_ON,
    Action.RESOLVE_INFORMALLY,
    Action.PROMOTE,
    Action.ASK_CONSENT,
    Action.RECORD_CONSENT,
    Action.WITHDRAW_CONSENT,
    Action.APPROVE_SHARING,
    Action.AWAIT_THIRD_PARTY,
    Action.HEAR_THIRD_PARTY,
    Action.PROPOSE_RESTRICTION,
    Action.LIFT_RESTRICTION,
    Action.NAME_STAFF,
    Action.RESTRICT_ACCESS,
    Action.OPEN_ACCESS,
    Action.RECEIVE_SUBJECT_REQUEST,
    Action.ASK_BACK,
    Action.MAKE_CLEAR,
    Action.TAKE_MORE_TIME,
    Action.RECEIVE_DATA_COMPLAINT,
    Action.ACKNOWLEDGE_DATA_COMPLAINT,
    Action.ANSWER_DATA_COMPLAINT,
    Action.STOP_SURVEYS,
    Action.PLACE_HOLD,
    Action.END_HOLD,
    Action.DECIDE_DISPOSAL,
    Action.ERASE,
    Action.LINK_CASE,
    Action.NUDGE,
    Action.UNDO,
    Action.SPLIT_CASE,
    Action.TELL_APART,
}
"""They work on the case, or write down what others did, and say nothing to whoever complained."""


def test_every_action_on_a_case_was_thought_about_once():
    groups = (SHUT, IN_PART, TELL_NOTHING)

    assert set().union(*groups) == set(CASE_ACTIONS)
    assert sum(map(len, groups)) == len(CASE_ACTIONS)


def test_whoever_writes_freely_is_asked_whether_they_kept_to_what_may_be_told():
    asked = {
        action
        for action, form in FORMS.items()
        if any(field.name == "within_consent" for field in form.fields)
    }

    assert asked == ASKED_ABOUT
    assert ASKED_ABOUT <= SHUT | IN_PART
