"""SC-1: a written complaint of Christmas Eve, on level 3."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tests.builders import london
from tests.journeys.desk import (
    CONSIDERATIONS,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    PLAN,
    RECEPTION,
    SECRETARY,
    Desk,
    letter_for,
)
from tests.journeys.stories.told import GRACE, by_web, mail_to, mails_to, minute
from tests.journeys.town import Town
from tests.visitor import ANSWERS

ASHA = ANSWERS["contact"]["email"]
DAYS = {
    "2026-12-25": False,
    "2026-12-26": False,
    "2026-12-27": False,
    "2026-12-28": False,
    "2026-12-29": True,
    "2026-12-30": True,
    "2026-12-31": True,
}
"""From the day after receipt, and whether each is a working day."""


def christmas_eve(town: Town) -> Iterator[datetime]:
    """From the form on 24 December 2026 to the minute of 9 February 2027."""
    yield london(date(2026, 12, 24), 15, 10)
    desk = by_web(town)
    _is_received(town, desk)

    yield london(date(2026, 12, 30), 9, 1)
    mail_to(town, GRACE, desk, "Reminder: due on 31 December 2026")
    yield london(date(2026, 12, 30), 11)
    desk.does("acknowledgement", how="telephone", offered=["telephone", "meeting"])
    assert minute(desk.deadline("ACK")["stopped_at"]) == "2026-12-30T11:00"
    desk.does("writing", text="Thank you for talking to us this morning.")
    mail_to(town, ASHA, desk, "We have written to you")
    _is_planned(desk)
    _is_looked_into(desk)

    yield london(date(2027, 1, 28), 9, 1)
    mail_to(town, GRACE, desk, "Reminder: due on 4 February 2027")
    yield london(date(2027, 2, 3), 10)
    _is_answered(desk)
    for who in ("case.handler", "call.handler"):
        mail_to(town, f"{who}@willow-lane.example", desk, "copy")
    mails_to_c = mails_to(town, "secretary@willow-lane.example", desk)
    assert [mail for mail in mails_to_c if "copy" in mail.subject] == []

    assert "not minuted" in desk.refused("closure")
    yield london(date(2027, 2, 9), 12)
    desk.does("minutes", minute="2027-02/4")
    assert desk.does("closure")["state"] == "closed"
    assert desk.deadline("RETENTION")["due"] == "2037-02-09"


def _is_received(town: Town, desk: Desk) -> None:
    receipt = mail_to(town, ASHA, desk, "We have received your message")
    assert "Thursday 31 December 2026" in receipt.text
    mail_to(town, GRACE, desk, "New complaint")
    alerted = desk.case["messages"]
    assert {each["kind"] for each in alerted if each["state"] == "sent"} >= {"alert", "receipt"}
    acknowledge = desk.deadline("ACK")
    assert acknowledge["due"] == "2026-12-31"
    assert {each["date"]: each["counted"] for each in acknowledge["steps"]} == DAYS
    assert desk.reminders("ACK")[0] == "2026-12-30T09:00:00Z"
    assert desk.deadline("6M")["last_day"] == "2027-06-23"


def _is_planned(desk: Desk) -> None:
    desk.assessed(3, "The diagnosis was missed", "Nobody rang back", "The record is wrong")
    plan = {**PLAN, "sent_by": "telephone", "investigate_by": "2027-01-22", "respond_by": "2027-02-04"}
    assert "Name the partner" in desk.refused("plan", **plan)
    desk.does("plan", **plan, partner=PARTNER)
    desk.does("plan-answer", answer="accepted")
    assert desk.deadline("RESP")["due"] == "2027-02-04"
    counted = [each for each in desk.deadline("RESP")["steps"] if each["counted"]]
    assert len(counted) in (0, 25), "where the working is shown, it is of 25 working days"
    assert desk.reminders("RESP")[:3] == [
        "2027-01-28T09:00:00Z",
        "2027-02-03T09:00:00Z",
        "2027-02-04T09:00:00Z",
    ]


def _is_looked_into(desk: Desk) -> None:
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="The complaints manager begins with the record")
    for name, concerned, staff in (
        ("Dr A", "staff_subject", HANDLER),
        ("Receptionist B", "staff_mentioned", RECEPTION),
        ("Dr C", "staff_witness", SECRETARY),
    ):
        desk.does("staff-concerned", name=name, concerned=concerned, staff=staff)
    interview = {"person": "1", "kind": "interview", "text": "I had not seen the result."}
    status, refused = desk.tries("interview", **interview)
    assert (status, "Show them the complaint first" in refused["detail"]) == (409, True)
    desk.does("fair-treatment", person="1", done=["letter_shown", "support_offered"])
    desk.does("interview", **interview)

    assert "Issue 1 and 2 and 3" in desk.refused("findings", text="Too early")
    for issue, finding in (("1", "upheld"), ("2", "upheld"), ("3", "not_upheld")):
        desk.does("finding", issue=issue, finding=finding, reasons="The record shows it")
    assert "nine questions" in desk.refused("findings", text="Too early")
    desk.does("considerations", **CONSIDERATIONS, text="Nothing more is needed")
    desk.does("findings", text="Two of three are upheld")
    desk.does("sharing", people=["1", "2"], text="Both agree")
    assert "Share the findings" in desk.refused("letter", second_reader=OFFICE)
    desk.does("sharing", people=["3"])


def _is_answered(desk: Desk) -> None:
    desk.does("letter-draft", **letter_for(desk.case["issues"]))
    assert "other than the author" in desk.refused("letter", second_reader=MANAGER)
    desk.does("letter", second_reader=OFFICE)
    response = {"sent_by": "letter", "signed_as": "partner"}
    desk.does("approval", PARTNER, role="partner")
    assert "agreement of the complaints manager" in desk.refused("response", **response)
    desk.does("approval", role="complaints_manager")
    assert desk.does("response", **response)["state"] == "awaiting_signoff"
    answered = desk.posted()
    assert (answered["state"], answered["outcome"]) == ("responded", "partially_upheld")
    assert answered["copies"] == ["1", "2"]
    assert minute(desk.deadline("6M")["stopped_at"]) == "2027-02-03T10:00"
    assert not desk.deadline("RESP")["late"]


STORIES = (christmas_eve,)
