"""What may be done with a concern, and with any contact, at any time (domain.md 4.3)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.domain.states import CONCERNS, ENDED, State
from chalicelib.domain.workflow import guards
from chalicelib.domain.workflow.rows import ANY_STATE, AT_AN_END, OPEN, Row, Table, states

IS_A_COMPLAINT = "It is a complaint, which is answered formally"
_AT_AN_END = dict.fromkeys(ENDED, AT_AN_END)

CONCERN_ROWS: Table = {
    Action.ASSIGN: Row(ANY_STATE),
    Action.ADD_NOTE: Row(ANY_STATE),
    Action.SETTLE_MESSAGE: Row(ANY_STATE, guards=(guards.A_MESSAGE_NEEDS_SOMEBODY,)),
    Action.RECORD_DISPATCH: Row(ANY_STATE, guards=(guards.SOMETHING_IS_READY,)),
    Action.DECIDE_DOCUMENT: Row(ANY_STATE, guards=(guards.A_DOCUMENT_WAITS,)),
    Action.RECORD_CONTACT: Row(ANY_STATE),
    Action.ARRANGE_CONTACT: Row(ANY_STATE),
    # Whether they were confirmed depends on who asks and when: the command itself looks.
    Action.TELL_PERSON: Row(ANY_STATE),
    Action.WRITE_TO_PERSON: Row(ANY_STATE),
    Action.CORRECT_PERSON: Row(ANY_STATE),
    Action.AGREE_CALLBACK: Row(ANY_STATE),
    Action.END_CALLBACK: Row(ANY_STATE, guards=(guards.CALLBACK_OWED,)),
    Action.BOOK_APPOINTMENT: Row(ANY_STATE),
    Action.MOVE_APPOINTMENT: Row(ANY_STATE, guards=(guards.APPOINTMENT_STANDS,)),
    Action.CANCEL_APPOINTMENT: Row(ANY_STATE, guards=(guards.APPOINTMENT_STANDS,)),
    Action.END_APPOINTMENT: Row(ANY_STATE, guards=(guards.APPOINTMENT_STANDS,)),
    Action.SETTLE_ALARM: Row(ANY_STATE, guards=(guards.AN_ALARM_WAITS,)),
    Action.RAISE_URGENT: Row(
        CONCERNS - {State.URGENT_HOLD},
        otherwise="Help first: then write a note of what was done",
        refusals={State.URGENT_HOLD: "It is being seen to already"},
    ),
    Action.MEET_URGENT: Row(states(State.URGENT_HOLD), otherwise="No medical need is waiting"),
    Action.HAND_ON: Row(
        states(State.LOGGED),
        otherwise="It is past the first contact already",
    ),
    Action.RESOLVE_INFORMALLY: Row(
        CONCERNS - {State.URGENT_HOLD},
        otherwise=IS_A_COMPLAINT,
        refusals={State.URGENT_HOLD: "A medical need comes first", **_AT_AN_END},
    ),
    Action.PROMOTE: Row(
        CONCERNS - {State.URGENT_HOLD} | {State.RESOLVED_INFORMALLY},
        otherwise="It is a complaint already",
        refusals={State.URGENT_HOLD: "A medical need comes first"},
    ),
    Action.ASK_CONSENT: Row(
        OPEN,
        otherwise=AT_AN_END,
        guards=(guards.SPEAKS_FOR_A_PATIENT, guards.CAN_BE_ASKED),
    ),
    Action.RECORD_CONSENT: Row(ANY_STATE, guards=(guards.SPEAKS_FOR_A_PATIENT, guards.CAN_BE_ASKED)),
    Action.WITHDRAW_CONSENT: Row(ANY_STATE, guards=(guards.AGREED,)),
    Action.SUBSTITUTE_CONSENT: Row(ANY_STATE, guards=(guards.SPEAKS_FOR_A_PATIENT,)),
    Action.APPROVE_SHARING: Row(ANY_STATE),
    Action.SHARE: Row(ANY_STATE),
    Action.AWAIT_THIRD_PARTY: Row(OPEN, otherwise=AT_AN_END),
    Action.HEAR_THIRD_PARTY: Row(OPEN, otherwise=AT_AN_END, guards=(guards.THIRD_PARTY_IS_AWAITED,)),
    Action.PROPOSE_RESTRICTION: Row(ANY_STATE),
    Action.RESTRICT: Row(ANY_STATE, guards=(guards.RESTRICTION_IS_PROPOSED, guards.ANSWERED_IN_FULL)),
    Action.LIFT_RESTRICTION: Row(ANY_STATE, guards=(guards.RESTRICTED,)),
    # Whom it is about must be known at once: from then on they neither see nor judge it (4.2).
    Action.NAME_STAFF: Row(OPEN, otherwise=AT_AN_END),
    Action.RESTRICT_ACCESS: Row(ANY_STATE),
    Action.OPEN_ACCESS: Row(ANY_STATE, guards=(guards.KEPT_TO_FEW,)),
}
