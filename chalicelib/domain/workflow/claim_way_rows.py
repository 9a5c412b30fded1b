"""When a claim takes a step: where it must stand, and what must be there first (domain.md 4.6, S1)."""

from __future__ import annotations

from chalicelib.domain.policy import Action
from chalicelib.domain.workflow import claim_guards as guards
from chalicelib.domain.workflow.appeal_rows import NO_APPEAL_WAITS
from chalicelib.domain.workflow.claim_rows import KNOWS_CLAIMS
from chalicelib.domain.workflow.guards import ACTIONS_DONE, SOMEBODY_IS_NAMED
from chalicelib.domain.workflow.rows import (
    AT_AN_END,
    COMPLAINTS,
    NOT_A_COMPLAINT,
    Guard,
    Row,
    Table,
)


def _row(*needed: Guard) -> Row:
    """A case that is not at an end, under a policy that knows claims."""
    return Row(
        COMPLAINTS, otherwise=AT_AN_END, refusals=NOT_A_COMPLAINT, guards=(KNOWS_CLAIMS, *needed)
    )


def _step(*needed: Guard) -> Row:
    """A step of a claim that is there."""
    return _row(guards.A_CLAIM_IS_HERE, *needed)


CLAIM_WAY_ROWS: Table = {
    Action.OPEN_CLAIM: _row(guards.NO_CLAIM_HERE),
    Action.JOIN_MEMBER: _step(guards.IS_UNDER_WAY),
    Action.NAME_CONTACT: _step(guards.NOT_CLOSED),
    Action.HEAR_MEMBER: _step(guards.IS_UNDER_WAY),
    Action.MARK_HIGH_PROFILE: _step(guards.NOT_CLOSED),
    Action.NOTIFY_CLAIM: _step(guards.NOT_NOTIFIED, guards.EVERYTHING_WENT_ON, guards.LIST_WAS_ISSUED),
    Action.DECIDE_COVER: _step(guards.IS_NOTIFIED, guards.IS_UNDER_WAY),
    Action.NOMINATE: _step(guards.IS_COVERED, guards.IS_UNDER_WAY),
    Action.INVESTIGATE_CLAIM: _step(
        guards.IS_COVERED,
        guards.NOT_BEGUN,
        guards.EVERYBODY_IS_COVERED,
        guards.SOMEBODY_IS_NOMINATED,
        guards.EVERYBODY_WAS_HEARD,
    ),
    Action.RECORD_EVIDENCE: _step(guards.IS_COVERED, guards.IS_UNDER_WAY, guards.SOMEBODY_IS_NOMINATED),
    Action.ASSESS_LIABILITY: _step(
        guards.IS_BEGUN,
        guards.IS_ABOUT_LIABILITY,
        guards.IS_UNDER_WAY,
        guards.AN_EXPERT_REPORTED,
    ),
    Action.REPUDIATE: _step(
        guards.IS_ASSESSED,
        guards.IS_ABOUT_LIABILITY,
        guards.IS_UNDER_WAY,
        guards.IS_SUPPORTED,
    ),
    Action.RECOMMEND_ADMISSION: _step(guards.IS_ASSESSED, guards.IS_UNDER_WAY),
    Action.AUTHORISE_ADMISSION: _step(guards.IS_UNDER_WAY, guards.SOMETHING_TO_AUTHORISE),
    Action.REVOKE_ADMISSION: _step(guards.IS_UNDER_WAY, guards.SOMETHING_TO_REVOKE),
    Action.SERVE_ADMISSION: _step(guards.IS_UNDER_WAY, guards.SOMETHING_IS_AUTHORISED),
    Action.CONSIDER_ROUTES: _step(guards.IS_COVERED, guards.IS_UNDER_WAY),
    Action.RECORD_OFFER: _step(guards.IS_BEGUN, guards.IS_UNDER_WAY, guards.ROUTES_ARE_CONSIDERED),
    Action.SETTLE_CLAIM: _step(guards.IS_NEGOTIATED, guards.IS_UNDER_WAY, guards.ROUTES_ARE_CONSIDERED),
    Action.APPORTION: _step(guards.NOT_CLOSED, guards.SEVERAL_MEMBERS),
    Action.SIGN_OWN_EXPENSE: _step(
        guards.IS_ASSESSED, guards.IS_UNDER_WAY, guards.EVIDENCE_IS_AGAINST_IT
    ),
    Action.DEFEND_CLAIM: _step(
        guards.IS_ASSESSED,
        guards.IS_UNDER_WAY,
        guards.ROUTES_ARE_CONSIDERED,
        guards.MAY_GO_TO_COURT,
    ),
    Action.CONCLUDE_CLAIM: _step(guards.NOT_CONCLUDED, NO_APPEAL_WAITS),
    Action.TELL_STAFF_OUTCOME: _step(guards.IS_CONCLUDED, guards.NOT_CLOSED, guards.SOME_STAFF_WAIT),
    Action.SHARE_LEARNING: _step(guards.IS_AT_ITS_END, guards.NOT_CLOSED),
    Action.CLOSE_CLAIM: _step(
        guards.IS_CONCLUDED,
        guards.NOT_CLOSED,
        SOMEBODY_IS_NAMED,
        guards.STAFF_KNOW,
        guards.LEARNING_IS_SHARED,
        guards.SHARES_ARE_DECIDED,
        guards.HOLD_IS_RELEASED,
        ACTIONS_DONE,
        NO_APPEAL_WAITS,
    ),
}
