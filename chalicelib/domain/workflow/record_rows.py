"""When staff see to the copy of what was written down (regulation 13(2))."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.workflow.rows import AT_AN_END, COMPLAINTS, NOT_A_COMPLAINT, Guard, Row, Table
from chalicelib.domain.written_record import is_told_by_mouth


def _told_by_mouth(file: CaseFile, terms: Terms) -> str:
    return "" if is_told_by_mouth(file) else "It came in writing: they have their own words"


TOLD_BY_MOUTH = Guard(_told_by_mouth)

RECORD_ROWS: Table = {
    Action.GIVE_RECORD: Row(
        COMPLAINTS, otherwise=AT_AN_END, refusals=NOT_A_COMPLAINT, guards=(TOLD_BY_MOUTH,)
    ),
}
