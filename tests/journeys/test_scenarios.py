"""Scenarios of domain.md section 5 with their exact dates: HTTP in, DynamoDB, its stream, mail out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import (
    A_CALL,
    CONSIDERATIONS,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    PLAN,
    RECEPTION,
    Desk,
    letter_for,
)
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program, complain

GRACE, SUSAN = "complaints.manager@willow-lane.example", "office.manager@willow-lane.example"


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


def at(town: InProcess, day: date, hour: int, minute: int = 0) -> None:
    """Let time pass until then, with one tick at its end, which finds all that is due."""
    town.clock.move_to(london(day, hour, minute))
    tick(schedule_event(), None)
    town.carry()


def by_web(town: InProcess) -> Desk:
    _, _, number = complain(town)
    return Desk(town, f"/api/cases/WLP-{number}")


def by_desk(town: InProcess, **told: object) -> Desk:
    desk = Program(town).sign_in(RECEPTION)
    status, case = desk.post("/api/cases", {**A_CALL, **told}, **{"Idempotency-Key": "sc-2"})
    assert status == 201, case
    return Desk(town, case["href"])


def test_sc_1_a_written_complaint_of_christmas_eve_at_level_3(town: InProcess):
    desk = by_web(town)

    assert desk.deadline("ACK")["due"] == "2026-12-31"
    assert desk.deadline("6M")["last_day"] == "2027-06-23"
    assert desk.reminders("ACK")[0] == "2026-12-30T09:00:00Z"

    town.morning_of(date(2026, 12, 30))
    at(town, date(2026, 12, 30), 11)
    assert any("Reminder" in mail.subject for mail in town.mails(GRACE, "", expected=2))
    desk.does("acknowledgement", how="telephone", offered=["telephone", "meeting"])
    assert desk.deadline("ACK")["stopped_at"] == "2026-12-30T11:00:00Z"
    desk.assessed(3, "The diagnosis was missed", "Nobody rang back", "The record is wrong")

    plan = {**PLAN, "investigate_by": "2027-01-22", "respond_by": "2027-02-04"}
    assert "Name the partner" in desk.refused("plan", **plan)
    desk.does("plan", **plan, partner=PARTNER)
    desk.does("plan-answer", answer="accepted")
    assert desk.deadline("RESP")["due"] == "2027-02-04"
    assert desk.reminders("RESP")[:3] == [
        "2027-01-28T09:00:00Z",
        "2027-02-03T09:00:00Z",
        "2027-02-04T09:00:00Z",
    ]

    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="The complaints manager begins with the record")
    desk.does("staff-concerned", name="Dr A", concerned="staff_subject")
    desk.does("staff-concerned", name="Receptionist B", concerned="staff_mentioned")
    desk.does("staff-concerned", name="Dr C", concerned="staff_witness")
    interview = {"person": "1", "kind": "interview", "text": "I had not seen the result."}
    assert "Show them the complaint first" in desk.refused("interview", **interview)
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

    at(town, date(2027, 2, 3), 10)
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
    assert desk.deadline("6M")["stopped_at"] == "2027-02-03T10:00:00Z"
    assert not desk.deadline("RESP")["late"]

    assert "not minuted" in desk.refused("closure")
    at(town, date(2027, 2, 9), 12)
    desk.does("minutes", minute="2027-02/4")
    closed = desk.does("closure")
    assert closed["state"] == "closed"
    assert desk.deadline("RETENTION")["due"] == "2037-02-09"


def test_sc_2_a_an_oral_concern_settled_on_the_next_working_day_is_exempt(town: InProcess):
    desk = by_desk(town)
    assert desk.deadline("ORAL")["due"] == "2026-12-29"
    assert "ACK" not in [each["clock"] for each in desk.case["deadlines"]]

    at(town, date(2026, 12, 29), 9, 40)
    assert "only when the person says so" in desk.refused(
        "informal-resolution", OFFICE, satisfied=False, text="We explained the wait"
    )
    settled = desk.does(
        "informal-resolution", OFFICE, satisfied=True, text="We explained the wait, and said sorry"
    )

    assert (settled["state"], settled["outcome"]) == ("resolved_informally", "resolved_informally")
    (resolved,) = [e for e in timeline(desk) if e["type"] == "concern.resolved"]
    assert resolved["facts"]["within_target"] is False


def timeline(desk: Desk) -> list[dict]:
    return list(desk.program(MANAGER).get(f"{desk.href}/timeline")[1]["items"])


def test_sc_2_b_a_concern_that_is_not_settled_becomes_a_complaint_with_its_first_date(town: InProcess):
    desk = by_desk(town)
    at(town, date(2026, 12, 29), 9, 40)

    promoted = desk.does("promotion", OFFICE, text="Not satisfied: the wait was not explained")

    assert (promoted["state"], promoted["received_on"]) == ("received", "2026-12-24")
    assert desk.deadline("ACK")["due"] == "2026-12-31"
    assert desk.deadline("6M")["last_day"] == "2027-06-23"
    assert any("A case needs you" in mail.subject for mail in town.mails(GRACE, "", expected=2))


def test_sc_2_c_what_is_settled_a_day_later_is_not_exempt_any_more(town: InProcess):
    desk = by_desk(town)
    at(town, date(2026, 12, 30), 9, 40)

    refusal = desk.refused("informal-resolution", OFFICE, satisfied=True, text="All is well now")

    assert "not settled in time" in refusal
    assert desk.does("promotion", OFFICE, text="Too late to be exempt")["state"] == "received"


def test_sc_2_b_what_nobody_settles_is_proposed_in_the_morning_and_becomes_a_complaint_by_itself(
    town: InProcess,
):
    desk = by_desk(town)
    for day in (29, 30):
        town.morning_of(date(2026, 12, day))

    proposed = town.mails(SUSAN, "Late: was due on 29 December", expected=1)
    assert "make it a complaint" in proposed[0].text
    assert desk.case["state"] == "logged"
    at(town, date(2026, 12, 30), 16)

    after = desk.case
    assert (after["state"], after["received_on"]) == ("received", "2026-12-24")
    assert desk.deadline("ACK")["due"] == "2026-12-31"
    assert desk.deadline("6M")["last_day"] == "2027-06-23"
    told = [mail.subject for mail in town.mails(GRACE, "", expected=2)]
    assert any("A case needs you" in subject for subject in told)
    at(town, date(2026, 12, 30), 16, 1)
    assert any("Reminder: due on 31 December" in m.subject for m in town.mails(GRACE, "", expected=3))
    assert "It is a complaint" in desk.refused("informal-resolution", OFFICE, satisfied=True, text="So")
    assert [e["type"] for e in timeline(desk)].count("concern.promoted") == 1


def test_s2_18_an_outage_over_the_expiry_makes_it_a_complaint_all_the_same(town: InProcess):
    desk = by_desk(town)
    at(town, date(2027, 1, 6), 9)

    assert (desk.case["state"], desk.case["received_on"]) == ("received", "2026-12-24")
    assert desk.deadline("ACK")["late"] is True


def test_s2_65_what_becomes_a_complaint_while_somebody_needs_help_stays_with_the_help(town: InProcess):
    desk = by_desk(town)
    desk.does("urgent-need", RECEPTION, text="Chest pain. The duty doctor is called")
    at(town, date(2026, 12, 30), 16)

    assert desk.case["state"] == "urgent_hold"
    assert desk.deadline("URGENT")["stopped_at"] is None
    assert desk.deadline("ACK")["due"] == "2026-12-31"
    met = desk.does("urgent-need-met", OFFICE, text="The doctor saw her")
    assert met["state"] == "received"


def test_sc_2_d_the_same_words_in_writing_are_never_exempt(town: InProcess):
    desk = by_desk(town, received_via="letter")

    refusal = desk.refused("informal-resolution", OFFICE, satisfied=True, text="All is well")

    assert "in writing is answered formally" in refusal


def test_sc_10_a_promised_action_keeps_the_case_open_until_it_is_done_and_told(town: InProcess):
    at(town, date(2027, 1, 4), 10)
    desk = by_web(town)
    assert desk.deadline("ACK")["due"] == "2027-01-07"

    at(town, date(2027, 1, 6), 10)
    desk.does("acknowledgement", how="letter", offered=["telephone"])
    desk.does("assignment", handler=HANDLER)
    desk.assessed(2, "Results are not followed up")
    desk.does("plan", **PLAN, investigate_by="2027-01-29", respond_by="2027-02-10")
    desk.does("plan-answer", answer="accepted")
    assert desk.deadline("RESP")["due"] == "2027-02-10"
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="Daniel asks the team")
    desk.does("finding", issue="1", finding="upheld", reasons="Nobody owned the list")
    desk.does("considerations", **CONSIDERATIONS, text="A protocol is needed")
    desk.does("findings", text="Upheld")
    desk.does("sharing")
    desk.does("actions", text="A new protocol for triage", owner=HANDLER, due="2027-04-30")

    at(town, date(2027, 2, 10), 15)
    desk.signed_off()
    desk.does("response", sent_by="letter", signed_as="partner")
    answered = desk.posted()
    assert (answered["state"], answered["resolved_at"]) == ("actions_open", "2027-02-10T15:00:00Z")

    at(town, date(2027, 3, 9), 12)
    desk.does("minutes", minute="2027-03/2")
    assert "1 promised action is still to be done" in desk.refused("closure")
    assert desk.reminders("ACTION:1")[:2] == ["2027-04-23T08:00:00Z", "2027-04-30T08:00:00Z"]

    at(town, date(2027, 4, 29), 16)
    desk.does("action-done", HANDLER, action="1", text="The protocol is in use")
    assert "Tell the person first" in desk.refused("closure")
    assert desk.deadline("AUDIT:1")["due"] == "2027-07-29"

    at(town, date(2027, 5, 4), 11)
    desk.does("outcome-report", sent_by="letter", text="The protocol is in use since 29 April")
    closed = desk.does("closure")
    assert (closed["state"], closed["closed_at"]) == ("closed", "2027-05-04T10:00:00Z")

    at(town, date(2027, 7, 29), 11)
    failed = desk.does(
        "audit", action="1", result="failed", text="Two results were missed", due="2027-08-31"
    )
    assert failed["state"] == "closed"
    assert failed["learning"][0]["done"] is False
    assert desk.deadline("ACTION:1")["due"] == "2027-08-31"
