"""SC-6: three stages over Christmas and Easter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from tests.builders import london
from tests.journeys.desk import A_CALL, Desk
from tests.journeys.stories.told import mail_to, mails_to, on_page, recorded, timeline
from tests.journeys.town import Town

FIRST, SECOND, THIRD, LIAISON = "reports.handler", "operations", "reports.head", "reports.liaison"
SECONDS_MAIL, THIRDS_MAIL = "operations@kestrel-reports", "reports.head@kestrel-reports"
RECEIVED = london(date(2026, 12, 17), 11)
REPLY = {"text": "We looked at it again.", "outcome": "not_upheld", "next_named": True}


def rings(town: Town, **given: Any) -> Desk:
    """Somebody rings the company and is not content."""
    asked = {**A_CALL, "contact_type": "complaint", "received_via": "phone", "subject": "service"}
    asked |= {"callback_offered": True, "meeting_offered": False}
    return recorded(town, FIRST, asked | given, reader=SECOND)


def due(desk: Desk, clock: str) -> str:
    return str(desk.deadline(clock)["due"])


def three_stages(town: Town) -> Iterator[datetime]:
    """From the call of 17 December 2026 to the end of 15 April 2027."""
    yield RECEIVED
    desk = rings(town)
    assert due(desk, "S3-1") == "2026-12-22"
    page = on_page(desk)
    assert "Received" in page
    assert "Not acknowledged yet" not in page

    yield london(date(2026, 12, 22), 15)
    explained = {"text": "The record is with the archive.", "how": "telephone"}
    status, refused = desk.tries("stage-delay", FIRST, **explained)
    assert (status, refused["errors"][0]["field"]) == (422, "due")
    desk.does("stage-delay", FIRST, **explained, due="2026-12-24")
    assert due(desk, "S3-1") == "2026-12-24"
    yield london(date(2026, 12, 23), 10)
    desk.does("stage-reply", FIRST, **REPLY, how="telephone")
    yield london(date(2026, 12, 23), 16, 45)
    desk.does("next-stage", FIRST, text="Nobody read my letter.", handler=SECOND)
    assert due(desk, "S3-2") == "2027-01-06"
    mail_to(town, SECONDS_MAIL, desk, "A case is now yours")

    yield from _second_stage(town, desk)
    yield from _third_stage(desk)

    status, refused = desk.tries("closure", THIRD)
    assert (status, "root cause" in refused["detail"]) == (409, True)
    exhausted = desk.refused("next-stage", THIRD, text="No.", handler=THIRD)
    assert "Every stage has answered: tell them where else they can turn" in exhausted
    cause = {"text": "Nobody was told of the letter.", "cause": "communication", "systemic": True}
    desk.does("root-cause", THIRD, **cause)
    assert exhausted_in(desk, "Exhausted: every stage has answered, the last on ")
    assert desk.does("closure", THIRD)["state"] == "closed"
    assert desk.case["stage"] == {"number": 3, "answered": True, "exhausted_on": "2027-04-15"}
    assert in_the_report_of_the_quarter(town, desk)
    replies = [each["facts"] for each in timeline(desk, "stage.replied")]
    assert (replies[0]["stage"], replies[0]["outcome"]) == (3, "not_upheld")


def exhausted_in(desk: Desk, words: str) -> bool:
    """The page says so with the day and where else to turn, and the list can be narrowed to it."""
    page = on_page(desk, THIRD)
    assert f"{words}Thursday 15 April 2027" in page
    assert "Exampleton Advice Centre" in page
    status, listed = desk.program(THIRD).get("/api/cases?view=mine&stage=answered_3")
    return status == 200 and [each["href"] for each in listed["items"]] == [desk.href]


def in_the_report_of_the_quarter(town: Town, desk: Desk) -> bool:
    """The root cause is counted although nothing was upheld, and leads to the case (S3-14)."""

    def counted() -> list[dict[str, Any]]:
        status, report = desk.program(THIRD).get("/api/figures/causes?quarter=2027-06-30")
        assert status == 200, report
        assert report["missing"] == 0
        return [each for each in report["causes"] if each["cases"]]

    (found,) = town.sees(counted)
    assert (found["cause"], found["answers"]) == ("communication", {"not_upheld": 1})
    assert (found["systemic"], found["subjects"]) == (1, {"service": 1})
    behind = "/api/figures/cases?quarter=2027-06-30&cause="
    for cause, hrefs in (("communication", [desk.href]), ("staffing", [])):
        _, listed = desk.program(THIRD).get(behind + cause)
        assert [each["href"] for each in listed["items"]] == hrefs
    page = desk.visitor(THIRD).get("/staff/figures/causes?quarter=2027-06-30").text
    assert "Root causes: the quarter to Wednesday 30 June 2027" in page
    table = desk.visitor(THIRD).get("/staff/figures/causes?quarter=2027-06-30&form=csv").html
    return '"How we spoke or wrote to people, or to each other",1,0,0,1,0,1,0,0' in table


def _second_stage(town: Town, desk: Desk) -> Iterator[datetime]:
    """Missed: told so on the day, late for ever, answered all the same."""
    yield london(date(2027, 1, 6), 16)
    desk.does("stage-delay", SECOND, text="We wait for the doctor.", how="telephone")
    assert due(desk, "S3-2") == "2027-01-06"
    (told, *_) = timeline(desk, "contact.made")
    assert told["text"] == "We wait for the doctor."
    yield london(date(2027, 1, 7), 10)
    mail_to(town, SECONDS_MAIL, desk, "Late: was due on 6 January")
    yield london(date(2027, 1, 14), 10)
    desk.does("stage-reply", SECOND, **REPLY, how="letter")
    assert desk.deadline("S3-2")["stopped_at"] is None
    printed(desk, SECOND, "Reply at a stage, letter on paper")
    desk.posted(SECOND)
    assert desk.deadline("S3-2")["stopped_at"]
    assert desk.deadline("S3-2")["late"] is True


def printed(desk: Desk, by: str, title: str) -> None:
    """The letter is there to be opened and posted, as a PDF."""
    desk.settled()

    def listed() -> list[str]:
        items = desk.program(by).get(f"{desk.href}/documents")[1]["items"]
        return [each["title"] for each in items if each["title"] == title]

    assert desk.town.sees(listed), title


def _third_stage(desk: Desk) -> Iterator[datetime]:
    """In writing, and so is a new date."""
    yield london(date(2027, 3, 25), 12)
    desk.does("next-stage", SECOND, text="It leaves out the second visit.", handler=THIRD)
    assert due(desk, "S3-3") == "2027-04-12"
    yield london(date(2027, 4, 9), 12)
    desk.does("stage-reply", THIRD, **REPLY, how="telephone")
    assert desk.deadline("S3-3")["stopped_at"] is None

    yield london(date(2027, 4, 12), 15)
    delay = {"text": "An expert has to see it.", "due": "2027-04-16"}
    status, refused = desk.tries("stage-delay", THIRD, **delay, how="telephone")
    assert (status, refused["errors"][0]["field"]) == (422, "how")
    desk.does("stage-delay", THIRD, **delay, how="letter")
    printed(desk, THIRD, "Notice that we wrote on their page, letter on paper")
    desk.posted(THIRD)
    assert due(desk, "S3-3") == "2027-04-16"
    yield london(date(2027, 4, 15), 11)
    desk.does("stage-reply", THIRD, **REPLY, how="letter")
    desk.posted(THIRD)
    assert desk.deadline("S3-3")["stopped_at"]
    assert desk.deadline("S3-3")["late"] is False


def a_medical_report(town: Town) -> Iterator[datetime]:
    """S3-7: the liaison team hears of it, is reminded of it and alone answers it."""
    yield RECEIVED
    desk = rings(town, subject="medical_report")
    mail_to(town, "reports.liaison@", desk, "New complaint")
    refused = desk.refused("stage-reply", FIRST, **REPLY, how="telephone")
    assert "Stage 1 is answered by: Expert liaison" in refused

    yield london(date(2026, 12, 21), 10)
    mail_to(town, "reports.liaison@", desk, "Reminder")
    to_the_handler = mails_to(town, "reports.handler@", desk)
    assert [mail for mail in to_the_handler if "Reminder" in mail.subject] == []
    desk.does("stage-reply", LIAISON, **REPLY, how="telephone")


def from_a_social_medium(town: Town) -> Iterator[datetime]:
    """S3-12: nobody skips a stage, and a missed date opens the next."""
    yield RECEIVED
    desk = rings(town, received_via="social_media")
    assert due(desk, "S3-1") == "2026-12-22"
    asks = {"text": "I want somebody else to look at it.", "handler": SECOND}
    assert "Stage 1 has not answered yet" in desk.refused("next-stage", FIRST, **asks)

    yield london(date(2026, 12, 23), 10)
    status, refused = desk.tries("next-stage", FIRST, **asks | {"handler": THIRD})
    escalated = desk.does("next-stage", FIRST, **asks)

    assert (status, refused["errors"][0]["field"]) == (422, "handler")
    assert escalated["handler"]["id"] == SECOND
    assert desk.refused("stage-reply", FIRST, **REPLY, how="telephone").startswith(
        "Stage 2 is answered"
    )


STORIES = (three_stages, a_medical_report, from_a_social_medium)
