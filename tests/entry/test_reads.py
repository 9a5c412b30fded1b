"""Whoever opens a sensitive case says why, once in a visit, and a register shows it (S4-9, S4-10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from chalice.test import Client, HTTPResponse

from tests.entry.practice import ADA, Practice, practice_of, tells
from tests.entry.test_need_to_know import in_the_inbox
from tests.entry.visitors import said
from tests.fakes import FakeWorld

SAFEGUARDING = {
    "patient_safety": False,
    "adult_safeguarding": True,
    "child_safeguarding": False,
    "counter_fraud": False,
    "duty_of_candour": False,
    "text": "The safeguarding lead was told today",
}


@pytest.fixture
def practice(world: FakeWorld, app_client: Client) -> Practice:
    return practice_of(world, app_client)


@pytest.fixture
def sensitive(practice: Practice) -> Practice:
    """It touches the safeguarding of an adult."""
    practice.did("complaints.manager", "triage", **SAFEGUARDING)
    return practice


def test_s4_9_a_sensitive_case_is_shown_once_its_reader_has_said_why(sensitive: Practice):
    manager = sensitive.browser("complaints.manager")

    asked = manager.get(sensitive.page)
    page = f"{sensitive.page}/why"
    assert asked.headers["Location"].endswith(f"{page}?next={sensitive.page.replace('/', '%2F')}")
    question = manager.get(page)
    assert "it touches the safeguarding of an adult" in said(question)
    assert not tells(question)
    answered = manager.post(page, reason="works_on_it", next=sensitive.page)

    assert answered.headers["Location"].endswith(sensitive.page)
    shown = said(manager.get(sensitive.page))
    assert "Asha Verity-Example" in shown
    assert "Opened, with a reason" in shown
    assert "I work on this case" in shown


def test_s4_9_the_reason_holds_for_the_visit_and_is_asked_for_again_after_it(
    sensitive: Practice, world: FakeWorld
):
    manager = sensitive.browser("complaints.manager")
    manager.post(f"{sensitive.page}/why", reason="works_on_it", next="")

    world.clock.forward(timedelta(hours=7, minutes=59))
    assert manager.get(sensitive.page).status_code == 200
    world.clock.forward(timedelta(minutes=1))
    assert manager.get(sensitive.page).status_code == 303


def test_one_readers_reason_opens_the_case_to_nobody_else(sensitive: Practice):
    sensitive.browser("complaints.manager").post(f"{sensitive.page}/why", reason="safety", next="")

    assert sensitive.browser("case.handler").get(sensitive.page).status_code == 303


def test_s4_9_no_list_search_inbox_or_register_says_whose_a_sensitive_case_is_or_what_about(
    practice: Practice, world: FakeWorld
):
    """Not even to its handler: a row is read by whoever looks over a shoulder."""
    practice.did("complaints.manager", "assignment", handler="case.handler")
    in_the_inbox(practice, f"[{practice.current}] the blood test")
    lists = {
        "/staff/cases?view=mine": "case.handler",
        "/staff/cases?view=team": "complaints.manager",
        "/staff/news": "case.handler",
        "/staff/inbox?box=done": "complaints.manager",
        "/api/cases?view=team": "complaints.manager",
        "/api/inbox?box=done": "complaints.manager",
    }
    told = {path: reads(practice, who, path) for path, who in lists.items()}
    assert {path for path, answer in told.items() if not tells(answer)} == set(), "they show cases"
    practice.did("complaints.manager", "triage", **SAFEGUARDING)

    for path, who in lists.items():
        answer = reads(practice, who, path)
        assert str(practice.current) in answer.body.decode(), path
        assert not tells(answer), path
    assert "Sensitive: open it with a reason" in said(reads(practice, "case.handler", "/staff/cases"))
    sought = {"sought": "Verity-Example"}
    by_page = practice.browser("case.handler").post("/staff/cases/find", **sought)
    by_program = practice.program("case.handler").post("/api/cases/search", sought)
    (row,) = by_program.json_body["items"]
    assert (row["sensitive"], row["person"], row["about"]) == (True, None, None)
    assert str(practice.current) in said(by_page)
    assert "Asha" not in said(by_page)


def test_s4_9_a_sensitive_case_is_not_found_by_what_it_is_about(practice: Practice):
    path = "/api/cases?view=team&subject=clinical_treatment"
    manager = practice.program("complaints.manager")
    assert len(manager.get(path).json_body["items"]) == 1

    practice.did("complaints.manager", "triage", **SAFEGUARDING)

    assert manager.get(path).json_body["items"] == []


def reads(practice: Practice, who: str, path: str) -> HTTPResponse:
    """What somebody is shown there."""
    program = path.startswith("/api")
    return practice.program(who).get(path) if program else practice.browser(who).get(path)


def test_an_ordinary_case_asks_nobody(practice: Practice):
    assert practice.browser("case.handler").get(practice.page).status_code == 200


@pytest.mark.parametrize("door", ["/answer", "/letters/receipt.1", "/do/notes"])
def test_every_page_of_a_sensitive_case_asks_first(sensitive: Practice, door: str):
    answer = sensitive.browser("case.handler").get(f"{sensitive.page}{door}")

    assert answer.status_code == 303
    assert f"{sensitive.page}/why" in answer.headers["Location"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "Choose your reason"),
        ({"reason": "curiosity"}, "Choose your reason"),
        ({"reason": "other", "text": " "}, "Say why you open this case"),
    ],
)
def test_without_a_reason_nothing_is_shown_or_recorded(
    sensitive: Practice, world: FakeWorld, typed: dict[str, str], field: str
):
    before = world.cases.load(sensitive.reference.number).case.version

    answer = sensitive.browser("case.handler").post(f"{sensitive.page}/why", next="", **typed)

    assert answer.status_code == 422
    assert field in said(answer)
    assert not tells(answer)
    assert world.cases.load(sensitive.reference.number).case.version == before


def test_programs_say_why_in_a_field_and_are_told_how(sensitive: Practice):
    program = sensitive.program("case.handler")

    refused = program.get(sensitive.api)
    acting = sensitive.does("case.handler", "notes", text="Written without having looked")
    opened = program.post(f"{sensitive.api}/reads", {"reason": "stands_in"})

    assert (refused.status_code, acting.status_code) == (403, 403)
    assert refused.json_body["type"] == "urn:candour:problem:reason_needed"
    assert refused.json_body["ask"] == {"href": f"{sensitive.api}/reads", "field": "reason"}
    assert opened.json_body["record"]["what_happened"]
    assert program.get(sensitive.api).status_code == 200
    assert sensitive.does("case.handler", "notes", text="Now that I looked").status_code == 200


def test_a_form_that_was_open_when_the_case_became_sensitive_loses_nothing(practice: Practice):
    handler = practice.browser("case.handler")
    version = practice.world.cases.load(practice.reference.number).case.version
    practice.did("complaints.manager", "triage", **SAFEGUARDING)

    answer = handler.post(f"{practice.page}/do/notes", version=version, text="A long thought")

    assert answer.status_code == 409
    assert "A long thought" in said(answer)


def test_whoever_opens_a_case_takes_nobody_elses_decision_away(sensitive: Practice, world: FakeWorld):
    program = sensitive.program("complaints.manager")
    version = program.post(f"{sensitive.api}/reads", {"reason": "works_on_it"}).json_body["version"]
    sensitive.program("case.handler").post(f"{sensitive.api}/reads", {"reason": "stands_in"})

    noted = program.post(f"{sensitive.api}/notes", {"version": version, "text": "Rang the lead"})

    assert noted.status_code == 200


# The register.


def test_s4_10_the_register_says_who_opened_what_when_and_why_and_holds_nothing_of_the_case(
    sensitive: Practice,
):
    sensitive.program("case.handler").post(
        f"{sensitive.api}/reads", {"reason": "other", "text": "Asha rang me at home"}
    )

    page = sensitive.browser("partner").get("/staff/register")
    listed = sensitive.program("partner").get("/api/reads?month=2026-12").json_body

    assert f"Hal Handler Case {sensitive.current} Why Another reason" in said(page)
    assert not tells(page)
    (item,) = listed["items"]
    assert item["by"] == {"id": "case.handler", "name": "Hal Handler"}
    assert (item["reference"], item["reason"]) == (str(sensitive.current), "other")
    assert listed["next"] is None


def test_the_register_is_read_by_those_whom_the_pack_names(sensitive: Practice):
    refused = sensitive.program("case.handler").get("/api/reads")

    assert refused.status_code == 403
    assert refused.json_body["who_can"] == ["Complaints manager", "Partner"]
    assert "Register" not in sensitive.browser("case.handler").get("/staff/cases").body.decode()


def test_nobody_learns_from_the_register_that_a_case_is_about_them(sensitive: Practice):
    sensitive.program("case.handler").post(f"{sensitive.api}/reads", {"reason": "works_on_it"})
    asked = {"name": "Pia Partner", "concerned": "staff_subject", "staff": "partner"}
    sensitive.did("case.handler", "staff-concerned", **asked)

    assert sensitive.program("partner").get("/api/reads").json_body["items"] == []
    assert sensitive.program("complaints.manager").get("/api/reads").json_body["items"]


def test_a_month_that_is_none_is_said_so(sensitive: Practice):
    answer = sensitive.program("partner").get("/api/reads?month=December")

    assert answer.status_code == 422
    assert answer.json_body["errors"] == [{"field": "month", "message": "Write the month like 2026-11"}]


def test_a_restricted_case_is_sensitive(practice: Practice):
    practice.restricted(ADA.id)

    assert practice.browser(ADA.id).get(practice.page).status_code == 303
    assert practice.program(ADA.id).get(practice.api).status_code == 403


def test_s4_9_a_mail_in_a_sensitive_case_is_read_after_its_reader_has_said_why(sensitive: Practice):
    mail = in_the_inbox(sensitive, f"[{sensitive.current}] the blood test")
    manager, program = sensitive.browser("complaints.manager"), sensitive.program("complaints.manager")

    asked, refused = manager.get(f"/staff/inbox/{mail}"), program.get(f"/api/inbox/{mail}")
    assert f"{sensitive.page}/why" in asked.headers["Location"]
    assert refused.json_body["ask"]["href"] == f"{sensitive.api}/reads"
    program.post(f"{sensitive.api}/reads", {"reason": "works_on_it"})

    assert "More." in said(manager.get(f"/staff/inbox/{mail}"))
