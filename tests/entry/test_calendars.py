"""A calendar of one's own: made once, given up at once, and without a patient's name (issue 3.6)."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from chalice.test import Client
from icalendar import Calendar, Event

from chalicelib.application.arrange import arrange
from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.casework import Assignment
from chalicelib.domain.reference import CaseNumber, Reference
from tests.builders import HANDLER, MANAGER
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

LONDON = ZoneInfo("Europe/London")
NAMES = re.compile("asha|verity", re.IGNORECASE)


@pytest.fixture
def handled(world: FakeWorld, reference: Reference) -> CaseNumber:
    """Hal has the complaint of Christmas Eve."""
    case = world.cases.load(reference.number).case
    assign_case(Request(MANAGER, case.reference, case.version), Assignment(HANDLER.id), world.ports)
    return case.number


def address(program: Program) -> str:
    answer = program.post("/api/calendar-address", {})
    assert answer.status_code == 200
    url: str = answer.json_body["url"]
    return url.removeprefix("http://candour.test")


def events(client: Client, path: str) -> dict[str, Event]:
    answer = client.http.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.body)
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_shows_due_dates_appointments_and_absences_and_no_name(
    world: FakeWorld, app_client: Client, handled: CaseNumber
):
    hal = Program(app_client, HANDLER.id)
    reference = world.cases.load(handled).case.reference
    booked: dict[str, Any] = {
        "version": version_of(world, reference), "person": HANDLER.id, "minutes": 45,
        "slot": "2027-03-29T09:00:00Z", "means": "telephone",
    }  # fmt: skip
    hal.post(f"/api/cases/{reference.in_url}/appointment", booked)
    away = (Absence(date(2026, 12, 28), date(2027, 1, 3)),)
    arrange(Arrangements(HANDLER.id, absences=away), HANDLER, world.ports)

    shown = events(app_client, address(hal))

    assert set(shown) == {
        f"{reference}: Acknowledge and offer to discuss",
        f"{reference}: Appointment",
        "Away",
    }
    assert shown[f"{reference}: Acknowledge and offer to discuss"].decoded("dtstart") == date(
        2026, 12, 31
    )
    meeting = shown[f"{reference}: Appointment"]
    # British Summer Time began the day before.
    assert meeting.decoded("dtstart") == datetime(2027, 3, 29, 10, tzinfo=LONDON)
    assert meeting.decoded("dtend") == datetime(2027, 3, 29, 10, 45, tzinfo=LONDON)
    assert (
        "TZID=Europe/London" in meeting["dtstart"].to_ical().decode()
        or str(meeting["dtstart"].params["TZID"]) == "Europe/London"
    )
    assert shown["Away"].decoded("dtend") == date(2027, 1, 4)
    assert not NAMES.search(app_client.http.get(address(hal)).body.decode())


def test_a_new_address_ends_the_old_one_and_stopping_ends_it_too(
    app_client: Client, handled: CaseNumber
):
    hal = Program(app_client, HANDLER.id)
    first, second = address(hal), address(hal)

    assert app_client.http.get(first).status_code == 404
    assert app_client.http.get(second).status_code == 200

    assert hal.post("/api/calendar-address/stop", {}).status_code == 204
    assert app_client.http.get(second).status_code == 404


def test_a_forged_address_is_refused_before_anything_is_read(
    world: FakeWorld, app_client: Client, handled: CaseNumber
):
    real = address(Program(app_client, HANDLER.id))
    world.feeds.owner = None  # type: ignore[assignment]

    for forged in (real[:-3] + "abc", "/calendar/" + "0" * 64, "/calendar/x.y", "/calendar/é"):
        assert app_client.http.get(forged).status_code == 404


def test_an_address_names_nobody_and_the_table_keeps_no_secret(
    world: FakeWorld, app_client: Client, handled: CaseNumber
):
    path = address(Program(app_client, HANDLER.id))
    secret = path.removeprefix("/calendar/").partition(".")[0]

    assert "handler" not in path
    assert secret not in str(world.feeds.owners)
    assert secret not in str(world.arrangements.kept)


def test_who_left_has_no_calendar(world: FakeWorld, app_client: Client, handled: CaseNumber):
    path = address(Program(app_client, HANDLER.id))

    world.directory.people = (MANAGER,)

    assert app_client.http.get(path).status_code == 404


def test_staff_make_and_stop_their_address_on_their_settings(
    world: FakeWorld, app_client: Client, handled: CaseNumber
):
    hal = Browser(app_client, HANDLER.id)
    assert "Stop the address" not in said(hal.get("/staff/my-settings"))

    made = hal.post("/staff/calendar-address")

    found = re.search(r'value="http://candour\.test(/calendar/[^"]+)"', made.body.decode())
    assert found
    assert app_client.http.get(found[1]).status_code == 200
    assert "Stop the address" in said(hal.get("/staff/my-settings"))
    hal.post("/staff/calendar-address/stop")
    assert app_client.http.get(found[1]).status_code == 404


def test_other_changes_of_the_settings_keep_the_address(
    world: FakeWorld, app_client: Client, handled: CaseNumber
):
    path = address(Program(app_client, HANDLER.id))

    Browser(app_client, HANDLER.id).post("/staff/my-settings", deputy="", digest_hour="9")

    assert app_client.http.get(path).status_code == 200
