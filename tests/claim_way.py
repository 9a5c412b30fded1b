"""A claim at each station of its way, brought there by the commands as people would (domain.md 4.6):
each step is one that the table allows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import Any

from chalicelib.domain import workflow
from chalicelib.domain.admissions import Element
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import (
    admitting,
    claim_ending,
    claim_opening,
    claim_working,
    claiming,
    defending,
    holding,
    investigating,
    settling,
)
from chalicelib.domain.claim_evidence import Nominee
from chalicelib.domain.claim_staff import ClaimOutcome
from chalicelib.domain.claim_standing import HighProfile
from chalicelib.domain.claims import DocumentClass
from chalicelib.domain.damages import Route, RouteAnswer
from chalicelib.domain.documents.deeds import receive_document, settle_document
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.investigations import Concerned
from chalicelib.domain.policy import Action
from tests.builders import SCHEME, a_receipt, an_occasion, by_staff
from tests.domain.test_documents import an_upload, checked
from tests.way import NOW

ONE, OTHER = StaffId("ruth.sandys"), StaffId("ivo.trent")
"""Who binds the first member, and who binds the second."""
BOTH = (Element.BREACH, Element.CAUSATION)
BREACH = (Element.BREACH,)

ClaimStep = tuple[Action, Callable[..., Change], Any, str]


def taken(file: CaseFile, *steps: ClaimStep) -> Iterator[CaseFile]:
    """The file after each of these steps."""
    for action, decide, asked, who in steps:
        workflow.require(file, action, SCHEME)
        file = decide(file, asked, terms=SCHEME, occasion=an_occasion(NOW, by_staff(who))).file
        yield file


def with_report(file: CaseFile) -> CaseFile:
    """A file of the case that was checked and is safe."""
    when, upload = {"terms": SCHEME, "occasion": an_occasion(NOW)}, checked(an_upload())
    settled = settle_document(receive_document(file, upload, **when).file, upload, **when)
    assert settled is not None
    return settled.file


def _cover(member: str) -> ClaimStep:
    within = claim_opening.CoverReason.WITHIN_SCHEME
    asked = claim_opening.CoverDecision(member, covered=True, reason=within, text="Within the scheme")
    return Action.DECIDE_COVER, claim_opening.decide_cover, asked, "handler"


def _nominate(kind: Nominee) -> ClaimStep:
    return (
        Action.NOMINATE,
        claim_working.nominate,
        claim_working.Nominated(kind, "Dr Fen"),
        "handler",
    )


def hear(member: str, who: str) -> ClaimStep:
    """A member has nothing to say before the joint investigation."""
    asked = claim_opening.MemberHeard(member, has_concerns=False)
    return Action.HEAR_MEMBER, claim_opening.hear_member, asked, who


def report(*, supportive: bool) -> ClaimStep:
    """The one expert, who was nominated second, reports."""
    asked = claim_working.ExpertReport("2", supportive, "D1", "In short")
    return Action.RECORD_EVIDENCE, claim_working.record_evidence, asked, "handler"


def advise(member: str, elements: tuple[Element, ...] = BOTH) -> ClaimStep:
    """A member is advised to admit."""
    asked = admitting.AdmissionAdvice(member, elements, "It is shown", date(2027, 2, 1))
    return Action.RECOMMEND_ADMISSION, admitting.recommend_admission, asked, "handler"


def authorise(recommendation: str, elements: tuple[Element, ...], who: str) -> ClaimStep:
    """Somebody authorises an admission."""
    asked = admitting.AdmissionAuthority(recommendation, elements)
    return Action.AUTHORISE_ADMISSION, admitting.authorise_admission, asked, who


def revoke(member: str, elements: tuple[Element, ...], who: str) -> ClaimStep:
    """Somebody takes an authority back."""
    asked = admitting.AuthorityRevoked(member, elements, "Not yet")
    return Action.REVOKE_ADMISSION, admitting.revoke_admission, asked, who


def serve(*elements: Element) -> ClaimStep:
    """The lawyers serve an admission."""
    asked = admitting.AdmissionServed(elements, admitting.ServedIn.LETTER_OF_RESPONSE, "We admit it")
    return Action.SERVE_ADMISSION, admitting.serve_admission, asked, "lawyer"


def sign(member: str, who: str) -> ClaimStep:
    """A member signs for the costs of a defence against advice."""
    asked = defending.OwnExpense(member, understood=True, signed_as="R Sandys")
    return Action.SIGN_OWN_EXPENSE, defending.sign_own_expense, asked, who


def defend(to: defending.Court) -> ClaimStep:
    """The lawyers go to court."""
    asked = defending.Defence(to, date(2027, 9, 1), "On causation")
    return Action.DEFEND_CLAIM, defending.defend_claim, asked, "lawyer"


def share(one: str, other: str, *, decided: bool = False) -> ClaimStep:
    """Who bears how much is put down."""
    rows = (settling.Share("1", one), settling.Share("2", other))
    asked = settling.Shares(rows, decided, "Both records", "By what each did")
    return Action.APPORTION, settling.apportion, asked, "handler"


def conclude(outcome: ClaimOutcome) -> ClaimStep:
    """Nothing more is asked of us."""
    asked = claim_ending.ClaimConclusion(outcome, "It is over")
    return Action.CONCLUDE_CLAIM, claim_ending.conclude_claim, asked, "handler"


OPEN: tuple[ClaimStep, ...] = (
    (
        Action.OPEN_CLAIM,
        claim_opening.open_claim,
        claim_opening.ClaimOpening(
            claim_opening.WhyClaim.LEGAL_IMPLICATIONS, "The practice", "CNSGP", ONE, True
        ),
        ONE,
    ),
)
JOIN: tuple[ClaimStep, ...] = (
    (
        Action.JOIN_MEMBER,
        claim_opening.join_member,
        claim_opening.MemberJoining("The trust", "ELSGP", OTHER, True, True),
        "handler",
    ),
)
NOTIFY: tuple[ClaimStep, ...] = (
    (
        Action.RECEIVE_DEADLINE_DOCUMENT,
        claiming.receive_document,
        claiming.DocumentReceived(DocumentClass.LETTER_OF_CLAIM, "From the solicitors"),
        ONE,
    ),
    (
        Action.FORWARD_DOCUMENT,
        claiming.forward_document,
        claiming.Forwarding("1", True, "To the scheme"),
        ONE,
    ),
    (
        Action.ISSUE_CHECKLIST,
        claiming.issue_checklist,
        claiming.ChecklistAsked(date(2027, 2, 1)),
        "handler",
    ),
    (Action.NOTIFY_CLAIM, claim_opening.notify_claim, claim_opening.ClaimNotice(), ONE),
)
NOMINATE = (_nominate(Nominee.PANEL_FIRM), _nominate(Nominee.EXPERT))
INVESTIGATE: tuple[ClaimStep, ...] = (
    (
        Action.INVESTIGATE_CLAIM,
        claim_working.investigate_claim,
        claim_working.ClaimInvestigation("With the record"),
        "handler",
    ),
)
ASSESS: tuple[ClaimStep, ...] = (
    (
        Action.ASSESS_LIABILITY,
        claim_working.assess_liability,
        claim_working.LiabilityAnalysis(True, True, "The record shows it"),
        "handler",
    ),
)
REPUDIATE: tuple[ClaimStep, ...] = (
    (
        Action.REPUDIATE,
        claim_working.repudiate,
        claim_working.Repudiation("2", "We deny it"),
        "handler",
    ),
)
CONSIDER: tuple[ClaimStep, ...] = (
    (
        Action.CONSIDER_ROUTES,
        settling.consider_routes,
        settling.RoutesConsidered(
            tuple(settling.RouteConsidered(each, RouteAnswer.CONSIDERED, "-") for each in Route)
        ),
        "handler",
    ),
)
OFFER: tuple[ClaimStep, ...] = (
    (
        Action.RECORD_OFFER,
        settling.record_offer,
        settling.Offer(settling.OfferStep.MADE, "10,000", True),
        "handler",
    ),
)
SETTLE: tuple[ClaimStep, ...] = (
    (Action.SETTLE_CLAIM, settling.settle_claim, settling.Settlement("12,500", True), "handler"),
)
MARK: tuple[ClaimStep, ...] = (
    (
        Action.MARK_HIGH_PROFILE,
        claim_opening.mark_high_profile,
        claim_opening.HighProfileMark((HighProfile.PRESS,), "A named handler"),
        "handler",
    ),
)
AFTERWARDS: tuple[ClaimStep, ...] = (
    (
        Action.NAME_STAFF,
        investigating.name_staff,
        investigating.NamedStaff("Sister B", Concerned.WITNESS),
        "handler",
    ),
    (
        Action.TELL_STAFF_OUTCOME,
        claim_ending.tell_staff_outcome,
        claim_ending.OutcomeNote("It is over", others_told=True),
        "handler",
    ),
    (
        Action.SHARE_LEARNING,
        claim_ending.share_learning,
        claim_ending.Learning("A second look", "Midwifery", "A new routine"),
        "handler",
    ),
    (Action.END_HOLD, holding.end_hold, holding.HoldEnd("It is over"), "leader"),
    (Action.CLOSE_CLAIM, claim_ending.close_claim, claim_ending.ClaimClosing(), "handler"),
)


def claim() -> CaseFile:
    """A claim as it was opened, with one member."""
    return list(taken(a_receipt(terms=SCHEME).file, *OPEN))[-1]


def assessed(*, supportive: bool, members: int = 1) -> CaseFile:
    """A claim whose liability is assessed on one expert's report, with one or two members."""
    joined = members > 1
    people = [("1", ONE), ("2", OTHER)][:members]
    before = [*(JOIN if joined else ()), *NOTIFY, *(_cover(number) for number, _ in people)]
    heard = [hear(number, who) for number, who in people] if joined else []
    file = list(taken(claim(), *before, *NOMINATE, *heard, *INVESTIGATE))[-1]
    return list(taken(with_report(file), report(supportive=supportive), *ASSESS))[-1]


@cache
def claims_on_their_way() -> tuple[CaseFile, ...]:
    """A claim after every step: one that is defended and won, one of two members that is settled."""
    defended = assessed(supportive=True)
    settled = assessed(supportive=False, members=2)
    return (
        claim(),
        *taken(claim(), *JOIN, *NOTIFY, _cover("1"), *NOMINATE, hear("1", ONE)),
        *taken(claim(), *NOTIFY, _cover("1"), *NOMINATE, *INVESTIGATE),
        defended,
        *taken(
            defended,
            *REPUDIATE,
            *CONSIDER,
            defend(defending.Court.PROCEEDINGS),
            defend(defending.Court.TRIAL),
            conclude(ClaimOutcome.WON),
            *AFTERWARDS,
        ),
        settled,
        *taken(
            settled,
            *MARK,
            advise("1"),
            advise("2", BREACH),
            authorise("1", BREACH, ONE),
            authorise("2", BREACH, OTHER),
            revoke("1", BREACH, ONE),
            authorise("1", BREACH, ONE),
            serve(*BREACH),
            *CONSIDER,
            *OFFER,
            sign("1", ONE),
            sign("2", OTHER),
            *SETTLE,
            share("60", "40"),
            conclude(ClaimOutcome.SETTLED),
            *AFTERWARDS[:-1],
            share("60", "40", decided=True),
            *AFTERWARDS[-1:],
        ),
    )
