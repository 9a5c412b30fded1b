"""SC-13 with its exact dates: people who need help first, who cannot hear, and who are in danger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import london
from tests.journeys.desk import A_CALL, MANAGER, OFFICE, RECEPTION, TRIAGE, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program
from tests.visitor import ANSWERS, Visitor

EVE_OF_GOOD_FRIDAY = london(date(2027, 3, 25), 14, 20)
GRACE, OWEN = "complaints.manager@willow-lane.example", "office.manager@willow-lane.example"
PETRA = "petra@patients.example"

CHEST_PAIN = {
    **A_CALL,
    "received_via": "phone",
    "what_happened": "She asked for an appointment for her chest pain and was sent away.",
    "email": PETRA,
    "may_email": True,
    "channels": ["email"],
    "never": ["telephone"],
    "formats": ["bsl_video"],
    "interpreter": "BSL",
    "callback_offered": False,
    "meeting_offered": True,
    "urgent_need": True,
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(EVE_OF_GOOD_FRIDAY) as made:
        yield made


def recorded(town: InProcess, **told: Any) -> tuple[int, dict[str, Any]]:
    """What a receptionist's program is answered when it records a contact."""
    program = Program(town).sign_in(RECEPTION)
    return program.post("/api/cases", {**CHEST_PAIN, **told}, **{"Idempotency-Key": "sc-13"})


def at(town: InProcess, day: date, hour: int, minute: int = 0) -> None:
    town.clock.move_to(london(day, hour, minute))
    tick(schedule_event(), None)
    town.carry()


def about(town: InProcess, address: str) -> list[str]:
    """What each mail to somebody is about."""
    return [mail.subject for mail in town.mails(address, "", expected=0)]


def events(desk: Desk, kind: str) -> list[dict[str, Any]]:
    """The events of this kind, as the timeline has them."""
    items = desk.program(MANAGER).get(f"{desk.href}/timeline")[1]["items"]
    return [each for each in items if each["type"] == kind]


def test_sc_13_a_who_mentions_chest_pain_gets_help_before_a_record(town: InProcess):
    status, answer = recorded(town)

    assert status == 422
    assert [each["field"] for each in answer["errors"]] == ["urgent_action"]


def test_sc_13_a_help_comes_first_then_the_complaint_acknowledged_in_signs_after_easter(
    town: InProcess,
):
    status, case = recorded(town, urgent_action="Told to call 999 at 14:15; the doctor on duty knows")
    assert status == 201, case
    desk = Desk(town, case["href"])
    assert desk.case["state"] == "urgent_hold"
    assert desk.deadline("URGENT")["due_at"] == "2027-03-25T14:35:00Z"
    assert any("A case needs you" in subject for subject in about(town, OWEN))
    assert "A medical need comes first" in desk.refused("promotion", OFFICE, text="A complaint")

    at(town, date(2027, 3, 25), 14, 36)
    assert any("Late" in subject for subject in about(town, OWEN))
    desk.does("urgent-need-met", OFFICE, text="The ambulance took her in")
    promoted = desk.does("promotion", OFFICE, text="She wants an answer")
    assert promoted["received_on"] == "2027-03-25"
    assert desk.deadline("ACK")["due"] == "2027-04-01"

    at(town, date(2027, 3, 30), 11)
    refused, answer = desk.tries("acknowledgement", how="telephone", offered=["meeting"])
    assert (refused, answer["errors"][0]["field"]) == (422, "how")
    desk.does("prepared-acknowledgement", offered=["meeting"])
    town.carry()
    assert desk.deadline("ACK")["stopped_at"] is None
    desk.posted()
    assert desk.deadline("ACK")["stopped_at"] == "2027-03-30T10:00:00Z"


def test_a_complaint_that_staff_record_with_a_medical_need_calls_the_people_on_call(town: InProcess):
    status, case = recorded(town, contact_type="complaint", urgent_action="Told to call 999")
    assert status == 201, case
    desk = Desk(town, case["href"])

    (raised,) = events(desk, "alarm.raised")
    assert raised["facts"]["kinds"] == ["health"]
    assert desk.deadline("ALARM")["due_at"] == "2027-03-25T15:20:00Z"


def test_sc_13_c_who_writes_of_ending_their_life_at_night_is_heard_at_night(town: InProcess):
    """At twenty past midnight on a Saturday of summer time it is still Friday in UTC."""
    at(town, date(2027, 4, 3), 0, 20)
    visitor = Visitor(town.browser)
    visitor.answer(ANSWERS | {"what-happened": {"what_happened": "I will end my life."}})
    visitor.post("/complain/check")

    (call,) = [subject for subject in about(town, GRACE) if "Read this now" in subject]
    assert "life" not in call
    assert town.now() == london(date(2027, 4, 3), 0, 20)


def test_sc_13_d_a_childs_disclosure_is_linked_and_the_complaint_goes_on(town: InProcess):
    _, case = recorded(town, contact_type="complaint", urgent_need=False)
    desk = Desk(town, case["href"])
    before = desk.deadline("ACK")

    linked = {**TRIAGE, "child_safeguarding": True}
    desk.does("triage", **linked, text="The safeguarding lead was told at 14:30")

    # The case is sensitive now: whoever opens it says why, and it is recorded.
    status, _ = desk.program(MANAGER).post(f"{desk.href}/reads", {"reason": "works_on_it"})
    assert status == 200
    assert desk.case["state"] == "received"
    assert desk.deadline("ACK") == before


def test_sc_13_f_a_wish_for_discipline_is_passed_on_and_nothing_of_it_is_kept(town: InProcess):
    _, case = recorded(town, contact_type="complaint", urgent_need=False)
    desk = Desk(town, case["href"])

    desk.does("referral-to-management")
    status, answer = desk.tries("referral-to-management", text="Dismiss the nurse")

    (passed,) = events(desk, "management.referred")
    assert set(passed["facts"]) == {"happened_at"}
    assert status == 422, answer
