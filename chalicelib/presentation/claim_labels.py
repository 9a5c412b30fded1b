"""What staff read for the codes of a claim: one row for each value."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.domain.admissions import Element
from chalicelib.domain.casework.admitting import ServedIn
from chalicelib.domain.casework.claim_opening import CoverReason, WhyClaim
from chalicelib.domain.casework.defending import Court
from chalicelib.domain.casework.settling import OfferStep
from chalicelib.domain.claim_evidence import Nominee
from chalicelib.domain.claim_staff import ClaimOutcome
from chalicelib.domain.claim_standing import ClaimState, HighProfile
from chalicelib.domain.damages import Route, RouteAnswer

CLAIM_STATES: Mapping[ClaimState, str] = {
    ClaimState.POTENTIAL: "Expected",
    ClaimState.NOTIFIED: "Notified to the scheme",
    ClaimState.COVER_CONFIRMED: "Cover confirmed",
    ClaimState.INVESTIGATING: "Being looked into",
    ClaimState.LIABILITY_ASSESSED: "Liability assessed",
    ClaimState.REPUDIATED: "Repudiated",
    ClaimState.ADMISSION_RECOMMENDED: "Admission recommended",
    ClaimState.ADMISSION_AUTHORISED: "Admission authorised",
    ClaimState.ADMISSION_SERVED: "Admission served",
    ClaimState.NEGOTIATING: "Being negotiated",
    ClaimState.SETTLED: "Settled",
    ClaimState.PROCEEDINGS: "In court",
    ClaimState.TRIAL: "At trial",
    ClaimState.CONCLUDED: "Concluded",
    ClaimState.CLOSED: "Closed",
}

WHY_CLAIM: Mapping[WhyClaim, str] = {
    WhyClaim.LETTER_OF_CLAIM: "A letter of claim came",
    WhyClaim.LEGAL_IMPLICATIONS: "A complaint or an incident may have legal consequences",
    WhyClaim.EARLY_NOTIFICATION: "It meets the criteria of early notification",
}

HIGH_PROFILE: Mapping[HighProfile, str] = {
    HighProfile.MP: "A Member of Parliament asks about it",
    HighProfile.PRESS: "The press asks about it",
    HighProfile.GROUP_ACTION: "It belongs to a group action",
    HighProfile.NOVEL: "It raises something new",
    HighProfile.CONTENTIOUS: "It is contentious",
    HighProfile.REPERCUSSIVE: "Other claims may follow from it",
}

COVER_REASONS: Mapping[CoverReason, str] = {
    CoverReason.WITHIN_SCHEME: "The scheme covers it",
    CoverReason.OUTSIDE_SCHEME: "The scheme does not cover this kind of care",
    CoverReason.OUTSIDE_PERIOD: "It happened outside the time of membership",
    CoverReason.NOT_A_MEMBER: "They are no member",
}

NOMINEES: Mapping[Nominee, str] = {
    Nominee.PANEL_FIRM: "A firm of the panel",
    Nominee.EXPERT: "An independent expert",
    Nominee.COUNSEL: "Counsel",
}

ELEMENTS: Mapping[Element, str] = {
    Element.BREACH: "Breach of duty",
    Element.CAUSATION: "Causation",
}

SERVED_IN: Mapping[ServedIn, str] = {
    ServedIn.LETTER_OF_RESPONSE: "The letter of response",
    ServedIn.DEFENCE: "The defence",
    ServedIn.EVIDENCE: "Evidence",
}

ROUTES: Mapping[Route, str] = {
    Route.PART36: "An offer under Part 36",
    Route.STOCKTAKE: "A stocktake meeting",
    Route.JOINT_SETTLEMENT: "A joint settlement meeting",
    Route.NEUTRAL_EVALUATION: "An early neutral evaluation",
    Route.RESOLUTION_MEETING: "A resolution meeting",
    Route.MEDIATION: "Mediation of the claim",
    Route.HANDLERS: "A talk between the handlers",
}

ROUTE_ANSWERS: Mapping[RouteAnswer, str] = {
    RouteAnswer.CONSIDERED: "Considered",
    RouteAnswer.USED: "Used",
    RouteAnswer.DECLINED: "Declined",
}

OFFER_STEPS: Mapping[OfferStep, str] = {
    OfferStep.MADE: "We made it",
    OfferStep.RECEIVED: "They made it",
    OfferStep.ACCEPTED: "It was accepted",
    OfferStep.REJECTED: "It was rejected",
}

COURTS: Mapping[Court, str] = {
    Court.PROCEEDINGS: "Proceedings: a defence is filed",
    Court.TRIAL: "Trial",
}

CLAIM_OUTCOMES: Mapping[ClaimOutcome, str] = {
    ClaimOutcome.SETTLED: "Settled",
    ClaimOutcome.REPUDIATED: "Repudiated, and not taken further",
    ClaimOutcome.WON: "Won at trial",
    ClaimOutcome.LOST: "Lost at trial",
    ClaimOutcome.DISCONTINUED: "Discontinued by the claimant",
    ClaimOutcome.NOT_PURSUED: "Never made",
}


def pounds(amount: str) -> str:
    """An amount as people read it.

    >>> pounds("12500.00"), pounds("99.50")
    ('£12,500', '£99.50')
    """
    whole, _, pence = amount.partition(".")
    return f"£{int(whole):,}" + (f".{pence}" if pence.strip("0") else "")


def per_cent(hundredths: int) -> str:
    """A share as people read it.

    >>> per_cent(6000), per_cent(3334)
    ('60%', '33.34%')
    """
    return f"{hundredths / 100:g}%"
