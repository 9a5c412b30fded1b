"""SC-12: one claim from its letter to its end; and its hours over the change of the clocks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.domain.damages import Route
from tests.builders import london
from tests.journeys.desk import A_CALL, Desk
from tests.journeys.stories.told import mails_to, on_page, recorded, timeline
from tests.journeys.town import Town
from tests.samples import a_pdf

SCHEME, LEADER, MEMBER, TRUST = "claims.handler", "claims.leader", "member.contact", "trust.contact"
LAWYER, SECRETARY, DIRECTOR = "claims.lawyer", "claims.secretary", "claims.director"
TECHNICAL, CHIEF = "claims.technical", "claims.chief"
RUTH, IVO, LENA, SANA = (
    f"{who}@beacon-indemnity.example" for who in (MEMBER, TRUST, LEADER, "claims.safety")
)
PETRA = "petra.claimant@mail.example"
BY_LETTER = {"contact_type": "complaint", "received_via": "letter", "subject": "claim"}
BY_MAIL = {"email": PETRA, "may_email": True, "channels": ["email"]}
LETTER = {"kind": "letter_of_claim", "text": "From the solicitors, about the heel"}
GONE = {"covering_letter": True, "text": "To the scheme"}
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
SORRY_IS_NONE = {"covered": False, "reason": "apology_given", "text": "They said sorry"}
ANALYSIS = {"breach": True, "causation": True, "text": "The record shows both"}
ADVICE = {"elements": ["breach", "causation"], "text": "Both are shown", "due": "2027-01-11"}
SERVED = {"served_in": "letter_of_response", "text": "We admit what follows."}
SEVEN_WAYS = [{"route": each, "answer": "considered", "reason": "Discussed"} for each in Route]
OFFER = {"step": "made", "amount": "10,000", "part36": True}
APPEAL = {"text": "We take another view", "due": "2027-06-30"}
VERDICT = {"upheld": False, "text": "The evidence is as it is"}
TRIAL = {"to": "trial", "due": "2027-09-01", "text": "On causation"}
SIGNED = {"understood": True, "signed_as": "A Partner, for the member"}
LEARNT = {"text": "A second pair of eyes", "teams": "Midwifery", "acted": "A new routine"}
NEWS, NEEDED = "News of a claim", "A case needs you"


def a_claim(town: Town) -> Iterator[datetime]:
    """From the letter of Friday 18 December 2026 to the end of the claim, two months later."""
    yield london(date(2026, 12, 18), 16, 40)
    desk = recorded(town, SCHEME, A_CALL | BY_LETTER | BY_MAIL, reader=SCHEME)
    desk.does("claim", MEMBER, **OPENING)
    yield from _forwarded(town, desk)
    _notified(town, desk)
    _joined(town, desk)
    _investigated(town, desk)
    yield from _authorised(town, desk)
    _negotiated(desk)
    _appealed(desk)
    _defended(desk)
    _settled(town, desk)
    _closed(town, desk)


def _forwarded(town: Town, desk: Desk) -> Iterator[datetime]:
    desk.does("deadline-document", MEMBER, **LETTER)
    desk.does("deadline-document", MEMBER, kind="part36_offer", text="In the same bundle")
    assert _due_at(desk) == "2026-12-19T16:40"
    hours = [each[:16] for each in desk.reminders("FORWARD-24H:1")]
    assert hours[:3] == ["2026-12-18T17:40", "2026-12-19T04:40", "2026-12-19T12:40"]
    days = {clock: desk.deadline(clock)["due"] for clock in ("PAP-ACK:1", "PAP-RESPONSE:1", "PART36:2")}
    assert days == {"PAP-ACK:1": "2026-12-31", "PAP-RESPONSE:1": "2027-04-16", "PART36:2": "2027-01-08"}
    desk.does("forwarding", MEMBER, document="2", **GONE)

    yield london(date(2026, 12, 18), 17, 41)
    assert _count(town, RUTH, desk, "Reminder") == 1
    yield london(date(2026, 12, 19), 4, 41)
    assert _count(town, RUTH, desk, "Reminder") == 2
    assert "has not gone on yet" in desk.refused("claim-notification", MEMBER)
    yield london(date(2026, 12, 19), 11, 5)
    desk.does("forwarding", MEMBER, document="1", **GONE)
    yield london(date(2026, 12, 19), 12, 41)
    assert _count(town, RUTH, desk, "Reminder") == 2
    met = desk.deadline("FORWARD-24H:1")
    assert (met["late"], met["stopped_at"][:16]) == (False, "2026-12-19T11:05")


def _notified(town: Town, desk: Desk) -> None:
    """Six rows are asked for; of all but the records with their images there is a file."""
    desk.does("checklist", SCHEME, due="2027-01-15")
    desk.does("claim-notification", MEMBER)
    asked = timeline(desk, "checklist.issued")[0]["facts"]["items"]
    assert len(asked) == 6
    file = _added(town, desk, MEMBER)
    for item in asked:
        if item != "medical_records":
            desk.does("checklist-answer", MEMBER, item=item, found="received", file=file)


def _joined(town: Town, desk: Desk) -> None:
    """A second member: both hear the same day, and nothing of each other. Then the MP writes."""
    before = _count(town, RUTH, desk, NEWS), _count(town, IVO, desk, NEWS)
    desk.does("claim-member", SCHEME, **JOINING)
    assert (_count(town, RUTH, desk, NEWS), _count(town, IVO, desk, NEWS)) == (before[0] + 1, 1)
    for address in (RUTH, IVO):
        told = [mail for mail in mails_to(town, address, desk) if NEWS in mail.subject][-1].text
        assert "Another member of a scheme is involved in this claim." in told
        assert "investigated jointly" in told
        assert "Exampleton" not in told
        assert "Exampleshire" not in told
    desk.does("high-profile", SCHEME, reasons=["mp"], support="A named handler, a call a week")
    assert desk.case["claim"]["high_profile"] == ["mp"]
    assert _count(town, LENA, desk, NEEDED) == 1


def _investigated(town: Town, desk: Desk) -> None:
    """Cover, whoever said sorry; each member is heard; the expert speaks against a defence."""
    status, refused = desk.tries("cover", SCHEME, member="1", **SORRY_IS_NONE)
    assert (status, refused["errors"][0]["field"]) == (422, "reason")
    desk.does("writing", SCHEME, text="We are sorry for what happened to you.")
    for member in ("1", "2"):
        desk.does("cover", SCHEME, member=member, **COVERED)
    desk.does("nomination", SCHEME, kind="panel_firm", name="Marsh", accepts_proceedings=True)
    desk.does("nomination", SCHEME, kind="expert", name="Dr Fen, midwifery")
    desk.does("claim-contact", SCHEME, member="1", contact=MEMBER, may_authorise=True)
    desk.does("claim-concerns", MEMBER, member="1", has_concerns=False)
    assert "nothing does: member 2" in desk.refused("claim-investigation", SCHEME, text="Now")
    desk.does("claim-concerns", TRUST, member="2", has_concerns=True, text="The theatre list")
    _each_sees_its_own_part(desk)
    desk.does("claim-investigation", SCHEME, text="With the record")
    assert "No expert has reported" in desk.refused("liability", SCHEME, **ANALYSIS)
    file = _added(town, desk, SCHEME)
    desk.does("expert-report", SCHEME, expert="2", supportive=False, file=file, text="In short")
    desk.does("liability", LAWYER, **ANALYSIS)
    assert "No evidence supports it" in desk.refused("repudiation", SCHEME, expert="2", text="No")


def _each_sees_its_own_part(desk: Desk) -> None:
    """Who speaks for one member reads and opens nothing of the other's, and answers nothing for it."""
    whole, theirs = desk.case["claim"]["members"], desk.program(TRUST).get(desk.href)[1]
    assert [each["id"] for each in whole] == ["1", "2"]
    assert [each["id"] for each in theirs["claim"]["members"]] == ["2"]
    assert "Exampleton" not in str(theirs)
    assert "1 other member. What they say" in on_page(desk, TRUST)
    file = timeline(desk, "document.received")[0]["facts"]["document"]
    opened = desk.program(TRUST).post(f"{desk.href}/documents/{file}/opening", {})
    assert opened[0] == 404
    assert desk.tries("claim-concerns", TRUST, member="1", has_concerns=False)[0] == 403


def _authorised(town: Town, desk: Desk) -> Iterator[datetime]:
    """For breach only, by whoever binds each member; silence is never yes; saying sorry is nothing."""
    for member in ("1", "2"):
        desk.does("admission-advice", SCHEME, member=member, **ADVICE)
    assert "Silence is no authority" in desk.refused("admission", LAWYER, elements=["breach"], **SERVED)
    yield london(date(2027, 1, 6), 9, 5)
    for address in (RUTH, IVO):
        assert _count(town, address, desk, "Reminder: due on 11 January") == 1
    breach = {"recommendation": "1", "elements": ["breach"]}
    for who in (SECRETARY, TRUST):
        assert desk.tries("admission-authority", who, **breach)[0] == 403
    desk.does("admission-authority", MEMBER, **breach)
    desk.does("admission-authority", TRUST, recommendation="2", elements=["breach"])
    both = desk.tries("admission", LAWYER, elements=["breach", "causation"], **SERVED)
    assert (both[0], "causation by member 1, causation by member 2" in both[1]["detail"]) == (409, True)

    yield london(date(2027, 1, 18), 9, 5)
    assert _count(town, RUTH, desk, "Late: was due on 15 January") == 1
    yield london(date(2027, 2, 17), 9, 5)
    assert desk.tries("admission", LAWYER, elements=["causation"], **SERVED)[0] == 409
    desk.does("writing", SCHEME, text="We are sorry for what happened to you.")
    members = desk.case["claim"]["members"]
    assert [(each["covered"], each["authorised"]) for each in members] == [(True, ["breach"])] * 2
    desk.does("admission-revocation", TRUST, member="2", elements=["breach"], text="Not yet")
    assert desk.tries("admission", LAWYER, elements=["breach"], **SERVED)[0] == 409
    desk.does("admission-authority", TRUST, recommendation="2", elements=["breach"])
    desk.does("admission", LAWYER, elements=["breach"], **SERVED)
    assert desk.case["claim"]["state"] == "admission_served"
    assert desk.deadline("PAP-RESPONSE:1")["stopped_at"]


def _negotiated(desk: Desk) -> None:
    """Seven ways, an offer; who bears how much stays between the members."""
    assert "Consider the seven ways" in desk.refused("offer", SCHEME, **OFFER)
    status, refused = desk.tries("routes", SCHEME, routes=SEVEN_WAYS[:6])
    assert (status, refused["errors"][0]["field"]) == (422, "routes")
    desk.does("routes", SCHEME, routes=SEVEN_WAYS)
    desk.does("offer", SCHEME, **OFFER)
    assert desk.case["claim"]["state"] == "negotiating"
    status, refused = desk.tries("shares", SCHEME, **_shares("60", "50"))
    assert (status, refused["errors"][0]["field"]) == (422, "shares")
    desk.does("shares", SCHEME, **_shares("60", "40"))
    for words in ("You get 60% from one of us", "It is apportioned", "The other pays 40 per cent"):
        status, refused = desk.tries("writing", SCHEME, text=words)
        assert (status, refused["errors"][0]["field"]) == (422, "text")


def _appealed(desk: Desk) -> None:
    """Rung by rung: none is skipped, and the last ends with a decision and in mediation."""
    desk.does("appeal", MEMBER, **APPEAL)
    assert desk.tries("appeal-decision", DIRECTOR, rung=3, **VERDICT)[0] == 409
    for rung, who in ((1, SCHEME), (2, LEADER), (3, TECHNICAL)):
        desk.does("appeal-decision", who, rung=rung, **VERDICT)
        desk.does("appeal", MEMBER, **APPEAL)
    desk.does("appeal-decision", CHIEF, rung=4, decided_by="both", **VERDICT)
    decided = [each["facts"] for each in timeline(desk, "appeal.decided")]
    assert [each["rung"] for each in decided] == [4, 3, 2, 1]
    assert decided[0]["decided_by"] == "both"


def _defended(desk: Desk) -> None:
    """Against the evidence: only when each member has signed for the costs."""
    assert "each member has signed" in desk.refused("defence", LAWYER, **TRIAL)
    assert desk.tries("own-expense", TRUST, member="1", **SIGNED)[0] == 403
    desk.does("own-expense", MEMBER, member="1", **SIGNED)
    assert "Not signed: member 2" in desk.refused("defence", LAWYER, **TRIAL)
    desk.does("own-expense", TRUST, member="2", **SIGNED)
    desk.does("staff-concerned", SCHEME, name="Sister B", concerned="staff_witness")
    desk.does("defence", LAWYER, **TRIAL)
    assert (desk.case["claim"]["state"], desk.deadline("COURT")["due"]) == ("trial", "2027-09-01")


def _settled(town: Town, desk: Desk) -> None:
    """With the shares still pending; who binds a member hears the amount, the claimant nothing."""
    desk.does("instruction-request", SCHEME, text="Who speaks at the meeting?", due="2027-03-31")
    desk.does("claim-settlement", SCHEME, amount="12,500", final=True, text="In full")
    told = [mail.text for mail in mails_to(town, RUTH, desk)]
    assert sum("£12,500" in text for text in told) == 1
    running = {each["clock"] for each in desk.case["deadlines"] if not each["stopped_at"]}
    ended = ("FORWARD", "PAP", "PART36", "CHECKLIST", "COURT", "UPDATE")
    assert [clock for clock in running if clock.startswith(ended)] == []
    assert "INSTRUCTION:3" in running
    to_the_claimant = [mail.text for mail in mails_to(town, PETRA, desk)]
    assert to_the_claimant
    assert [text for text in to_the_claimant if "60%" in text or "12,500" in text] == []


def _closed(town: Town, desk: Desk) -> None:
    """What it owes its people comes first; until then all is kept, and nothing else ends the case."""
    desk.does("claim-conclusion", SCHEME, outcome="settled", text="The damages are paid")
    assert "have not been told" in desk.refused("claim-closure", SCHEME)
    status, refused = desk.tries("staff-outcome", SCHEME, text="It is settled")
    assert (status, refused["errors"][0]["field"]) == (422, "others_told")
    desk.does("staff-outcome", SCHEME, text="It is settled", others_told=True)
    assert "what was learnt" in desk.refused("claim-closure", SCHEME)
    desk.does("learning", SCHEME, **LEARNT)
    assert "which member bears how much" in desk.refused("claim-closure", SCHEME)
    desk.does("shares", SCHEME, **_shares("60", "40", decided=True))
    assert "legal hold" in desk.refused("claim-closure", SCHEME)
    desk.does("legal-hold-end", LEADER, text="Nothing more can come")
    assert "claim that is open" in desk.refused("withdrawal", LEADER, in_writing=True, text="-")
    desk.does("claim-closure", SCHEME)
    case = desk.case
    assert (case["claim"]["state"], case["state"]) == ("closed", "closed")
    assert desk.deadline("RETENTION")["due"] == "2037-02-17"
    assert _count(town, SANA, desk, NEEDED) == 2
    desk.does("legal-hold", LEADER, text="An inquiry asks for it")
    status, kept = desk.tries("erasure", LEADER, ground="not_needed", sure=True)
    assert (status, "legal hold" in kept["detail"]) == (409, True)


def over_the_change_of_the_clocks(town: Town) -> Iterator[datetime]:
    """Received on the last morning of winter time, due an hour later by the clock."""
    yield london(date(2027, 3, 27), 10)
    desk = recorded(town, SCHEME, A_CALL | BY_LETTER, reader=SCHEME)
    desk.does("deadline-document", MEMBER, **LETTER)
    # 11:00 in London, which is 10:00 in UTC.
    assert _due_at(desk) == "2027-03-28T10:00"


def _due_at(desk: Desk) -> str:
    moment = datetime.fromisoformat(desk.deadline("FORWARD-24H:1")["due_at"])
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M}"


def _count(town: Town, address: str, desk: Desk, words: str) -> int:
    """How many mails about the case say this in their subject."""
    return sum(words in mail.subject for mail in mails_to(town, address, desk))


def _shares(one: str, other: str, *, decided: bool = False) -> dict[str, Any]:
    rows = [{"member": "1", "share": one}, {"member": "2", "share": other}]
    return {"shares": rows, "decided": decided, "evidence": "Both records", "text": "By what they did"}


def _added(town: Town, desk: Desk, who: str) -> str:
    """A file that somebody adds, once it is safe; its id."""
    program, path = desk.program(who), f"{desk.href}/documents"
    asked, key = {"title": "What was written of it"}, {"Idempotency-Key": uuid.uuid4().hex}
    status, form = program.post(path, asked, **key)
    assert status in (200, 201), form
    town.sends_file(form, a_pdf(f"The care of that day, as {who} has it"))

    def safe() -> bool:
        items = program.get(path)[1]["items"]
        return any(e["document"] == form["document"] and e["state"] == "safe" for e in items)

    assert town.sees(safe)
    return str(form["document"])


STORIES = (a_claim, over_the_change_of_the_clocks)
