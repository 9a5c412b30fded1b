"""What the three other organisations of the demonstration have to do: invented, about nobody.

A company with three stages, a scheme with a claim of two members, a defence organisation with a call to
make.
"""

from __future__ import annotations

from chalicelib.domain.casework import Assignment, CallBack
from chalicelib.domain.casework.claim_opening import (
    ClaimNotice,
    ClaimOpening,
    CoverDecision,
    CoverReason,
    MemberHeard,
    MemberJoining,
    WhyClaim,
)
from chalicelib.domain.casework.claim_working import ClaimInvestigation, Nominated
from chalicelib.domain.casework.claiming import (
    ChecklistAsked,
    DocumentReceived,
    Forwarding,
)
from chalicelib.domain.casework.staging import Escalation, StageReply
from chalicelib.domain.claim_evidence import Nominee
from chalicelib.domain.claims import DocumentClass
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.parties import Channel
from chalicelib.domain.stages import StageOutcome
from infra.demo.story import Days, Story, Then

KESTREL, BEACON = OrganisationId("kestrel-reports"), OrganisationId("beacon-indemnity")
HARBOUR = OrganisationId("harbour-defence")
FIRST, SECOND = StaffId("reports.handler"), StaffId("operations")
CLAIMS, MEMBER, TRUST = StaffId("claims.handler"), StaffId("member.contact"), StaffId("trust.contact")
LEADER = StaffId("claims.leader")
FROST, BIRCH = StaffId("defence.secretary"), StaffId("defence.handler")


def _checklist(day: Days) -> ChecklistAsked:
    return ChecklistAsked(day(20))


STAGES = (
    Story(
        7, 10, ContactType.COMPLAINT, ReceivedVia.PHONE, "delay",
        "Corin", "Haverstock",
        "My report was promised for the first of the month. My employer has asked for it twice and "
        "nobody here can tell me where it is.",
        desired_outcome="The report, and somebody who rings me.",
        email="corin.h@clients.example", may_email=True, mobile="+447700900171",
        channels=(Channel.EMAIL, Channel.TELEPHONE),
        organisation=KESTREL, taken_by=FIRST,
        then=(
            Then(2, 11, FIRST, StageReply(
                "The doctor was ill. The report is with a colleague, who sends it this week.",
                StageOutcome.UPHELD, Channel.TELEPHONE, next_named=True,
            )),
            Then(4, 9, FIRST, Escalation("The week is over and nothing came.", SECOND)),
        ),
    ),
    Story(
        1, 11, ContactType.COMPLAINT, ReceivedVia.SOCIAL_MEDIA, "staff",
        "Delphine", "Orchard-Vale",
        "Waited an hour for my assessment and was told off for asking how long it would be.",
        email="delphine.ov@clients.example", may_email=True, channels=(Channel.EMAIL,),
        organisation=KESTREL, taken_by=FIRST,
    ),
)  # fmt: skip

CLAIM = (
    Story(
        8, 10, ContactType.COMPLAINT, ReceivedVia.LETTER, "claim",
        "Aurelia", "Finch-Sample",
        "Solicitors write for their client about a sore on her heel that three appointments did not "
        "see, and about nine days in hospital.",
        email="solicitors@claimants.example", may_email=True, channels=(Channel.EMAIL,),
        organisation=BEACON, taken_by=CLAIMS,
        then=(
            Then(0, 11, MEMBER, ClaimOpening(
                WhyClaim.LETTER_OF_CLAIM, "Exampleton Practice", "CNSGP", MEMBER, may_authorise=True,
            )),
            Then(0, 12, MEMBER, DocumentReceived(
                DocumentClass.LETTER_OF_CLAIM, "From the solicitors, about the heel",
            )),
            Then(0, 15, MEMBER, Forwarding("1", True, "To the scheme, with its covering letter")),
            Then(0, 16, LEADER, Assignment(CLAIMS)),
            Then(1, 9, CLAIMS, _checklist),
            Then(1, 10, MEMBER, ClaimNotice("Our records follow this week.")),
            Then(2, 9, CLAIMS, CoverDecision(
                "1", True, CoverReason.WITHIN_SCHEME, "The care was given under the scheme.",
            )),
            Then(2, 11, CLAIMS, MemberJoining(
                "Exampleshire Trust", "CNST", TRUST, may_authorise=True, joint=True,
            )),
            Then(2, 14, CLAIMS, CoverDecision(
                "2", True, CoverReason.WITHIN_SCHEME, "The ward was within the scheme.",
            )),
            Then(3, 10, CLAIMS, Nominated(Nominee.PANEL_FIRM, "Marsh and Partners")),
            Then(3, 11, CLAIMS, Nominated(Nominee.EXPERT, "Dr Fen, podiatry")),
            Then(4, 9, MEMBER, MemberHeard("1", has_concerns=False)),
            Then(4, 14, TRUST, MemberHeard("2", True, "Our ward was not told of the diabetes.")),
            Then(5, 10, CLAIMS, ClaimInvestigation("With the records of both, in order of time.")),
        ),
    ),
)  # fmt: skip

DEFENCE = (
    Story(
        1, 10, ContactType.CONCERN, ReceivedVia.PHONE, "complaint_about_member",
        "Emrys", "Tallow",
        "A patient complains about me to my practice, and I am asked for a statement by Friday.",
        email="emrys.tallow@members.example", may_email=True, mobile="+447700900174",
        organisation=HARBOUR, taken_by=FROST,
        then=(Then(0, 11, BIRCH, CallBack(BIRCH, "What may the statement say of the record?")),),
    ),
)  # fmt: skip

OTHER_STORIES = (*STAGES, *CLAIM, *DEFENCE)
