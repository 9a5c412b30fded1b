"""Which cases belong together can be said in any state: it moves nothing. A complaint is split while it
is looked into. Source: issue 6.2.
"""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.links import proposals_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.states import BEFORE_RESPONSE
from chalicelib.domain.workflow.rows import (
    AFTER_THE_ANSWER,
    ANY_STATE,
    AT_AN_END,
    NOT_A_COMPLAINT,
    Guard,
    Row,
    Table,
)


def _something_is_proposed(file: CaseFile, terms: Terms) -> str:
    return "" if proposals_of(file.events) else "No other case looks alike"


LINKING_ROWS: Table = {
    Action.LINK_CASE: Row(ANY_STATE),
    Action.SPLIT_CASE: Row(
        BEFORE_RESPONSE,
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT | AFTER_THE_ANSWER,
    ),
    Action.TELL_APART: Row(ANY_STATE, guards=(Guard(_something_is_proposed),)),
}
