"""When a date that has no way of its own is moved: some clocks outlive the case, and so does this."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.moving_dates import movable
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.workflow.rows import ANY_STATE, Guard, Row, Table


def _a_date_can_move(file: CaseFile, terms: Terms) -> str:
    found = movable(file.clocks(terms), terms.pack)
    return "" if found else "No date runs here that could be moved"


DATE_ROWS: Table = {Action.MOVE_DATE: Row(ANY_STATE, guards=(Guard(_a_date_can_move),))}
