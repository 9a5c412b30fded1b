"""The contact record sheet: every field of Appendix B comes back, as data and on paper (S2-69)."""

from __future__ import annotations

from typing import Any

import pytest
from chalice.test import Client

from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

SHEET: dict[str, Any] = {
    "key": "a-call",
    "urgent_need": False,
    "contact_type": "concern",
    "received_via": "phone",
    "subject": "appointments",
    "what_happened": "I waited for fifty minutes.",
    "who_was_involved": "The person at the desk",
    "title": "Ms",
    "first_name": "Petra",
    "last_name": "Examplova",
    "date_of_birth": "1980-05-04",
    "nhs_number": "999 123 4567",
    "mobile": "07700 900456",
    "landline": "01632 960 123",
    "email": "petra@patients.example",
    "address": "3 Testing Row",
    "postcode": "ZZ99 3VZ",
    "standing": "representative",
    "basis": "asked",
    "relationship": "Her daughter",
    "patient_title": "Mrs",
    "patient_first_name": "Nell",
    "patient_last_name": "Examplova",
    "patient_born": "1950-02-01",
    "patient_nhs_number": "9991234575",
    "patient_phone": "01632 960 124",
    "patient_email": "nell@patients.example",
    "patient_address": "4 Testing Row",
    "patient_postcode": "ZZ99 3VZ",
    "service": "The Monday clinic",
    "action_taken": "I said that I would ask the clinic today",
    "level": 2,
    "read_back": True,
    "said_sorry": True,
    "callback_offered": True,
    "meeting_offered": False,
    "passed_on": True,
}


@pytest.fixture
def recorded(app_client: Client) -> dict[str, Any]:
    answer = Program(app_client, "reception").post("/api/cases", SHEET)
    assert answer.status_code == 201, answer.json_body
    return dict(answer.json_body)


def test_s2_69_every_field_of_the_sheet_comes_back(recorded: dict[str, Any]):
    record, person, patient = recorded["record"], recorded["party"], recorded["patient"]

    for name in ("what_happened", "who_was_involved", "service", "action_taken"):
        assert record[name] == SHEET[name]
    for name in ("title", "first_name", "last_name", "date_of_birth", "email", "relationship"):
        assert person[name] == SHEET[name]
    assert (person["nhs_number"], patient["nhs_number"]) == ("9991234567", "9991234575")
    assert patient["email"] == SHEET["patient_email"]
    done = ("level", "read_back", "said_sorry", "callback_offered", "meeting_offered", "passed_on")
    assert record["taken"] == {name: SHEET[name] for name in done}


def test_s2_67_what_is_passed_on_is_with_the_office_manager_at_once_and_they_hear_of_it(
    recorded: dict[str, Any], world: FakeWorld
):
    assert recorded["state"] == "with_office_manager"

    world.deliver()

    assert world.mail.to("oona.office@willow-lane.example")


def test_s2_69_the_sheet_is_printed_with_everything_on_it(recorded: dict[str, Any], app_client: Client):
    page = said(Browser(app_client, "reception").get(f"{_path(recorded)}/sheet"))

    for written in (
        "Ms Petra Examplova",
        "01632 960123",
        "Mrs Nell Examplova",
        "nell@patients.example",
        "999 123 4575",
        "The Monday clinic",
        "The person at the desk",
        "I said that I would ask the clinic today",
        "Rex Reception",
        "Level 2, significant",
        "Passed to the office manager",
        "Offered to ring back Yes",
        "Offered to meet No",
        "24 December 2026 at 3:10pm",
        "What the office manager did",
    ):
        assert written in page, written


def test_s2_63_the_form_says_what_to_ask_and_asks_whether_it_was_done(manager: Browser):
    page = said(manager.get("/staff/contacts/new"))

    for prompt in (
        "Let them speak",
        "Did you read it back to them?",
        "Did you say sorry?",
        "It admits nothing",
        "Did you offer to ring them back?",
        "Did you offer to meet face to face?",
        "Level 1, minor",
        "Quickly put right",
    ):
        assert prompt in page, prompt


@pytest.mark.parametrize(
    ("field", "typed"),
    [("nhs_number", "12345"), ("patient_email", "nobody"), ("patient_nhs_number", "x" * 10)],
)
def test_what_is_wrong_on_the_sheet_is_said_beside_its_field(
    app_client: Client, field: str, typed: str
):
    answer = Program(app_client, "reception").post("/api/cases", {**SHEET, field: typed})

    assert answer.status_code == 422
    assert [each["field"] for each in answer.json_body["errors"]] == [field]


@pytest.mark.parametrize("offer", ["callback_offered", "meeting_offered"])
def test_s2_62_of_a_call_somebody_says_whether_each_offer_was_made(app_client: Client, offer: str):
    unsaid = {name: value for name, value in SHEET.items() if name != offer}
    program, browser = Program(app_client, "reception"), Browser(app_client, "reception")

    refused = program.post("/api/cases", unsaid)
    assert [each["field"] for each in refused.json_body["errors"]] == [offer]
    written = program.post("/api/cases", {**unsaid, "key": "a-letter", "received_via": "letter"})
    assert written.json_body["record"]["taken"][offer] is None

    page = browser.post("/staff/contacts/new", key="k", received_via="phone", what_happened="Words")
    assert f'id="{offer}-error"' in page.body.decode()
    assert "Words" in said(page)


def test_s2_69_what_is_typed_on_the_sheet_is_kept_in_the_tab_until_it_is_saved(manager: Browser):
    page = manager.get("/staff/contacts/new").body.decode()

    assert 'data-keep="complaints.manager:/staff/contacts/new:"' in page
    assert 'id="kept"' in page


def test_only_whoever_may_pass_a_concern_on_does_so_on_the_sheet(app_client: Client):
    answer = Program(app_client, "case.handler").post("/api/cases", SHEET)

    assert answer.status_code == 403
    assert "Receptionist" in answer.json_body["who_can"]


def test_a_complaint_that_is_passed_on_is_a_complaint_like_any_other(app_client: Client):
    answer = Program(app_client, "reception").post("/api/cases", {**SHEET, "contact_type": "complaint"})

    assert answer.json_body["state"] == "received"


def _path(recorded: dict[str, Any]) -> str:
    return str(recorded["href"]).replace("/api/", "/staff/")
