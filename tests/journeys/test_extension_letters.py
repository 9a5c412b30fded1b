"""T13, S2-52: whoever waits longer reads why, until when, and how each date comes about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import A_CALL, MANAGER, PARTNER, PLAN, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Arrived, Program, complain, sign_in
from tests.visitor import ANSWERS

ADDRESS = ANSWERS["contact"]["email"]
LATER = {"due": "2027-02-18", "reason": "Dr A is away until 8 February.", "agreed": False}
ON_PAPER = {
    "contact_type": "complaint",
    "channels": ["letter"],
    "address": "2 Testing Row",
    "postcode": "ZZ99 3WZ",
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


def planned(desk: Desk) -> Desk:
    """A complaint with an agreed date, 4 February."""
    desk.does("acknowledgement", how="meeting", offered=["meeting"])
    desk.assessed(3, "Nobody rang back")
    dates = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}
    desk.does("plan", **PLAN, **dates, partner=PARTNER)
    desk.does("plan-answer", answer="accepted")
    return desk


def by_web(town: InProcess) -> Desk:
    _, _, number = complain(town)
    return planned(Desk(town, f"/api/cases/WLP-{number}"))


def by_post(town: InProcess) -> Desk:
    asked = {**A_CALL, **ON_PAPER}
    program = Program(town).sign_in(RECEPTION)
    status, case = program.post("/api/cases", asked, **{"Idempotency-Key": "on-paper"})
    assert status == 201, case
    return planned(Desk(town, case["href"]))


def letters(town: InProcess) -> list[Arrived]:
    return town.mails(ADDRESS, "The date of our answer", expected=1)


def test_issue_3_point_3_the_mail_holds_each_step_of_the_working(town: InProcess):
    by_web(town).does("extension", **LATER)

    (mail,) = letters(town)

    for line in (
        "The date before: Thursday 4 February 2027",
        "The new date: Thursday 18 February 2027",
        "Dr A is away until 8 February.",
        "You have not agreed to the new date",
        "Rule: the date that was agreed or given. Source: S2-47, S2-52; SI 2009/309 regulation",
        "Thursday 18 February 2027: The date agreed or given",
        "Due: Thursday 18 February 2027",
        "Thursday 24 December 2026: Day 1 (the day of receipt",
        "Wednesday 23 June 2027: The last day of the 6 months",
        "We counted by our rules gp-practice",
        "once you have had our final answer",
    ):
        assert line in mail.text


def test_issue_3_point_3_each_skipped_day_stands_with_its_reason(town: InProcess):
    town.clock.move_to(london(date(2026, 12, 27), 10))
    by_web(town).does("extension", **LATER)

    (mail,) = letters(town)

    assert "Saturday 26 June 2027: Not counted (Saturday)" in mail.text
    assert "Friday 25 June 2027: The working day before" in mail.text


def test_s2_52_an_extension_after_the_date_says_that_the_answer_is_late(town: InProcess):
    desk = by_web(town)
    town.clock.move_to(london(date(2027, 2, 8), 10))
    town.carry()
    desk.version = 0
    desk.does("extension", **LATER)

    (mail,) = letters(town)

    assert "So our answer is late, and our record says so." in mail.text
    assert "the date had passed, so it moved nothing" in mail.text
    assert "Due: Thursday 4 February 2027" in mail.text


def test_t13_two_dates_moved_at_once_owe_one_letter(town: InProcess):
    agreed: dict[str, Any] = {"agreed": True, "agreed_with": "Herself", "due": "2027-08-02"}
    by_web(town).does("extension", **{**LATER, **agreed})

    (mail,) = letters(town)

    assert "The new date was agreed with you" in mail.text
    assert mail.text.count("Due: Monday 2 August 2027") == 2


def test_decision_24_who_cannot_be_mailed_gets_a_letter_that_waits_to_be_sent(town: InProcess):
    desk = by_post(town)
    desk.does("extension", **LATER)
    town.carry()
    (key,) = (m["key"] for m in desk.case["messages"] if m["kind"] == "extension")
    path = f"{desk.href.replace('/api/', '/staff/')}/letters/{key}"

    page = sign_in(town, MANAGER).get(path).text

    assert "Dr A is away until 8 February." in page
    assert "Due: Thursday 18 February 2027" in page
    assert "2 Testing Row" in page
    desk.does("dispatch", message=key)
    (state,) = (m["state"] for m in desk.case["messages"] if m["key"] == key)
    assert state == "sent"
