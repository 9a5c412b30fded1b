"""Recording what somebody said by telephone, in person or by letter."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.domain.contact import ContactType, ReceivedVia, record_of
from tests.builders import london
from tests.entry.visitors import Browser, said
from tests.fakes import FakeWorld

PATH = "/staff/contacts/new"


def a_call(**given: object) -> dict[str, Any]:
    """The least that somebody at the telephone writes down."""
    return {
        "key": "key-1",
        "urgent_need": "no",
        "contact_type": "complaint",
        "received_via": "phone",
        "callback_offered": "yes",
        "meeting_offered": "no",
        "when": "now",
        "last_name": "Caller",
        "mobile": "07700 900123",
        "what_happened": "My prescription was wrong.",
        **given,
    }


def earlier(
    day: str, time: str = "10am", reason: str = "The letter lay in the wrong tray"
) -> dict[str, str]:
    return {
        "when": "earlier",
        "received_at-day": day,
        "received_at-time": time,
        "late_reason": reason,
    }


def test_a_call_becomes_a_case_and_its_page_is_shown(world: FakeWorld, manager: Browser):
    answer = manager.post(PATH, **a_call())

    file = world.cases.load("100001")
    assert answer.headers["Location"] == "/staff/cases/WLP-100001?done=recorded"
    assert file.case.contact_type is ContactType.COMPLAINT
    assert record_of(file.events[0]).received_via is ReceivedVia.PHONE
    assert str(file.events[0].by) == "staff:complaints.manager"
    assert "The contact is recorded" in said(manager.get(answer.headers["Location"]))


def test_pressing_twice_makes_one_case(world: FakeWorld, manager: Browser):
    first = manager.post(PATH, **a_call())
    second = manager.post(PATH, **a_call())

    assert first.headers["Location"] == second.headers["Location"]
    assert len(world.cases.files) == 1


def test_help_comes_first_so_an_urgent_need_is_not_recorded_without_what_was_done(
    world: FakeWorld, manager: Browser
):
    answer = manager.post(PATH, **a_call(urgent_need="yes"))

    assert answer.status_code == 422
    assert "Say what you did: help comes before the record" in said(answer)
    assert not world.cases.files


def test_what_was_done_about_an_urgent_need_stands_in_the_case(world: FakeWorld, manager: Browser):
    answer = manager.post(
        PATH, **a_call(urgent_need="yes", urgent_action="Put through to Dr Example at 3:05pm")
    )

    assert "Put through to Dr Example at 3:05pm" in said(manager.get(answer.headers["Location"]))


def test_the_dates_of_a_letter_begin_on_the_day_it_arrived(world: FakeWorld, manager: Browser):
    manager.post(PATH, **(a_call(received_via="letter") | earlier("21 12 2026")))

    file = world.cases.load("100001")
    assert file.case.received_at == london(date(2026, 12, 21), 10)
    assert record_of(file.events[0]).late_reason == "The letter lay in the wrong tray"


def test_a_date_of_receipt_before_now_needs_a_reason(world: FakeWorld, manager: Browser):
    answer = manager.post(PATH, **(a_call() | earlier("21 12 2026", reason="")))

    assert answer.status_code == 422
    assert "Say why it is recorded later than it came" in said(answer)


@pytest.mark.parametrize(("day", "time"), [("25 12 2026", "9am"), ("24 12 2026", "11pm")])
def test_nothing_reaches_us_in_the_future(world: FakeWorld, manager: Browser, day: str, time: str):
    answer = manager.post(PATH, **(a_call() | earlier(day, time)))

    assert answer.status_code == 422
    assert not world.cases.files


def test_every_fault_is_told_at_once_and_everything_typed_is_kept(manager: Browser):
    answer = manager.post(
        PATH,
        key="key-1",
        what_happened="A long story\n\nwith a gap",
        email="not an address",
        received_via="web_form",
    )

    words, page = said(answer), answer.body.decode()
    assert answer.status_code == 422
    for fault in (
        "Say whether anybody needs medical help now",
        "Choose what kind of contact it is",
        "Choose how it came in",
        "Enter an email address in the right format",
        "Enter the person's name",
    ):
        assert fault in words
    assert "\nA long story\n\nwith a gap</textarea>" in page
    assert 'value="not an address"' in page
    assert 'name="key" value="key-1"' in page


def test_a_compliment_starts_no_clock(world: FakeWorld, manager: Browser):
    manager.post(PATH, **a_call(contact_type="compliment"))

    assert not world.cases.clocks["100001"]


# Half-filled: kept on the server for whoever fills it in.

HALF = {"key": "a-call", "contact_type": "concern", "what_happened": "She waited for fifty minutes."}
BEGUN = "You began this sheet and have not recorded it yet"


def test_a_half_filled_sheet_is_there_again_for_whoever_began_it_on_any_computer(app_client: Client):
    kept = Browser(app_client, "reception").post(PATH, **HALF, kept="yes", keep="now")

    assert (kept.status_code, kept.headers["Location"]) == (303, PATH)
    again = Browser(app_client, "reception").get(PATH)
    assert "She waited for fifty minutes." in again.body.decode()
    assert 'name="key" value="a-call"' in again.body.decode()
    assert re.search(r'value="concern"[^>]*checked', again.body.decode())
    assert BEGUN in said(again)
    assert "fifty minutes" not in Browser(app_client, "case.handler").get(PATH).body.decode()


def test_a_sheet_that_was_recorded_or_is_not_wanted_is_kept_no_longer(
    world: FakeWorld, manager: Browser
):
    manager.post(PATH, **HALF, kept="yes", keep="now")
    assert world.cases.files == {}, "to keep is not to record"
    assert BEGUN in said(manager.post(PATH, **HALF, kept="yes")), "what is wrong with it loses nothing"

    recorded = manager.post(PATH, **a_call(key="a-call"), kept="yes")

    assert "done=recorded" in recorded.headers["Location"]
    assert "fifty minutes" not in str(world.cases.drafts)
    manager.post(PATH, **HALF, kept="yes", keep="now")
    manager.post(PATH, keep="no")
    assert "fifty minutes" not in str(world.cases.drafts) + manager.get(PATH).body.decode()
