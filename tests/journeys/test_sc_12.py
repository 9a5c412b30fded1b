"""SC-12 of domain.md, whole: one claim from its letter to its end, with the exact hours; and the same
hours over the change of the clocks. HTTP in, DynamoDB, its stream, mail out.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from chalicelib.domain.casework.settling import Route
from tests.builders import london
from tests.journeys.desk import Desk
from tests.journeys.in_process import InProcess
from tests.journeys.test_claims import (
    LEADER,
    LETTER,
    MEMBER,
    SCHEME,
    a_claim,
    due,
    due_at,
    reminded,
    staff_page,
    strikes,
    subjects,
)
from tests.journeys.test_files import add
from tests.journeys.town import sign_in
from tests.samples import a_pdf

TRUST, LAWYER, SECRETARY = "trust.contact", "claims.lawyer", "claims.secretary"
DIRECTOR, TECHNICAL, CHIEF = "claims.director", "claims.technical", "claims.chief"
RUTH, IVO, LENA = (f"{who}@beacon-indemnity" for who in (MEMBER, TRUST, LEADER))

OPENING = {
    "why": "letter_of_claim",
    "member": "Exampleton Practice",
    "scheme": "CNSGP",
    "contact": MEMBER,
    "may_authorise": True,
}
JOINING = {
    "member": "Exampleshire Trust",
    "scheme": "ELSGP",
    "contact": TRUST,
    "may_authorise": True,
    "joint": True,
}
COVERED = {"covered": True, "reason": "within_scheme", "text": "Your care is within the scheme"}
SEVEN_WAYS = [{"route": each, "answer": "considered", "reason": "Discussed"} for each in Route]
SERVED = {"served_in": "letter_of_response", "text": "We admit what follows."}
BY_MAIL = {"email": "petra.examplova@mail.example", "may_email": True, "channels": ["email"]}
PETRA = "petra.examplova@mail.example"
ANALYSIS = {"breach": True, "causation": True, "text": "The record shows both"}
SORRY = {"text": "We are sorry for what happened to you."}
DUE = {"text": "We take another view", "due": "2027-06-30"}


def news(town: InProcess, address: str) -> int:
    """How many mails with news of a claim came for somebody."""
    return subjects_that_say(town, address, "News of a claim")


def subjects_that_say(town: InProcess, address: str, words: str) -> int:
    return sum(words in subject for subject in subjects(town, address))


def shares(one: str, other: str, **more: Any) -> dict[str, Any]:
    rows = [{"member": "1", "share": one}, {"member": "2", "share": other}]
    return {
        "shares": rows,
        "decided": False,
        "evidence": "Both records",
        "text": "By what each did",
        **more,
    }


def reported(town: InProcess, desk: Desk, *, supportive: bool) -> None:
    """The expert, nominated first, says whether the care can be defended."""
    file = add(town, sign_in(town, SCHEME), staff_page(desk), a_pdf("What the expert says"))
    said = {"expert": "2", "supportive": supportive, "file": file, "text": "In short"}
    desk.does("expert-report", SCHEME, **said, version=desk.case["version"])


def notified(desk: Desk) -> None:
    """A claim that was opened becomes notified, its list of documents out."""
    desk.does("checklist", SCHEME, due="2027-01-15")
    desk.does("claim-notification", MEMBER)


def events(desk: Desk) -> list[dict[str, Any]]:
    """Everything that happened to the case, newest first."""
    status, answer = desk.program(SCHEME).get(f"{desk.href}/timeline")
    assert status == 200, answer
    return list(answer["items"])


def test_sc_12_one_claim_from_its_letter_to_its_end():
    with a_claim(london(date(2026, 12, 18), 16, 40), **BY_MAIL) as (town, desk):
        # The practice scans the letter, its covering letter, and an offer in the same bundle.
        desk.does("claim", MEMBER, **OPENING)
        desk.does("deadline-document", MEMBER, **LETTER)
        desk.does("deadline-document", MEMBER, kind="part36_offer", text="In the same bundle")
        assert due_at(desk, "FORWARD-24H:1") == london(date(2026, 12, 19), 16, 40)
        assert due(desk, "PART36:2") == "2027-01-08"
        assert (due(desk, "PAP-ACK:1"), due(desk, "PAP-RESPONSE:1")) == ("2026-12-31", "2027-04-16")
        assert desk.case["claim"]["state"] == "potential_claim"
        desk.does("forwarding", MEMBER, document="2", covering_letter=True, text="To the scheme")

        strikes(town, london(date(2026, 12, 18), 17, 41))
        strikes(town, london(date(2026, 12, 19), 4, 41))
        assert reminded(town) == 2
        assert "has not gone on yet" in desk.refused("claim-notification", MEMBER)
        town.clock.move_to(london(date(2026, 12, 19), 11, 5))
        desk.does("forwarding", MEMBER, document="1", covering_letter=True, text="To the scheme")
        strikes(town, london(date(2026, 12, 19), 12, 41))
        assert reminded(town) == 2
        assert desk.deadline("FORWARD-24H:1")["late"] is False

        # Six rows; the images are missing, and chased.
        notified(desk)
        asked = [e for e in events(desk) if e["type"] == "checklist.issued"]
        assert len(asked[0]["facts"]["items"]) == 6
        file = add(town, sign_in(town, MEMBER), staff_page(desk), a_pdf("The report of the ward"))
        rows = ("incident_reports", "key_staff", "complaint_files", "protocols", "standard_disclosure")
        desk.version = desk.case["version"]
        for item in rows:
            desk.does("checklist-answer", MEMBER, item=item, found="received", file=file)

        # A second member joins: both hear the same day, and nothing of each other.
        before = news(town, RUTH), news(town, IVO)
        desk.does("claim-member", SCHEME, **JOINING)
        assert (news(town, RUTH), news(town, IVO)) == (before[0] + 1, before[1] + 1)
        for address in (RUTH, IVO):
            told = [m.text for m in town.mails(address, "News of a claim", expected=0)][-1]
            assert "Another member of a scheme is involved" in told
            assert "investigated jointly" in told
            assert "Exampleton" not in told
            assert "Exampleshire" not in told

        # A letter of a Member of Parliament comes.
        desk.does("high-profile", SCHEME, reasons=["mp"], support="A named handler, a call a week")
        assert desk.case["claim"]["high_profile"] == ["mp"]
        assert subjects_that_say(town, LENA, "A case needs you") > 0

        # Each is covered, whoever said sorry; each is heard; then it is looked into.
        sorry = {"covered": False, "reason": "apology_given", "text": "They said sorry"}
        status, refused = desk.tries("cover", SCHEME, member="1", **sorry)
        assert (status, refused["errors"][0]["field"]) == (422, "reason")
        for member in ("1", "2"):
            desk.does("cover", SCHEME, member=member, **COVERED)
        desk.does("nomination", SCHEME, kind="panel_firm", name="Marsh & Co", accepts_proceedings=True)
        desk.does("nomination", SCHEME, kind="expert", name="Dr Fen, midwifery")
        desk.does("claim-concerns", MEMBER, member="1", has_concerns=False)
        begun = {"text": "With the record"}
        assert "nothing does: member 2" in desk.refused("claim-investigation", SCHEME, **begun)
        desk.does("claim-concerns", TRUST, member="2", has_concerns=True, text="The theatre list")
        desk.does("claim-investigation", SCHEME, **begun)
        assert "No expert has reported" in desk.refused("liability", SCHEME, **ANALYSIS)
        reported(town, desk, supportive=False)
        desk.does("liability", LAWYER, **ANALYSIS)
        assert "No evidence supports it" in desk.refused("repudiation", SCHEME, expert="2", text="No")

        # The admission: for breach only, by whoever binds each member, and silence is never yes.
        advice = {"elements": ["breach", "causation"], "text": "Both are shown", "due": "2027-01-11"}
        for member in ("1", "2"):
            desk.does("admission-advice", SCHEME, member=member, **advice)
        assert "Silence is no authority" in desk.refused(
            "admission", LAWYER, elements=["breach"], **SERVED
        )
        strikes(town, london(date(2027, 1, 6), 9, 5))
        for address in (RUTH, IVO):
            assert subjects_that_say(town, address, "Reminder: due on 11 January") == 1
        breach = {"recommendation": "1", "elements": ["breach"]}
        assert desk.tries("admission-authority", SECRETARY, **breach)[0] == 403
        assert desk.tries("admission-authority", TRUST, **breach)[0] == 403
        desk.does("admission-authority", MEMBER, **breach)
        desk.does("admission-authority", TRUST, recommendation="2", elements=["breach"])
        both = desk.tries("admission", LAWYER, elements=["breach", "causation"], **SERVED)
        assert both[0] == 409
        assert "causation by member 1, causation by member 2" in both[1]["detail"]
        strikes(town, london(date(2027, 1, 18), 9, 5))
        assert subjects_that_say(town, RUTH, "Late: was due on 15 January") == 1  # the images
        strikes(town, london(date(2027, 2, 17), 9, 5))
        assert desk.tries("admission", LAWYER, elements=["causation"], **SERVED)[0] == 409

        # Saying sorry is possible at any time, admits nothing, and leaves the cover as it is.
        desk.does("writing", SCHEME, **SORRY)
        claim = desk.case["claim"]
        assert [each["covered"] for each in claim["members"]] == [True, True]
        assert [each["authorised"] for each in claim["members"]] == [["breach"], ["breach"]]

        # What is taken back before it was used is served no more, until it is given anew.
        desk.does("admission-revocation", TRUST, member="2", elements=["breach"], text="Not yet")
        assert desk.tries("admission", LAWYER, elements=["breach"], **SERVED)[0] == 409
        desk.does("admission-authority", TRUST, recommendation="2", elements=["breach"])
        desk.does("admission", LAWYER, elements=["breach"], **SERVED)
        assert desk.case["claim"]["state"] == "admission_served"
        assert desk.deadline("PAP-RESPONSE:1")["stopped_at"]

        # Seven ways, an offer; who bears how much stays between the members.
        offer = {"step": "made", "amount": "10,000", "part36": True}
        assert "Consider the seven ways" in desk.refused("offer", SCHEME, **offer)
        status, refused = desk.tries("routes", SCHEME, routes=SEVEN_WAYS[:6])
        assert (status, refused["errors"][0]["field"]) == (422, "routes")
        desk.does("routes", SCHEME, routes=SEVEN_WAYS)
        desk.does("offer", SCHEME, **offer)
        assert desk.case["claim"]["state"] == "negotiating"
        status, refused = desk.tries("shares", SCHEME, **shares("60", "50"))
        assert (status, refused["errors"][0]["field"]) == (422, "shares")
        desk.does("shares", SCHEME, **shares("60", "40"))
        for words in ("You get 60% from one of us", "It is apportioned", "The other pays 40 per cent"):
            status, refused = desk.tries("writing", SCHEME, text=words)
            assert (status, refused["errors"][0]["field"]) == (422, "text")

        # Appeals, rung by rung.
        desk.does("appeal", MEMBER, **DUE)
        verdict = {"upheld": False, "text": "The evidence is as it is"}
        assert desk.tries("appeal-decision", DIRECTOR, rung=3, **verdict)[0] == 409
        for rung, who in ((1, SCHEME), (2, LEADER), (3, TECHNICAL)):
            desk.does("appeal-decision", who, rung=rung, **verdict)
            desk.does("appeal", MEMBER, **DUE)
        desk.does("appeal-decision", CHIEF, rung=4, decided_by="both", **verdict)
        verdicts = [e["facts"] for e in events(desk) if e["type"] == "appeal.decided"]
        assert [each["rung"] for each in verdicts] == [4, 3, 2, 1]
        assert verdicts[0]["decided_by"] == "both"

        # To court against the evidence: only when each member has signed for the costs.
        court = {"to": "trial", "due": "2027-09-01", "text": "On causation"}
        assert "each member has signed" in desk.refused("defence", LAWYER, **court)
        signed = {"understood": True, "signed_as": "Ruth Sandys, practice manager"}
        assert desk.tries("own-expense", TRUST, member="1", **signed)[0] == 403
        desk.does("own-expense", MEMBER, member="1", **signed)
        assert "Not signed: member 2" in desk.refused("defence", LAWYER, **court)
        desk.does("own-expense", TRUST, member="2", **signed)
        desk.does("staff-concerned", SCHEME, name="Sister B", concerned="staff_witness")
        desk.does("defence", LAWYER, **court)
        assert (desk.case["claim"]["state"], due(desk, "COURT")) == ("trial", "2027-09-01")

        # Settled with the shares still pending; only who binds a member hears the amount.
        desk.does("instruction-request", SCHEME, text="Who speaks at the meeting?", due="2027-03-31")
        desk.does("claim-settlement", SCHEME, amount="12,500", final=True, text="In full")
        told = [mail.text for mail in town.mails(RUTH, "News of a claim", expected=0)]
        assert sum("£12,500" in text for text in told) == 1
        running = {each["clock"] for each in desk.case["deadlines"] if not each["stopped_at"]}
        assert not [
            c for c in running if c.startswith(("PAP", "PART36", "CHECKLIST", "COURT", "UPDATE"))
        ]
        assert "INSTRUCTION:3" in running
        petra = [mail.text for mail in town.mails(PETRA, "", expected=0)]
        assert petra
        assert not [text for text in petra if "60%" in text or "12,500" in text]

        # What it owes its people comes before it is closed, and until then all is kept.
        desk.does("claim-conclusion", SCHEME, outcome="settled", text="The damages are paid")
        assert "have not been told" in desk.refused("claim-closure", SCHEME)
        status, refused = desk.tries("staff-outcome", SCHEME, text="It is settled")
        assert (status, refused["errors"][0]["field"]) == (422, "others_told")
        desk.does("staff-outcome", SCHEME, text="It is settled", others_told=True)
        assert "what was learnt" in desk.refused("claim-closure", SCHEME)
        learnt = {"text": "A second pair of eyes", "teams": "Midwifery", "acted": "A new routine"}
        desk.does("learning", SCHEME, **learnt)
        assert subjects_that_say(town, "claims.safety@beacon-indemnity", "A case needs you") == 1
        assert "which member bears how much" in desk.refused("claim-closure", SCHEME)
        desk.does("shares", SCHEME, **shares("60", "40", decided=True))
        assert "legal hold" in desk.refused("claim-closure", SCHEME)
        desk.does("legal-hold-end", LEADER, text="Nothing more can come")
        assert "claim that is open" in desk.refused("withdrawal", LEADER, in_writing=True, text="-")
        desk.does("claim-closure", SCHEME)
        case = desk.case
        assert (case["claim"]["state"], case["state"]) == ("closed", "closed")
        assert subjects_that_say(town, "claims.safety@beacon-indemnity", "A case needs you") == 2
        assert news(town, RUTH) > 10
        assert due(desk, "RETENTION")
        desk.does("legal-hold", LEADER, text="An inquiry asks for it")
        status, kept = desk.tries("erasure", LEADER, ground="not_needed", sure=True)
        assert status == 409
        assert "legal hold" in kept["detail"]
