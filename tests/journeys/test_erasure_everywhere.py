"""Erasing reaches what a case gathers on its rarer ways: somebody who speaks for a patient, a claim,
the stages of a company, contributors from outside, all that is written about one letter. A word is
planted in every field, and is nowhere after.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.events import first_break
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.reference import CaseNumber
from tests.aws import BUCKET as FILES
from tests.entry.test_any_contact import FOR_HER_MOTHER, sent
from tests.journeys.desk import A_CALL, HANDLER, PARTNER
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.test_contributors import ASKED, found
from tests.journeys.test_erasure import (
    CANARY,
    WritingDesk,
    objects,
    whole_table,
    with_canary,
)
from tests.journeys.town import Program
from tests.visitor import ANSWERS, Visitor

WITHDRAWN = {
    "in_writing": True,
    "text": "She does not want it any more",
    "safety": "The boxes look alike",
}
WARD = f"{CANARY}@hospital.example"
MORE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("acknowledgement", {"how": "letter", "offered": ["telephone"]}),
    ("third-party-wait", {"text": "The clinic has the record"}),
    ("third-party-answer", {"text": "The clinic sent the record"}),
    ("contact", {"how": "letter", "substantive": True, "text": "We wrote to her"}),
    ("assignment", {"handler": HANDLER}),
    ("nudge", {"text": "Please look at it"}),
    (
        "appointment",
        {
            "person": HANDLER,
            "slot": "2026-12-03T10:00:00Z",
            "minutes": 30,
            "means": "telephone",
            "asked_for_it": "She asked for it",
        },
    ),
    ("appointment-cancel", {"appointment": "1", "reason": "She is in hospital"}),
    (
        "time-limit",
        {
            "occurred_on": "2025-06-01",
            "noticed_on": None,
            "good_reason": True,
            "still_investigable": True,
            "reason": "She was very ill",
        },
    ),
    ("grade", {"grade": 3, "reason": "By its consequences"}),
    ("issues", {"issues": [{"text": "The result was lost", "subject": "clinical_treatment"}]}),
    (
        "organisation",
        {"kind": "provider", "grade": 3, "issues": ["1"], "organisation": "The heart clinic"},
    ),
    ("lead", {"lead": "1", "text": "They have the record"}),
    ("contribution-request", ASKED | {"email": WARD}),
    ("contribution-link", {"organisation": "1", "email": WARD, "contact": "The new ward sister"}),
    ("contribution-link-end", {"organisation": "1", "text": "It went astray"}),
    ("contribution", {"organisation": "1", "text": "They sent a letter"}),
    ("review", {"text": "We are still waiting"}),
    (
        "declining",
        {
            "why": "out_of_scope",
            "reason": "It is not ours",
            "sent_by": "letter",
        },
    ),
    ("reopening", {"text": "We were wrong there"}),
    ("restricted-access", {"text": "Her sister works here", "named": [HANDLER]}),
)
"""What is written on the way of one complaint."""

ERASED_BY = ("complaints.manager", "claims.leader", "operations", "complaints.manager")

MOTHER = {
    "relationship": {"relationship": f"Daughter of {CANARY}", "authority": f"Power of {CANARY}"},
    "their-name": {
        "patient_title": CANARY,
        "patient_first_name": CANARY,
        "patient_last_name": f"{CANARY}-Olderly",
    },
    "their-contact": FOR_HER_MOTHER["their-contact"] | {"patient_address": f"3 {CANARY} Row"},
    "what-happened": {"what_happened": f"Sometimes I want to kill myself, says {CANARY}."},
    "name": {"title": CANARY, "first_name": CANARY, "last_name": f"{CANARY}-Daughter"},
    "contact": ANSWERS["contact"] | {"email": f"{CANARY}@patients.example"},
}
SHARED = {"with_whom": "The police there", "what": "The letter of May", "purpose": "safeguarding"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 26, 10, 0, tzinfo=UTC)) as town:
        yield town


def spoken_for(town: InProcess) -> WritingDesk:
    """A daughter complains for her mother, and an alarm is raised; then much is done about it."""
    seen = sent(Visitor(town.browser), with_canary(FOR_HER_MOTHER) | MOTHER)
    desk = WritingDesk(town, f"/api/cases/WLP-{seen.path.split('/')[2].partition('-')[2]}")
    desk.does("alarm-answer", outcome="they_are_safe", text="We rang her at once")
    desk.does("acknowledgement", how="telephone", offered=["telephone"], words="We are sorry")
    desk.does("consent-request", purposes=["discuss", "investigate"], asked_by="letter")
    agrees = {"answer": "agrees", "purposes": ["discuss", "share_with_org"], "answered_by": "letter"}
    limits = {"scope": "named_parts", "limits": "The call of May only", "text": "Her letter came"}
    desk.does("consent", **agrees, **limits)
    desk.does("callback", person=HANDLER, question="When is it best?", asked_for_it="She did so")
    desk.does("writing", text="Our answer is nearly ready", within_consent=True)
    desk.does("details", person="patient", title="Old lady", told_to="The heart clinic")
    desk.does("details", person="complainant", address=f"4 {CANARY} Street")
    because = desk.does("disclosure-approval", PARTNER, **_approved(), text="A child is in danger")
    bases = {"lawful_basis": "public_task", "confidentiality_basis": "public_interest"}
    desk.does("disclosure", **SHARED, **bases, approval=str(because["version"]))
    desk.does("regulator-question", text="Send us every letter")
    desk.does("regulator-summary", request="1", text="Sent by secure mail")
    desk.does("restriction-proposal", text="She rings each day")
    desk.does("subject-request", wants="copy", identity_known=True, text="All of it")
    desk.does("subject-request-question", request="1", why="meaning", text="Which of it?")
    desk.does("subject-request-reply", request="1", text="All of it, really")
    desk.does("subject-request-extension", request="1", months=1, text="There are folders")
    desk.does("copy", request="1", whose="patient")
    desk.does("data-complaint", text="My letter lay about")
    desk.does("data-complaint-acknowledgement", complaint="1", text="We have it now")
    desk.does("data-complaint-answer", complaint="1", upheld=True, text="It did so")
    town.carry()
    desk.version = 0
    desk.does("subject-request-answer", request="1", granted=True, text="Here it is")
    desk.does("legal-hold", text="A claim was announced")
    desk.does("legal-hold-end", text="It was settled")
    desk.does("contribution-request", **ASKED | {"email": WARD})
    town.carry()
    half_answered(town)
    desk.version = 0
    desk.does("no-surveys", text="She wants none")
    desk.does("consent-withdrawal", text="She rang us", said_by="telephone")
    desk.does("withdrawal", **WITHDRAWN)
    return desk


def _approved() -> dict[str, str]:
    return {name: SHARED[name] for name in ("with_whom", "what")}


def half_answered(town: InProcess) -> None:
    """The ward typed an answer by its link, and has not sent it."""
    (mail,) = town.mails(WARD, "Questions for you", expected=1)
    visitor = Visitor(town.browser)
    page = visitor.send(found(r"http://candour\.test(/\S*/contribute/\S+)", mail.text), {})
    (code,) = town.mails(WARD, "Your code", expected=1)
    page = visitor.send(page.path, {"code": found(r"\b(\d{6})\b", code.text)})
    visitor.send(page.path, {"do": "keep", "answer-1": f"{CANARY} half-typed", "answer-2": ""})
    assert f"{CANARY} half-typed".casefold() in whole_table()


def opened(town: InProcess, by: str, **told: Any) -> WritingDesk:
    """Staff record what somebody said or wrote; the word is in all of it."""
    asked = {**A_CALL, "contact_type": "complaint", "received_via": "letter", **told}
    named = {"first_name": CANARY, "last_name": f"{CANARY}-Example", "mobile": A_CALL["mobile"]}
    whole = with_canary(asked) | named
    status, case = Program(town).sign_in(by).post("/api/cases", whole, **{"Idempotency-Key": by})
    assert status == 201, case
    return WritingDesk(town, case["href"], reader=by)


def a_claim(town: InProcess) -> WritingDesk:
    """A claim with a document, a list, an instruction and an appeal, all full of the word."""
    scheme, member = "claims.handler", "member.contact"
    desk = opened(town, scheme, subject="claim")
    desk.does("deadline-document", member, kind="letter_of_claim", text="From the solicitors")
    desk.does("forwarding", member, document="1", covering_letter=True, text="To the scheme")
    desk.does("document-acknowledgement", scheme, document="1", text="We have it")
    desk.does("document-answer", scheme, document="1", text="We answered it")
    more = [{"text": "The rota of that week"}]
    desk.does("checklist", scheme, due="2027-01-15", more=more)
    away = {"item": "standard_disclosure", "found": "with_lawyers"}
    desk.does("checklist-answer", member, **away, text="With the panel firm")
    desk.does("instruction-request", scheme, text="Is breach admitted?", due="2027-01-15")
    desk.does("instruction", member, instruction="1", text="Breach is admitted")
    desk.does("appeal", scheme, text="The reasons leave her out", due="2027-01-29")
    refused = {"rung": 1, "upheld": False, "decided_by": "holder"}
    desk.does("appeal-decision", scheme, **refused, text="It came too late")
    desk.does("withdrawal", "claims.leader", **WITHDRAWN)
    return desk


def three_stages(town: InProcess) -> WritingDesk:
    """A company's complaint that was answered late, went on a stage, and was withdrawn."""
    first, second = "reports.handler", "operations"
    offers = {"callback_offered": True, "meeting_offered": False, "received_via": "phone"}
    desk = opened(town, first, subject="service", **offers)
    desk.reader = second
    reply = {"text": "We looked at it again", "outcome": "not_upheld", "next_named": True}
    desk.does("stage-reply", first, **reply, how="telephone")
    desk.does("next-stage", first, text="Nobody read my letter", handler=second)
    desk.does("stage-delay", second, text="We wait for the doctor", how="telephone")
    desk.does("withdrawal", second, **WITHDRAWN)
    return desk


def by_post(town: InProcess) -> WritingDesk:
    """A patient's letter: others are waited for, a meeting is called off, few may open it, and more."""
    desk = opened(town, "call.handler", address="4 Testing Row", postcode="ZZ993WZ")
    desk.reader = "complaints.manager"
    town.clock.forward(timedelta(minutes=1))
    desk.does("notes", text="This belongs to another case")
    desk.does("undo")
    half_saved(desk)
    for name, asked in MORE:
        desk.does(name, **asked)
    # Whoever opens a case that was kept to few says why.
    desk.program(desk.reader).post(f"{desk.href}/reads", {"reason": "works_on_it"})
    desk.version = 0
    desk.does("open-access", text="Her sister left us")
    desk.does("withdrawal", **WITHDRAWN)
    return desk


def half_saved(desk: WritingDesk) -> None:
    """Somebody typed into a form of the case, and has not saved it."""
    form = f"{desk.page}/do/notes"
    seen = desk.visitor(HANDLER).get(form)
    typed = {"version": seen.value("version"), "keep": "now", "text": f"{CANARY} half-saved"}
    assert f"{CANARY} half-saved" in desk.visitor(HANDLER).send(form, typed).html
    assert f"{CANARY} half-saved".casefold() in whole_table()


def test_a_word_in_every_field_of_the_rarer_ways_is_nowhere_after_these_cases_are_erased(
    town: InProcess,
):
    desks = (spoken_for(town), a_claim(town), three_stages(town), by_post(town))
    town.carry()
    numbers = [CaseNumber(desk.href.rpartition("-")[2]) for desk in desks]
    ports = wiring.world().ports
    hers = ports.cases.load(numbers[0])
    asker = hers.party(COMPLAINANT)
    assert asker is not None
    marks = ports.surveys.marks_of(asker, hers.case.organisation)
    assert ports.surveys.stopped(marks)
    before = whole_table()
    assert CANARY.casefold() in before
    assert all(f"text#{number}#" in before for number in numbers), "each is found by its words"
    assert objects(FILES) != []

    for desk, by in zip(desks, ERASED_BY, strict=True):
        desk.reader, desk.version = by, 0
        desk.does("erasure", by, ground="not_needed", sure=True)
    town.carry()

    left = whole_table()
    assert CANARY.casefold() not in left, left[left.index(CANARY.casefold()) - 600 :][:900]
    assert not [n for n in numbers if f"text#{n}#" in left or f"said#{n}" in left]
    assert objects(FILES) == []
    assert ports.surveys.stopped(marks), "who wants no survey is asked none, erased or not (S0-26)"
    for desk, number in zip(desks, numbers, strict=True):
        stored = ports.cases.load(number)
        assert first_break(stored.history, stored.case.head) is None
        assert "erasure.done" in [each["type"] for each in timeline_of(desk)]


def timeline_of(desk: WritingDesk) -> list[dict[str, Any]]:
    status, answer = desk.program(desk.reader).get(f"{desk.href}/timeline")
    assert status == 200, answer
    return list(answer["items"])
