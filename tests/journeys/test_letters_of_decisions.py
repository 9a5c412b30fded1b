"""What staff decide reaches the person by itself, in the form that they need (S2-27, S2-47, S2-89)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from chalicelib import wiring
from chalicelib.domain.letters.printed import printed_in
from chalicelib.domain.reference import read_reference
from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import A_CALL, MANAGER, PLAN, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, complain, sign_in
from tests.visitor import ANSWERS

ADDRESS = ANSWERS["contact"]["email"]
PARTNERS = "partner@willow-lane"
DATES = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


def mailed(town: InProcess, about: str) -> list[str]:
    return [mail.text for mail in town.mails(ADDRESS, about, expected=0)]


def test_s2_47_the_plan_and_what_follows_reach_whoever_complained_by_mail(town: InProcess):
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.assessed(1, "Nobody rang back")
    desk.does("plan", **{**PLAN, **DATES, "sent_by": "email"})

    (plan,) = mailed(town, "Our plan")
    assert "Thursday 4 February 2027" in plan
    for words in (PLAN["steps"], PLAN["achievable"], PLAN["not_achievable"], PLAN["wishes"]):
        assert words in plan

    town.morning_of(date(2027, 6, 25))
    desk.does("breach-notice", sent_by="email", text="The trust has not sent its notes")
    (late,) = mailed(town, "Why you have no answer yet")
    assert "The trust has not sent its notes" in late
    assert "0345 015 4033" in late

    reasons = {"reason": "A court decides it now"}
    desk.does("declining", why="by_a_public_body", sent_by="email", **reasons)
    (declined,) = mailed(town, "Our decision")
    assert "A court decides it now" in declined
    assert "If you are not happy with our answer" in declined.rpartition("--")[2]


def test_t17_whoever_withdraws_is_told_that_it_is_so_and_safety_is_put_right_all_the_same(
    town: InProcess,
):
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("withdrawal", in_writing=True, text="No more of it", safety="The tablets look alike")

    (letter,) = mailed(town, "You have withdrawn your complaint")
    assert "We look into that part all the same" in letter
    assert "0345 015 4033" in letter
    assert "The tablets" not in letter
    page = sign_in(town, MANAGER).get(f"/staff/cases/WLP-{number}").text
    assert "Looked into for the safety of others: The tablets look alike" in page

    desk.does("actions", text="Other boxes", owner="partner", due="2027-01-29")
    town.morning_of(date(2027, 1, 29))
    assert any("Reminder" in mail.subject for mail in town.mails(PARTNERS, number, expected=1))
    desk.version = 0
    desk.does("action-done", action="1", text="The boxes are blue now")
    assert desk.case["state"] == "withdrawn"


def test_s2_27_a_refusal_waits_as_a_letter_for_who_is_written_to_on_paper_and_is_kept(
    town: InProcess,
):
    asked = {**A_CALL, "contact_type": "complaint", "channels": ["letter"]}
    asked |= {"address": "2 Testing Row", "postcode": "ZZ99 3WZ"}
    program = Program(town).sign_in(RECEPTION)
    status, case = program.post("/api/cases", asked, **{"Idempotency-Key": "on-paper"})
    assert status == 201, case
    desk = Desk(town, case["href"])

    reasons = {"reason": "It was in 2019"}
    desk.does("declining", why="out_of_time", sent_by="letter", **reasons)
    town.carry()

    (letter,) = (each for each in desk.case["messages"] if each["kind"] == "declined")
    assert (letter["medium"], letter["state"]) == ("letter", "to_send")
    number = read_reference(case["reference"]).number
    (kept,) = printed_in(wiring.world().ports.cases.load(number).events)
    assert kept.message == letter["key"]
    sent = desk.posted()
    assert next(each for each in sent["messages"] if each["kind"] == "declined")["state"] == "sent"
