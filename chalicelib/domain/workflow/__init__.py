"""When what is allowed: a row for each action, so that every state against every action is decided.

A row names the states in which the action is allowed and says why not in the others; its guards ask
the file for what must be there first, and say what is missing and who can do it. The buttons of the
case page and the API's commands are exactly what stands here (domain.md 4.3, 4.4).

    logged → with_office_manager → callback_agreed → resolved_informally
       └──────────── promoted: received, with its original date
    received → acknowledged → assessed → plan_agreed → investigating → findings_drafted
      → shared_with_staff → awaiting_signoff → responded → (actions_open) → closed
    any of them until the response → declined, withdrawn, transferred
    answered or closed → reopened (→ assessed …) or on_ombudsman (→ closed)
"""

from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import ActionRefused
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.workflow.appeal_rows import APPEAL_ROWS
from chalicelib.domain.workflow.claim_rows import CLAIM_ROWS
from chalicelib.domain.workflow.claim_way_rows import CLAIM_WAY_ROWS
from chalicelib.domain.workflow.complaint_rows import COMPLAINT_ROWS
from chalicelib.domain.workflow.concern_rows import CONCERN_ROWS
from chalicelib.domain.workflow.date_rows import DATE_ROWS
from chalicelib.domain.workflow.ending_rows import ENDING_ROWS
from chalicelib.domain.workflow.linking_rows import LINKING_ROWS
from chalicelib.domain.workflow.mediation_rows import MEDIATION_ROWS
from chalicelib.domain.workflow.next_steps import NextStep, next_step
from chalicelib.domain.workflow.nudging_rows import NUDGING_ROWS
from chalicelib.domain.workflow.record_rows import RECORD_ROWS
from chalicelib.domain.workflow.rights_rows import RIGHTS_ROWS
from chalicelib.domain.workflow.rows import Guard, Row, Table
from chalicelib.domain.workflow.stage_rows import STAGE_ROWS

__all__ = [
    "CASE_ACTIONS",
    "TABLE",
    "Guard",
    "NextStep",
    "Row",
    "next_step",
    "require",
    "why_not",
]

TABLE: Table = {
    **COMPLAINT_ROWS,
    **STAGE_ROWS,
    **ENDING_ROWS,
    **APPEAL_ROWS,
    **CLAIM_ROWS,
    **CLAIM_WAY_ROWS,
    **DATE_ROWS,
    **MEDIATION_ROWS,
    **CONCERN_ROWS,
    **RIGHTS_ROWS,
    **LINKING_ROWS,
    **NUDGING_ROWS,
    **RECORD_ROWS,
}
"""The actions that change a case which exists, in the order in which staff read them."""

CASE_ACTIONS = tuple(TABLE)


def why_not(file: CaseFile, action: Action, terms: Terms) -> str:
    """Why the action is not possible now: the state, or else what is missing; empty where it is."""
    row = TABLE[action]
    refusal = row.refused_by_state(file.case.state)
    missing = (guard.refusal(file, terms) for guard in row.guards)
    return refusal or next(filter(None, missing), "")


def require(file: CaseFile, action: Action, terms: Terms) -> None:
    """Raises: ActionRefused, with the reason, where the action is not possible now."""
    reason = why_not(file, action, terms)
    if reason:
        raise ActionRefused(reason)
