"""Organisation, "Details and contacts", and its API: change, look before saving, check a contact.

Source: issue 6, point 8; S2-68.
"""

from __future__ import annotations

from datetime import date

import pytest
from chalice.test import Client

from chalicelib.domain.reference import Reference
from tests.builders import PRACTICE, london
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

PAGE = "/staff/organisation/details"
API = "/api/organisation/settings"
DETAILS = {
    "name": "Willow Lane Surgery",
    "phone": "01632 960 011",
    "email": "complaints@willow-lane.example",
    "address": "1 Willow Lane, Exampleton, ZZ99 3WZ",
    "complaints_manager": "the complaints manager",
    "accent": "purple",
}
A_YEAR_LATER = london(date(2027, 11, 2), 10)


def test_what_is_saved_is_on_every_public_page_and_its_history(
    app_client: Client, manager: Browser, program: Program
):
    saved = manager.post(PAGE, **DETAILS, version=0, do="save")

    assert saved.status_code == 303
    public = app_client.http.get("/complain").body.decode()
    assert "Willow Lane Surgery" in public
    assert "01632 960 011" in public
    assert "candour-accent-purple" in public
    [change] = program.get(API).json_body["changes"]
    assert (change["by"], change["decision"]) == ("complaints.manager", "details.changed")
    assert change["facts"]["was"]["name"] == "Willow Lane Medical Practice"
    assert "Name: Willow Lane Medical Practice → Willow Lane Surgery" in said(manager.get(PAGE))


def test_one_can_look_before_saving_and_nothing_is_saved(
    world: FakeWorld, app_client: Client, manager: Browser
):
    looked = manager.post(PAGE, **DETAILS, version=0, do="look")

    assert "How it would look. Nothing is saved yet" in said(looked)
    assert "Call 01632 960 011 and ask for the complaints manager." in said(looked)
    assert 'value="Willow Lane Surgery"' in looked.body.decode()
    assert world.organisations.history(PRACTICE.id) == ()
    assert "Willow Lane Surgery" not in app_client.http.get("/complain").body.decode()


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        ("name", " ", "Enter the name"),
        ("name", "[NAME OF PRACTICE]", "Fill in what stands in brackets"),
        ("phone", "not a number", "Enter a telephone number"),
        ("phone", "", "Enter the telephone number that people can call"),
        ("email", "nobody", "Enter an email address"),
        ("complaints_manager", "", "Say whom people should ask for"),
        ("accent", "neon", "Choose one of the colours"),
        ("address", "x" * 301, "Use 300 characters or fewer"),
    ],
)
@pytest.mark.parametrize("do", ["look", "save"])
def test_what_cannot_be_is_told_beside_its_field_and_nothing_typed_is_lost(
    world: FakeWorld, manager: Browser, field: str, written: str, told: str, do: str
):
    answer = manager.post(PAGE, **{**DETAILS, field: written}, version=0, do=do)

    assert answer.status_code == 422
    assert told in said(answer)
    other = "email" if field != "email" else "phone"
    assert f'value="{DETAILS[other]}"' in answer.body.decode()
    assert world.organisations.history(PRACTICE.id) == ()


def test_the_second_of_two_people_is_told_and_overwrites_nothing(manager: Browser, program: Program):
    manager.post(PAGE, **DETAILS, version=0, do="save")

    again = manager.post(PAGE, **{**DETAILS, "name": "Another name"}, version=0, do="save")
    by_program = program.post(f"{API}/details", {"version": 0, "name": "Another name"})

    assert (again.status_code, by_program.status_code) == (409, 409)
    assert "Somebody else changed the settings" in said(again)
    assert program.get(API).json_body["name"] == "Willow Lane Surgery"


def test_a_contact_that_somebody_checked_today_is_trusted_for_a_year(
    world: FakeWorld, manager: Browser, program: Program
):
    before = {each["code"]: each for each in program.get(API).json_body["contacts"]}
    assert before["advocacy"]["standing"] == "invented"

    checked = manager.post(
        "/staff/organisation/contacts/advocacy",
        version=0,
        name="Exampleton Voices",
        phone="01632 960 021",
        url="https://voices.example",
        address="",
        source="A call to them",
    )

    assert checked.status_code == 303
    after = {each["code"]: each for each in program.get(API).json_body["contacts"]}
    assert after["advocacy"]["standing"] == "verified"
    assert after["advocacy"]["verified_on"] == "2026-12-24"
    world.clock.move_to(london(date(2027, 12, 25), 10))
    later = {each["code"]: each for each in program.get(API).json_body["contacts"]}
    assert later["advocacy"]["standing"] == "stale"
    assert "Checked and changed" not in said(manager.get(PAGE))
    assert "Changed and checked the contact Exampleton Voices" in said(manager.get(PAGE))


def test_what_a_contact_says_is_on_the_public_pages_at_once(app_client: Client, program: Program):
    checked = program.post(
        f"{API}/contacts/advocacy", {"version": 0, "phone": "01632 960 029", "source": "A call"}
    )

    assert checked.status_code == 201
    assert "01632 960 029" in app_client.http.get("/complain").body.decode()


@pytest.mark.parametrize(
    ("code", "body", "status"),
    [
        ("nobody", {}, 404),
        ("advocacy", {"url": "voices.example"}, 422),
        ("advocacy", {"url": "javascript:alert(1)"}, 422),
        ("advocacy", {"phone": "", "url": "", "address": ""}, 422),
        ("advocacy", {"name": ""}, 422),
        ("advocacy", {"invented": False}, 422),
    ],
)
def test_a_contact_that_cannot_be_is_refused(
    world: FakeWorld, program: Program, code: str, body: dict[str, object], status: int
):
    answer = program.post(f"{API}/contacts/{code}", {"version": 0, **body})

    assert answer.status_code == status
    assert world.organisations.history(PRACTICE.id) == ()


def test_a_letter_that_names_a_contact_nobody_checked_for_a_year_is_refused_until_somebody_does(
    world: FakeWorld, manager: Browser, program: Program, reference: Reference
):
    world.clock.move_to(A_YEAR_LATER)
    acknowledge = f"/api/cases/{reference.in_url}/acknowledgement"
    body = {"version": version_of(world, reference), "how": "email", "offered": ["telephone"]}

    refused = program.post(acknowledge, body)

    assert refused.status_code == 409
    assert "Parliamentary and Health Service Ombudsman" in refused.json_body["detail"]
    assert "Letters that name it are not sent" in said(manager.get(PAGE))
    program.post(f"{API}/contacts/ombudsman", {"version": 0})
    assert program.post(acknowledge, body).status_code == 200


def test_an_acknowledgement_by_telephone_needs_no_contact(
    world: FakeWorld, program: Program, reference: Reference
):
    world.clock.move_to(A_YEAR_LATER)
    body = {"version": version_of(world, reference), "how": "telephone", "offered": ["telephone"]}

    assert program.post(f"/api/cases/{reference.in_url}/acknowledgement", body).status_code == 200


@pytest.mark.parametrize("who", ["partner", "reception", "case.handler", "office.manager"])
def test_only_who_the_policy_names_can_change_the_settings(app_client: Client, who: str):
    person, program = Browser(app_client, who), Program(app_client, who)

    assert person.get(PAGE).status_code == 403
    assert person.post(PAGE, **DETAILS, version=0, do="save").status_code == 403
    assert program.post(f"{API}/details", {"version": 0, "name": "Mine"}).status_code == 403
