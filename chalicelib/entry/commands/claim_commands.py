"""The commands of a claim on its way, from its first member to its end (domain.md 4.6): a row each."""

from chalicelib.domain.casework import (
    admitting,
    claim_ending,
    claim_opening,
    claim_working,
    defending,
    settling,
)
from chalicelib.entry.commands.command import command
from chalicelib.presentation.forms import claim_opening as opening
from chalicelib.presentation.forms import claim_resolving as resolving
from chalicelib.presentation.forms import claim_working as working

CLAIM_COMMANDS = (
    command(opening.OPEN_CLAIM, claim_opening.ClaimOpening, claim_opening.open_claim),
    command(opening.JOIN_MEMBER, claim_opening.MemberJoining, claim_opening.join_member),
    command(opening.NAME_CONTACT, claim_opening.ContactNamed, claim_opening.name_contact),
    command(opening.HEAR_MEMBER, claim_opening.MemberHeard, claim_opening.hear_member),
    command(opening.MARK_HIGH_PROFILE, claim_opening.HighProfileMark, claim_opening.mark_high_profile),
    command(opening.NOTIFY_CLAIM, claim_opening.ClaimNotice, claim_opening.notify_claim),
    command(opening.DECIDE_COVER, claim_opening.CoverDecision, claim_opening.decide_cover),
    command(working.NOMINATE, claim_working.Nominated, claim_working.nominate),
    command(
        working.INVESTIGATE_CLAIM, claim_working.ClaimInvestigation, claim_working.investigate_claim
    ),
    command(working.RECORD_EVIDENCE, claim_working.ExpertReport, claim_working.record_evidence),
    command(working.ASSESS_LIABILITY, claim_working.LiabilityAnalysis, claim_working.assess_liability),
    command(working.REPUDIATE, claim_working.Repudiation, claim_working.repudiate),
    command(working.RECOMMEND_ADMISSION, admitting.AdmissionAdvice, admitting.recommend_admission),
    command(working.AUTHORISE_ADMISSION, admitting.AdmissionAuthority, admitting.authorise_admission),
    command(working.REVOKE_ADMISSION, admitting.AuthorityRevoked, admitting.revoke_admission),
    command(working.SERVE_ADMISSION, admitting.AdmissionServed, admitting.serve_admission),
    command(resolving.CONSIDER_ROUTES, settling.RoutesConsidered, settling.consider_routes),
    command(resolving.RECORD_OFFER, settling.Offer, settling.record_offer),
    command(resolving.SETTLE_CLAIM, settling.Settlement, settling.settle_claim),
    command(resolving.APPORTION, settling.Shares, settling.apportion),
    command(resolving.SIGN_OWN_EXPENSE, defending.OwnExpense, defending.sign_own_expense),
    command(resolving.DEFEND_CLAIM, defending.Defence, defending.defend_claim),
    command(resolving.CONCLUDE_CLAIM, claim_ending.ClaimConclusion, claim_ending.conclude_claim),
    command(resolving.TELL_STAFF_OUTCOME, claim_ending.OutcomeNote, claim_ending.tell_staff_outcome),
    command(resolving.SHARE_LEARNING, claim_ending.Learning, claim_ending.share_learning),
    command(resolving.CLOSE_CLAIM, claim_ending.ClaimClosing, claim_ending.close_claim),
)
"""In the order in which a claim takes these steps."""
