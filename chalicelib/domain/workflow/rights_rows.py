"""What is done about personal details and what must be kept, in any state of the case: a right does
not end with the complaint (domain.md 3.6, S1-42).
"""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.domain.states import ENDED
from chalicelib.domain.workflow import rights_guards as guards
from chalicelib.domain.workflow.rows import ANY_STATE, Row, Table

RIGHTS_ROWS: Table = {
    Action.RECEIVE_SUBJECT_REQUEST: Row(ANY_STATE),
    Action.ASK_BACK: Row(ANY_STATE, guards=(guards.REQUEST_IS_CLEAR,)),
    Action.MAKE_CLEAR: Row(ANY_STATE, guards=(guards.REQUEST_WAITS,)),
    Action.TAKE_MORE_TIME: Row(ANY_STATE, guards=(guards.REQUEST_IS_OPEN,)),
    Action.ANSWER_SUBJECT_REQUEST: Row(ANY_STATE, guards=(guards.REQUEST_IS_OPEN,)),
    Action.RECEIVE_DATA_COMPLAINT: Row(ANY_STATE),
    Action.ACKNOWLEDGE_DATA_COMPLAINT: Row(ANY_STATE, guards=(guards.DATA_COMPLAINT_WAITS,)),
    Action.ANSWER_DATA_COMPLAINT: Row(ANY_STATE, guards=(guards.DATA_COMPLAINT_IS_OPEN,)),
    Action.STOP_SURVEYS: Row(ANY_STATE, guards=(guards.STAFF_CAN_STOP_SURVEYS,)),
    Action.PLACE_HOLD: Row(ANY_STATE, guards=(guards.NOT_ON_HOLD,)),
    Action.END_HOLD: Row(ANY_STATE, guards=(guards.ON_HOLD,)),
    Action.ORDER_COPY: Row(ANY_STATE, guards=(guards.COPY_IS_ASKED_FOR,)),
    Action.DECIDE_DISPOSAL: Row(
        ENDED, otherwise="A file is kept at least until its case is closed", guards=(guards.IS_KEPT,)
    ),
    Action.ERASE: Row(
        ENDED,
        otherwise="While it is being dealt with it must be kept. Close the case first",
        guards=(guards.MAY_BE_ERASED,),
    ),
}
