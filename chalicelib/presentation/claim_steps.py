"""What comes next in a claim, and by which action: at each of its stations (S1-59, domain.md 4.6)."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.claim_standing import ClaimState
from chalicelib.domain.policy import Action

CLAIM_STEPS: Mapping[ClaimState, tuple[str, Action]] = {
    ClaimState.POTENTIAL: ("Send on what came, and notify the scheme", Action.NOTIFY_CLAIM),
    ClaimState.NOTIFIED: ("Decide about the cover of each member", Action.DECIDE_COVER),
    ClaimState.COVER_CONFIRMED: (
        "Nominate lawyers and experts, hear the members, and begin to look into it",
        Action.INVESTIGATE_CLAIM,
    ),
    ClaimState.INVESTIGATING: (
        "Get the report of an expert, and assess the liability",
        Action.ASSESS_LIABILITY,
    ),
    ClaimState.LIABILITY_ASSESSED: (
        "Repudiate it, recommend an admission, or negotiate",
        Action.RECOMMEND_ADMISSION,
    ),
    ClaimState.REPUDIATED: ("Wait for the claimant’s side, or conclude it", Action.CONCLUDE_CLAIM),
    ClaimState.ADMISSION_RECOMMENDED: (
        "Authorise the admission, or say why not",
        Action.AUTHORISE_ADMISSION,
    ),
    ClaimState.ADMISSION_AUTHORISED: (
        "Serve the admission when every member has authorised it",
        Action.SERVE_ADMISSION,
    ),
    ClaimState.ADMISSION_SERVED: (
        "Consider the seven ways to resolve it, and make an offer",
        Action.RECORD_OFFER,
    ),
    ClaimState.NEGOTIATING: ("Agree the damages", Action.SETTLE_CLAIM),
    ClaimState.SETTLED: ("Pay what was agreed, and conclude the claim", Action.CONCLUDE_CLAIM),
    ClaimState.PROCEEDINGS: ("Meet the court’s next date", Action.DEFEND_CLAIM),
    ClaimState.TRIAL: ("Meet the date of the trial, and conclude the claim", Action.CONCLUDE_CLAIM),
    ClaimState.CONCLUDED: (
        "Tell the staff, share what was learnt, end the hold, close the claim",
        Action.CLOSE_CLAIM,
    ),
    ClaimState.CLOSED: ("Nothing more", Action.CLOSE_CLAIM),
}
"""What comes next at each station, and the action by which one knows whose turn it is."""
