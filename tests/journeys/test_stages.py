"""SC-6: three stages over Christmas and Easter, with the exact dates of domain.md."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from tests.builders import london
from tests.journeys.desk import A_CALL, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, sign_in

FIRST, SECOND, THIRD, LIAISON = "reports.handler", "operations", "reports.head", "reports.liaison"
SECONDS_MAIL, THIRDS_MAIL = "operations@kestrel-reports", "reports.head@kestrel-reports"
RECEIVED = london(date(2026, 12, 17), 11)
REPLY = {"text": "We looked at it again.", "outcome": "not_upheld", "next_named": True}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(RECEIVED) as made:
        yield made


def rings(town: InProcess, **given: Any) -> Desk:
    """Somebody rings the company and is not content."""
    asked = {**A_CALL, "contact_type": "complaint", "received_via": "phone", "subject": "service"}
    asked |= {"callback_offered": True, "meeting_offered": False}
    program = Program(town).sign_in(FIRST)
    status, case = program.post("/api/cases", asked | given, **{"Idempotency-Key": "SC-6"})
    assert status == 201, case
    return Desk(town, case["href"], reader=SECOND)


def at(town: InProcess, day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a later day, after the tick of its morning."""
    town.clock.move_to(london(day, 9, 1))
    town.morning_of(day)
    moment = london(day, hour, minute)
    town.clock.move_to(moment)
    return moment


def due(desk: Desk, clock: str) -> str:
    return str(desk.deadline(clock)["due"])


def test_sc_6_three_stages_over_christmas_and_easter(town: InProcess):
    desk = rings(town)
    assert due(desk, "S3-1") == "2026-12-22"
    page = sign_in(town, SECOND).get(f"/staff/cases/{desk.href.rpartition('/')[2]}").text
    assert "Received" in page
    assert "Not acknowledged yet" not in page

    at(town, date(2026, 12, 22), 15)
    explained = {"text": "The record is with the archive.", "how": "telephone"}
    status, refused = desk.tries("stage-delay", FIRST, **explained)
    assert (status, refused["errors"][0]["field"]) == (422, "due")
    desk.does("stage-delay", FIRST, **explained, due="2026-12-24")
    assert due(desk, "S3-1") == "2026-12-24"

    at(town, date(2026, 12, 23), 10)
    desk.does("stage-reply", FIRST, **REPLY, how="telephone")
    at(town, date(2026, 12, 23), 16, 45)
    desk.does("next-stage", FIRST, text="Nobody read my letter.", handler=SECOND)
    assert due(desk, "S3-2") == "2027-01-06"
    assert "A case is now yours" in " ".join(_subjects(town, SECONDS_MAIL))

    at(town, date(2027, 1, 6), 16)
    desk.does("stage-delay", SECOND, text="We wait for the doctor.", how="telephone")
    assert due(desk, "S3-2") == "2027-01-06"
    at(town, date(2027, 1, 7), 10)
    assert any("Late: was due on 6 January" in each for each in _subjects(town, SECONDS_MAIL))
    at(town, date(2027, 1, 14), 10)
    desk.does("stage-reply", SECOND, **REPLY, how="letter")
    assert desk.deadline("S3-2")["late"] is True

    at(town, date(2027, 3, 25), 12)
    desk.does("next-stage", SECOND, text="It leaves out the second visit.", handler=THIRD)
    assert due(desk, "S3-3") == "2027-04-12"
    at(town, date(2027, 4, 9), 12)
    desk.does("stage-reply", THIRD, **REPLY, how="telephone")
    assert desk.deadline("S3-3")["stopped_at"] is None

    at(town, date(2027, 4, 12), 15)
    delay = {"text": "An expert has to see it.", "due": "2027-04-16"}
    status, refused = desk.tries("stage-delay", THIRD, **delay, how="telephone")
    assert (status, refused["errors"][0]["field"]) == (422, "how")
    desk.does("stage-delay", THIRD, **delay, how="letter")
    assert due(desk, "S3-3") == "2027-04-16"
    at(town, date(2027, 4, 15), 11)
    desk.does("stage-reply", THIRD, **REPLY, how="letter")
    assert desk.deadline("S3-3")["stopped_at"]
    assert desk.deadline("S3-3")["late"] is False

    assert "root cause" in desk.refused("closure", THIRD)
    assert "Every stage has answered" in desk.refused("next-stage", THIRD, text="No.", handler=THIRD)
    desk.does("root-cause", THIRD, text="Nobody was told of the letter.")
    assert desk.does("closure", THIRD)["state"] == "closed"


def test_s3_7_a_medical_report_is_answered_by_the_liaison_team(town: InProcess):
    desk = rings(town, subject="medical_report")
    assert any("New complaint" in each for each in _subjects(town, "reports.liaison@"))

    refused = desk.refused("stage-reply", FIRST, **REPLY, how="telephone")
    at(town, date(2026, 12, 21), 10)

    assert "Stage 1 is answered by: Expert liaison" in refused
    assert any("Reminder" in each for each in _subjects(town, "reports.liaison@"))
    assert not any("Reminder" in each for each in _subjects(town, "reports.handler@"))
    desk.does("stage-reply", LIAISON, **REPLY, how="telephone")


def test_s3_12_nobody_skips_a_stage_but_a_missed_date_opens_the_next(town: InProcess):
    desk = rings(town, received_via="social_media")
    asks = {"text": "I want somebody else to look at it.", "handler": SECOND}
    assert "Stage 1 has not answered yet" in desk.refused("next-stage", FIRST, **asks)

    at(town, date(2026, 12, 23), 10)
    status, refused = desk.tries("next-stage", FIRST, **asks | {"handler": THIRD})
    escalated = desk.does("next-stage", FIRST, **asks)

    assert (status, refused["errors"][0]["field"]) == (422, "handler")
    assert escalated["handler"]["id"] == SECOND
    assert desk.refused("stage-reply", FIRST, **REPLY, how="telephone").startswith(
        "Stage 2 is answered"
    )


def _subjects(town: InProcess, address: str) -> list[str]:
    return [mail.subject for mail in town.mails(address, "", expected=0)]
