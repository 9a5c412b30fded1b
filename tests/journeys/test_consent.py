"""SC-3: a daughter complains for her mother. Every step over the real road, on the real dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.entry.test_any_contact import FOR_HER_MOTHER, sent
from tests.journeys.desk import HANDLER, PARTNER, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import sign_in
from tests.visitor import ANSWERS, Visitor

DAUGHTER = ANSWERS["contact"]["email"]
ASKED = {"purposes": ["discuss"], "asked_by": "letter"}
AGREES = {
    "answer": "agrees",
    "purposes": ["discuss"],
    "scope": "response_only",
    "answered_by": "letter",
    "text": "The signed form came by post",
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(datetime(2026, 11, 23, 10, 0, tzinfo=UTC)) as town:
        yield town


def her_daughters(town: InProcess) -> Desk:
    seen = sent(Visitor(town.browser), FOR_HER_MOTHER)
    number = seen.path.split("/")[2].partition("-")[2]
    return Desk(town, f"/api/cases/WLP-{number}")


def the_clock(desk: Desk) -> dict[str, Any]:
    """The date for the patient's answer; each question has its own."""
    (clock,) = (each for each in desk.case["deadlines"] if each["clock"].startswith("CONSENT"))
    return dict(clock)


def hold(desk: Desk) -> str | None:
    return desk.case["representation"]["hold"]


def test_sc_3_the_mother_is_asked_chased_and_decided_about_on_these_dates(town: InProcess):
    desk = her_daughters(town)
    town.morning_of(date(2026, 11, 26))

    assert desk.deadline("ACK")["due"] == "2026-11-26"
    desk.does("consent-request", **ASKED)

    consent = the_clock(desk)
    assert consent["due"] == "2026-12-24"
    chased, decided = (each["at"] for each in consent["milestones"])
    assert (chased, decided) == ("2026-12-10T09:00:00Z", "2026-12-24T09:00:00Z")


def test_sc_3_nothing_goes_to_the_daughter_before_her_mother_agrees(town: InProcess):
    desk = her_daughters(town)

    assert "not agreed" in desk.refused("writing", text="Your mother was seen on Monday")
    desk.does("consent", **AGREES)

    assert hold(desk) is None
    desk.does("writing", text="Our answer is nearly ready", within_consent=True)
    town.carry()
    assert len(town.mails(DAUGHTER, "", expected=2)) == 2


def test_sc_3_e_a_consent_taken_back_stops_what_was_written_but_has_not_gone(town: InProcess):
    desk = her_daughters(town)
    desk.does("consent", **AGREES)
    desk.does("writing", text="Our answer is nearly ready", within_consent=True)
    desk.does("consent-withdrawal", text="She rang", said_by="telephone")

    town.carry()

    assert hold(desk) == "withdrawn"
    assert len(town.mails(DAUGHTER, "", expected=1)) == 1, "only the receipt"
    assert [m["state"] for m in desk.case["messages"] if m["kind"] == "written_to"] == ["failed"]
    seen = sign_in(town, "complaints.manager").get(f"/staff/cases/{desk.href.rsplit('/', 1)[1]}")
    assert "The patient has not agreed that this person is told anything" in seen.text


def test_sc_3_b_a_refusal_keeps_the_gate_shut_and_ends_the_waiting(town: InProcess):
    desk = her_daughters(town)
    desk.does("consent-request", **ASKED)
    desk.does("consent", answer="refuses", text="She said no", answered_by="telephone")

    assert hold(desk) == "refused"
    assert "not agreed" in desk.refused("writing", text="News")
    assert the_clock(desk)["stopped_at"]


def test_only_the_complaints_manager_decides_for_a_patient_who_cannot_be_asked(town: InProcess):
    desk = her_daughters(town)
    decided = {
        "basis": "died",
        "evidence": "The death certificate and the will",
        "right_person": True,
        "text": "She is the executor",
    }

    assert "Your role" in desk.refused("consent-substitution", HANDLER, **decided)
    assert "Your role" in desk.refused("consent", RECEPTION, **AGREES)
    desk.does("consent-substitution", **decided)
    assert hold(desk) is None


def test_s4_5_sharing_is_refused_without_a_basis_or_approval_and_the_register_says_who_got_what(
    town: InProcess,
):
    desk = her_daughters(town)
    sharing = {
        "with_whom": "The police",
        "what": "The letter of complaint",
        "purpose": "safeguarding",
        "lawful_basis": "public_task",
        "confidentiality_basis": "public_interest",
    }

    assert desk.tries("disclosure", **{**sharing, "lawful_basis": "none"})[0] == 422
    assert "Caldicott" in desk.refused("disclosure", **sharing)
    reasons = {"with_whom": "The police", "what": "The letter", "text": "A child is in danger"}
    assert "Your role" in desk.refused("disclosure-approval", **reasons)
    approval = desk.does("disclosure-approval", PARTNER, **reasons)["version"]
    desk.does("disclosure", **sharing, approval=str(approval))

    (entry,) = desk.case["shared"]
    assert (entry["with_whom"], entry["confidentiality_basis"]) == ("The police", "public_interest")


def test_s2_14_staff_whom_a_complaint_is_about_neither_read_it_nor_do_anything_to_it(town: InProcess):
    desk = her_daughters(town)
    desk.does("staff-concerned", name="Hal Handler", concerned="staff_subject", staff=HANDLER)

    status, refused = desk.program(HANDLER).get(desk.href)

    assert (status, "about you" in refused["detail"]) == (403, True)
    assert "about you" in desk.refused("notes", HANDLER, text="I want to say something")


def test_s4_4_the_register_of_the_organisation_shows_every_sharing_to_those_who_answer_for_it(
    town: InProcess,
):
    desks = [her_daughters(town), her_daughters(town)]
    sharing = {
        "with_whom": "Exampleton Council",
        "what": "That a child may be in danger",
        "purpose": "safeguarding",
        "lawful_basis": "public_task",
        "confidentiality_basis": "legal_requirement",
    }
    for desk in desks:
        desk.does("disclosure", **sharing)

    status, register = desks[0].program(PARTNER).get("/api/sharings?month=2026-11")

    assert status == 200
    assert len({each["reference"] for each in register["items"]}) == 2
    assert {each["with_whom"] for each in register["items"]} == {"Exampleton Council"}
    page = sign_in(town, "partner").get("/staff/register/sharings?month=2026-11")
    assert "That a child may be in danger" in page.text
    assert "The law or a court requires it" in page.text
    assert desks[0].program(HANDLER).get("/api/sharings")[0] == 403

    # Once a case is sensitive, its words are read on the case, for a reason (S4-9).
    touches = dict.fromkeys(("patient_safety", "adult_safeguarding", "counter_fraud"), False)
    told = {"duty_of_candour": False, "child_safeguarding": True, "text": "The lead was told"}
    desks[0].does("triage", **touches, **told)
    _, register = desks[0].program(PARTNER).get("/api/sharings?month=2026-11")
    assert sorted(each["with_whom"] for each in register["items"]) == ["", "Exampleton Council"]
