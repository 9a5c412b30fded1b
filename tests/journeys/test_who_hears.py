"""Who is told of what on the way of a complaint (domain.md 4.3 and 4.4, the last column)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import london
from tests.journeys.desk import A_CALL, OFFICE, PARTNER, PLAN, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, complain

OWEN, PAULA = "office.manager@willow-lane", "partner@willow-lane"
DATES = {"investigate_by": "2027-01-22", "respond_by": "2027-02-04"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(london(date(2026, 12, 7), 10)) as made:
        yield made


def complained(town: InProcess) -> Desk:
    _, _, number = complain(town)
    return Desk(town, f"/api/cases/WLP-{number}")


def later(town: InProcess) -> None:
    """What could still be undone cannot any more: the mails about it go."""
    town.clock.forward(timedelta(minutes=6))
    tick(schedule_event(), None)
    town.carry()


def told(town: InProcess, address: str, desk: Desk) -> list[str]:
    """What each mail about this case says to somebody."""
    return [mail.text for mail in town.mails(address, desk.href[-6:], expected=0)]


def heard(town: InProcess, address: str, desk: Desk, words: str) -> bool:
    return any(words in " ".join(text.split()) for text in told(town, address, desk))


def test_s2_42_the_office_manager_hears_of_a_concern_and_is_flagged_what_nobody_looked_at(
    town: InProcess,
):
    program = Program(town).sign_in(RECEPTION)
    letter = {**A_CALL, "received_via": "letter", "address": "2 Testing Row", "postcode": "ZZ99 3WZ"}
    status, case = program.post("/api/cases", letter, **{"Idempotency-Key": "a-concern"})
    assert status == 201, case
    desk = Desk(town, case["href"])

    assert any("New concern" in mail.subject for mail in town.mails(OWEN, "", expected=1))
    assert desk.deadline("OM-REVIEW")["due"] == "2026-12-10"
    town.morning_of(date(2026, 12, 11))
    assert heard(town, OWEN, desk, "is now late")
    desk.version = 0
    slot = "2026-12-14T10:00:00Z"
    desk.does("callback", OFFICE, person=OFFICE, question="What happened?", slot=slot)
    assert desk.deadline("OM-REVIEW")["stopped_at"]


def test_t3_s2_81_the_office_manager_hears_of_what_is_to_be_planned_up_to_level_2(town: InProcess):
    desk = complained(town)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.assessed(2, "Nobody rang back")
    later(town)

    assert heard(town, OWEN, desk, "was assessed and is to be planned")
    assert not heard(town, PAULA, desk, "was assessed")


def test_t3_s2_73_the_partner_hears_from_level_3_and_when_a_plan_names_them(town: InProcess):
    desk = complained(town)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.assessed(3, "Nobody rang back")
    later(town)
    assert heard(town, PAULA, desk, "was assessed and is to be planned")
    assert not heard(town, OWEN, desk, "was assessed")

    desk.version = 0
    assert "Name the partner" in desk.refused("plan", **PLAN, **DATES)
    desk.does("plan", **PLAN, **DATES, partner=PARTNER)

    assert heard(town, PAULA, desk, "You are named on a plan")


def test_s2_47_a_date_that_is_set_without_their_yes_is_told_to_them_in_writing(town: InProcess):
    desk = complained(town)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.assessed(1, "Nobody rang back")
    desk.does("plan", **PLAN, **DATES)
    status, refused = desk.tries("plan-answer", answer="not_reachable")
    assert (status, refused["errors"][0]["field"]) == (422, "reason")
    desk.does("plan-answer", answer="not_reachable", reason="She was rung three times")

    (letter,) = town.mails("asha@patients", "The date of our answer", expected=1)
    assert "Thursday 4 February 2027" in letter.text
    assert "we have set the date" in letter.text
    assert "three times" not in letter.text
    assert desk.deadline("RESP")["due"] == "2027-02-04"


def test_s2_65_the_office_manager_and_the_clinician_on_duty_hear_of_a_medical_need(town: InProcess):
    program = Program(town).sign_in(RECEPTION)
    status, case = program.post("/api/cases", A_CALL, **{"Idempotency-Key": "urgent"})
    assert status == 201, case
    desk = Desk(town, case["href"])
    desk.does("urgent-need", OFFICE, text="Chest pain; 999 was rung")

    for address in (OWEN, PAULA):
        assert heard(town, address, desk, "may need medical help now")


def test_t16_what_the_ombudsman_asks_for_is_owed_by_their_day_and_the_partner_knows(town: InProcess):
    desk = complained(town)
    desk.closed()
    desk.does("ombudsman", text="The whole file, please", due="2027-01-20")

    assert heard(town, PAULA, desk, "The ombudsman looks at this case")
    assert heard(town, PAULA, desk, "Wednesday 20 January 2027")
    assert desk.deadline("OMBUDSMAN")["due"] == "2027-01-20"
    assert "The ombudsman has not decided yet" in desk.refused("closure")
    town.morning_of(date(2027, 1, 21))
    assert heard(town, "complaints.manager@willow-lane", desk, "is now late")

    desk.version = 0
    desk.does("ombudsman-answer", text="The file, by courier")
    assert desk.deadline("OMBUDSMAN")["stopped_at"]
    assert "waits for nothing" in desk.refused("ombudsman-answer", text="The file again")
    desk.does("ombudsman-decision", upheld=False, text="Not upheld")
    desk.does("closure")
