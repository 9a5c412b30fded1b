"""When somebody can be asked to look at a case: while it is open and somebody has it."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.workflow.rows import AT_AN_END, OPEN, Guard, Row, Table


def _nobody_has_it(file: CaseFile, terms: Terms) -> str:
    return "" if file.case.handler else "Nobody has this case yet"


NUDGING_ROWS: Table = {
    Action.NUDGE: Row(OPEN, AT_AN_END, guards=(Guard(_nobody_has_it, Action.ASSIGN),)),
}
