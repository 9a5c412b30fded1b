"""Whoever takes calls sees nothing of a case before the caller has passed a check (S0-1, SC-4)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.domain.history import words_of
from tests.builders import RECEPTION
from tests.entry.practice import HIDDEN, Practice, practice_of, tells
from tests.entry.visitors import said
from tests.fakes import FakeWorld

RIGHT = {"channel": "they_rang", "full_name": "Asha Verity-Example"}
SHUT = ("", "/answer", "/letters/receipt.1", "/do/details", "/do/told", "/do/contact")


@pytest.fixture
def practice(world: FakeWorld, app_client: Client) -> Practice:
    return practice_of(world, app_client)


def check(practice: Practice, who: str = RECEPTION.id, **said_of_themselves: str) -> dict[str, Any]:
    asked = {"reference": str(practice.current), **RIGHT, **said_of_themselves}
    return dict(practice.program(who).post("/api/callers/checks", asked).json_body)


def test_s0_1_a_case_is_refused_to_who_takes_calls_until_a_check_has_passed(practice: Practice):
    program = practice.program(RECEPTION.id)

    before = program.get(practice.api)
    assert check(practice)["passed"] is True
    after = program.get(practice.api)

    assert (before.status_code, after.status_code) == (403, 200)
    assert before.json_body["type"] == "urn:candour:problem:identity_not_verified"
    assert before.json_body["check"] == {"href": "/api/callers/checks"}
    assert not tells(before)
    assert after.json_body["party"]["first_name"] == "Asha"


def test_s0_1_it_shuts_again_when_the_time_of_the_call_is_over(practice: Practice, world: FakeWorld):
    check(practice)

    world.clock.forward(timedelta(minutes=59))
    assert practice.browser(RECEPTION.id).get(practice.page).status_code == 200
    world.clock.forward(timedelta(minutes=1))
    assert practice.browser(RECEPTION.id).get(practice.page).status_code == 303


@pytest.mark.parametrize(
    "wrong", [{"full_name": "Ravi Verity-Example"}, {"full_name": "Asha Verity"}, {"channel": "nosuch"}]
)
def test_sc_4_who_does_not_pass_opens_nothing(practice: Practice, wrong: dict[str, str]):
    check(practice, **wrong)

    assert practice.program(RECEPTION.id).get(practice.api).status_code == 403


def test_a_pass_opens_the_case_to_whoever_made_the_check_and_to_nobody_else(practice: Practice):
    check(practice, who="ada.accused")

    assert practice.program(RECEPTION.id).get(practice.api).status_code == 403


@pytest.mark.parametrize("door", SHUT)
def test_s0_1_every_page_leads_to_the_check_with_the_reference_filled_in(practice: Practice, door: str):
    browser = practice.browser(RECEPTION.id)

    led = browser.get(f"{practice.page}{door}")
    page = browser.get(led.headers["Location"])

    assert led.status_code == 303
    assert "The case opens once you have confirmed who you are speaking with" in said(page)
    assert f'value="{practice.current}"' in page.body.decode()
    assert not tells(page)


def test_the_check_offers_what_may_not_wait_and_shows_nothing_of_the_case(practice: Practice):
    browser = practice.browser(RECEPTION.id)
    page = browser.get(f"/staff/callers?reference={practice.current.in_url}&first=yes")

    assert "Without confirming anybody you can:" in said(page)
    for form in ("notes", "urgent-need", "callback", "subject-request"):
        assert f"{practice.page}/do/{form}" in page.body.decode()
        shown = browser.get(f"{practice.page}/do/{form}")
        assert shown.status_code == 200
        assert not tells(shown)


def test_a_note_is_written_blind_and_its_answer_tells_nothing(practice: Practice):
    noted = practice.does(RECEPTION.id, "notes", text="Somebody rang and could not be confirmed")

    assert noted.status_code == 200
    assert noted.json_body["party"] is None
    assert not tells(noted)
    note = practice.world.cases.load(practice.reference.number).events[-1]
    assert words_of(note)["text"] == "Somebody rang and could not be confirmed"


def test_what_is_not_blind_waits_for_the_check(practice: Practice):
    refused = practice.does(RECEPTION.id, "restriction-proposal", text="Every day")

    assert refused.json_body["type"] == "urn:candour:problem:identity_not_verified"


def test_whoever_wrote_a_contact_down_goes_on_with_it(practice: Practice):
    called = {
        "key": "a-call",
        "urgent_need": False,
        "contact_type": "concern",
        "received_via": "phone",
        "callback_offered": True,
        "meeting_offered": False,
        "subject": "appointments",
        "what_happened": "I waited for fifty minutes.",
        "first_name": "Petra",
        "last_name": "Examplova",
        "mobile": "07700 900456",
        "channels": ["telephone"],
    }
    answer = practice.program(RECEPTION.id).post("/api/cases", called)
    assert answer.status_code == 201, answer.json_body
    made = answer.json_body

    assert practice.program(RECEPTION.id).get(made["href"]).json_body["party"]["first_name"] == "Petra"


@pytest.mark.parametrize("who", ["case.handler", "office.manager", "complaints.manager", "partner"])
def test_whoever_works_on_cases_reads_them_without_a_caller(practice: Practice, who: str):
    assert practice.program(who).get(practice.api).status_code == 200


def test_s0_4_a_list_names_people_by_an_initial_and_opens_nothing(practice: Practice):
    listed = practice.browser(RECEPTION.id).get("/staff/cases?view=team")

    assert "A. Verity-Example" in said(listed)
    assert not [word for word in HIDDEN if word != "Verity" and word in listed.body.decode()]
