"""When somebody can be asked to look at a case: while it is open and somebody has it. What was done
last can be undone in any state; who may and how soon is asked when it is done (`domain.undoing`).
"""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import EventType
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.undoing import last_deed
from chalicelib.domain.workflow.rows import ANY_STATE, AT_AN_END, OPEN, Guard, Row, Table


def _nobody_has_it(file: CaseFile, terms: Terms) -> str:
    return "" if file.case.handler else "Nobody has this case yet"


def _nothing_to_undo(file: CaseFile, terms: Terms) -> str:
    deed = last_deed(file)
    if not deed:
        return "There is nothing to undo"
    return "That was undone already" if deed[-1].type is EventType.DEED_UNDONE else ""


NUDGING_ROWS: Table = {
    Action.UNDO: Row(ANY_STATE, guards=(Guard(_nothing_to_undo),)),
    Action.NUDGE: Row(OPEN, AT_AN_END, guards=(Guard(_nobody_has_it, Action.ASSIGN),)),
}
