"""When a claim takes a step: where it must stand, and what must be there first (domain.md 4.6, S1)."""

from __future__ import annotations

from collections.abc import Collection

from chalicelib.domain.claim_standing import (
    ASSESSED,
    IN_COURT,
    LIABILITY,
    UNDER_WAY,
    ClaimState,
)
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

_OVER = "The claim is settled, or over"


def _step(at: Collection[ClaimState], otherwise: str, *more: Guard) -> Row:
    """A step of a claim that stands at one of these."""
    needed = (KNOWS_CLAIMS, guards.A_CLAIM_IS_HERE, guards.at(at, otherwise), *more)
    return Row(COMPLAINTS, otherwise=AT_AN_END, refusals=NOT_A_COMPLAINT, guards=needed)


_COVERED = UNDER_WAY - {ClaimState.POTENTIAL, ClaimState.NOTIFIED}
_BEING_RESOLVED = (UNDER_WAY & LIABILITY) | IN_COURT | {ClaimState.NEGOTIATING}
_NOT_YET_ASSESSED = "Assess the liability first, or the claim is settled, or over"

CLAIM_WAY_ROWS: Table = {
    Action.OPEN_CLAIM: Row(
        COMPLAINTS,
        otherwise=AT_AN_END,
        refusals=NOT_A_COMPLAINT,
        guards=(KNOWS_CLAIMS, guards.NO_CLAIM_HERE),
    ),
    Action.JOIN_MEMBER: _step(UNDER_WAY, _OVER),
    Action.NAME_CONTACT: _step(frozenset(ClaimState) - {ClaimState.CLOSED}, "The claim is closed"),
    Action.HEAR_MEMBER: _step(UNDER_WAY, _OVER),
    Action.MARK_HIGH_PROFILE: _step(frozenset(ClaimState) - {ClaimState.CLOSED}, "The claim is closed"),
    Action.NOTIFY_CLAIM: _step(
        {ClaimState.POTENTIAL},
        "The scheme was notified already",
        guards.EVERYTHING_WENT_ON,
        guards.LIST_WAS_ISSUED,
    ),
    Action.DECIDE_COVER: _step(
        UNDER_WAY - {ClaimState.POTENTIAL}, "The scheme is not notified yet, or the claim is over"
    ),
    Action.NOMINATE: _step(_COVERED, "The cover is not confirmed yet, or the claim is over"),
    Action.INVESTIGATE_CLAIM: _step(
        {ClaimState.COVER_CONFIRMED},
        "The cover is not confirmed yet, or the investigation has begun",
        guards.EVERYBODY_IS_COVERED,
        guards.SOMEBODY_IS_NOMINATED,
        guards.EVERYBODY_WAS_HEARD,
    ),
    Action.RECORD_EVIDENCE: _step(
        _COVERED,
        "The cover is not confirmed yet, or the claim is over",
        guards.SOMEBODY_IS_NOMINATED,
    ),
    Action.ASSESS_LIABILITY: _step(
        LIABILITY, "Begin the investigation first, or it was assessed", guards.AN_EXPERT_REPORTED
    ),
    Action.REPUDIATE: _step(ASSESSED, _NOT_YET_ASSESSED, guards.IS_SUPPORTED),
    Action.RECOMMEND_ADMISSION: _step(
        ASSESSED | IN_COURT | {ClaimState.NEGOTIATING}, _NOT_YET_ASSESSED
    ),
    Action.AUTHORISE_ADMISSION: _step(UNDER_WAY, _OVER, guards.SOMETHING_TO_AUTHORISE),
    Action.REVOKE_ADMISSION: _step(UNDER_WAY, _OVER, guards.SOMETHING_TO_REVOKE),
    Action.SERVE_ADMISSION: _step(UNDER_WAY, _OVER, guards.SOMETHING_IS_AUTHORISED),
    Action.CONSIDER_ROUTES: _step(_COVERED, "The cover is not confirmed yet, or the claim is over"),
    Action.RECORD_OFFER: _step(
        _BEING_RESOLVED,
        "Begin the investigation first, or the claim is settled, or over",
        guards.ROUTES_ARE_CONSIDERED,
    ),
    Action.SETTLE_CLAIM: _step(
        {ClaimState.NEGOTIATING, ClaimState.ADMISSION_SERVED, *IN_COURT},
        "Negotiate first, or the claim is settled, or over",
        guards.ROUTES_ARE_CONSIDERED,
    ),
    Action.APPORTION: _step(
        frozenset(ClaimState) - {ClaimState.CLOSED}, "The claim is closed", guards.SEVERAL_MEMBERS
    ),
    Action.SIGN_OWN_EXPENSE: _step(
        ASSESSED | IN_COURT | {ClaimState.NEGOTIATING},
        _NOT_YET_ASSESSED,
        guards.EVIDENCE_IS_AGAINST_IT,
    ),
    Action.DEFEND_CLAIM: _step(
        ASSESSED | IN_COURT | {ClaimState.NEGOTIATING},
        _NOT_YET_ASSESSED,
        guards.ROUTES_ARE_CONSIDERED,
        guards.MAY_GO_TO_COURT,
    ),
    Action.CONCLUDE_CLAIM: _step(
        UNDER_WAY | {ClaimState.SETTLED}, "The claim is concluded already", NO_APPEAL_WAITS
    ),
    Action.TELL_STAFF_OUTCOME: _step(
        {ClaimState.CONCLUDED}, "Conclude the claim first", guards.SOME_STAFF_WAIT
    ),
    Action.SHARE_LEARNING: _step(
        {ClaimState.SETTLED, ClaimState.CONCLUDED}, "Settle or conclude the claim first"
    ),
    Action.CLOSE_CLAIM: _step(
        {ClaimState.CONCLUDED},
        "Conclude the claim first",
        SOMEBODY_IS_NAMED,
        guards.STAFF_KNOW,
        guards.LEARNING_IS_SHARED,
        guards.SHARES_ARE_DECIDED,
        guards.HOLD_IS_RELEASED,
        ACTIONS_DONE,
        NO_APPEAL_WAITS,
    ),
}
