"""When somebody can disagree with us, and when that is decided (S1-54)."""

from __future__ import annotations

from chalicelib.domain.appeals import holders_of, ladder_of, next_rung, waiting_rung
from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.states import State
from chalicelib.domain.workflow.rows import (
    AT_AN_END,
    COMPLAINTS,
    NOT_A_COMPLAINT,
    Guard,
    Row,
    Table,
)


def _has_appeals(file: CaseFile, terms: Terms) -> str:
    return "" if ladder_of(terms.pack) else "There is no ladder of appeals under this policy"


def _no_appeal_waits(file: CaseFile, terms: Terms) -> str:
    waiting = waiting_rung(file.events)
    rung = next((each for each in ladder_of(terms.pack) if each.number == waiting), None)
    if rung is None:
        return ""
    return f"An appeal waits for rung {waiting}: {holders_of(rung, terms.pack)}"


def _a_rung_is_left(file: CaseFile, terms: Terms) -> str:
    left = next_rung(file.events, terms.pack)
    return "" if left else "Every rung of the ladder of appeals has decided"


def _an_appeal_waits(file: CaseFile, terms: Terms) -> str:
    return "" if waiting_rung(file.events) else "Nobody has appealed"


HAS_APPEALS = Guard(_has_appeals)
NO_APPEAL_WAITS = Guard(_no_appeal_waits)

APPEAL_ROWS: Table = {
    Action.RAISE_APPEAL: Row(
        COMPLAINTS,
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT | {State.CLOSED: "Open the case again first"},
        guards=(HAS_APPEALS, NO_APPEAL_WAITS, Guard(_a_rung_is_left)),
    ),
    Action.DECIDE_APPEAL: Row(
        COMPLAINTS,
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT,
        guards=(HAS_APPEALS, Guard(_an_appeal_waits, Action.RAISE_APPEAL)),
    ),
}
