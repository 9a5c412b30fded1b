"""Organisation, "Timetable", and its API: what is owed each month and each year (S2-99, C-9)."""

from __future__ import annotations

import pytest
from chalice.test import Client

from chalicelib.application.plan_timetable import plan_timetables
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

PAGE, API = "/staff/organisation/timetable", "/api/organisation/timetable"
MEETING = "MEETING:2026-12"


@pytest.fixture
def planned(world: FakeWorld, app_client: Client) -> FakeWorld:
    plan_timetables(world.ports)
    return world


def test_the_page_shows_what_is_owed_with_its_working(planned: FakeWorld, manager: Browser):
    page = said(manager.get(PAGE))

    assert "Review and minute the month’s outcomes by Friday 29 January 2027" in page
    assert "Publish the year’s report by Thursday 30 September 2027" in page
    assert "Show the working" in page
    assert "S2-99, C-9" in page


def test_what_is_recorded_is_met_and_says_who_recorded_it(planned: FakeWorld, manager: Browser):
    saved = manager.post(PAGE, clock=MEETING, text="Minute 4 of 12 January")

    assert saved.status_code == 303
    page = said(manager.get(saved.headers["Location"].removeprefix("/api")))
    assert "It is recorded." in page
    assert "Minute 4 of 12 January" in page
    assert "Mira Manager" in page


def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    planned: FakeWorld, manager: Browser
):
    refused = manager.post(PAGE, clock="", text="Minute 4 of 12 January")

    assert refused.status_code == 422
    assert "Choose one that is still open" in said(refused)
    assert "Minute 4 of 12 January" in refused.body.decode()


def test_a_program_reads_and_records_the_same(planned: FakeWorld, program: Program):
    owed = program.get(API).json_body["deadlines"]
    recorded = program.post(f"{API}/records", {"clock": MEETING, "text": "Minute 4"})
    again = program.post(f"{API}/records", {"clock": MEETING, "text": "Minute 4"})

    assert {each["clock"]: each["due"] for each in owed}[MEETING] == "2027-01-29"
    met = next(d for d in recorded.json_body["deadlines"] if d["clock"] == MEETING)
    assert recorded.status_code == 201
    assert met["stopped_at"]
    assert again.status_code == 422


def test_who_may_not_is_refused(planned: FakeWorld, app_client: Client):
    assert Browser(app_client, "case.handler").get(PAGE).status_code == 403


def test_an_organisation_that_was_never_planned_owes_nothing(manager: Browser):
    assert "Nothing is owed now" in said(manager.get(PAGE))
