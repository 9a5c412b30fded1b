"""SC-10: a promised action keeps the case open, is told of, and is checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from tests.builders import london
from tests.journeys.desk import A_CALL, CONSIDERATIONS, HANDLER, MANAGER, PLAN, RECEPTION, Desk
from tests.journeys.stories.told import DANIEL, by_web, mail_to, on_page, recorded, timeline
from tests.journeys.town import Town


def a_promise_kept(town: Town) -> Iterator[datetime]:
    """From 4 January 2027 to the audit of 29 July, which fails."""
    yield london(date(2027, 1, 4), 10)
    desk = by_web(town)
    assert desk.deadline("ACK")["due"] == "2027-01-07"
    yield london(date(2027, 1, 6), 10)
    _is_looked_into(desk)

    yield london(date(2027, 2, 10), 15)
    desk.signed_off()
    desk.does("response", sent_by="letter", signed_as="partner")
    answered = desk.posted()
    assert answered["state"] == "actions_open"
    assert answered["resolved_at"].startswith("2027-02-10T15:00")
    assert desk.deadline("RESP")["late"] is False

    yield london(date(2027, 3, 9), 12)
    assert on_agenda(desk) == ("to_minute", 1)
    desk.does("minutes", minute="2027-03/2")
    assert on_agenda(desk)[0] == "promised"
    assert ", 2027-03/2" in on_page(desk)
    status, refused = desk.tries("closure")
    assert (status, "1 promised action is still to be done" in refused["detail"]) == (409, True)
    assert desk.reminders("ACTION:1")[:2] == ["2027-04-23T08:00:00Z", "2027-04-30T08:00:00Z"]
    yield london(date(2027, 4, 23), 9, 1)
    mail_to(town, DANIEL, desk, "Reminder: due on 30 April 2027")

    yield london(date(2027, 4, 29), 16)
    done = desk.does("action-done", HANDLER, action="1", text="The protocol is in use")
    assert done["next_step"]["code"] == "report_outcome"
    assert "Tell the person first" in desk.refused("closure")
    assert desk.deadline("AUDIT:1")["due"] == "2027-07-29"
    yield london(date(2027, 5, 4), 11)
    desk.does("outcome-report", sent_by="letter", text="The protocol is in use since 29 April")
    closed = desk.does("closure")
    assert (closed["state"], closed["closed_at"][:16]) == ("closed", "2027-05-04T10:00")
    assert on_agenda(desk)[0] == "closed"

    yield london(date(2027, 5, 17), 9, 5)
    assert _surveys(desk) == 0
    yield london(date(2027, 5, 18), 9, 5)
    assert town.sees(lambda: _surveys(desk)) == 1

    yield london(date(2027, 7, 29), 11)
    mail_to(town, DANIEL, desk, "Reminder: due on 29 July 2027")
    assert on_agenda(desk)[0] == "to_audit"
    assert f'<a href="{desk.page}">' in desk.visitor(MANAGER).get("/staff/agenda").html
    _fails_its_audit(desk)


def on_agenda(desk: Desk) -> tuple[str, int]:
    """In which part of the meeting's agenda the case stands, once, and how many changes it led to."""
    status, agenda = desk.program(MANAGER).get("/api/agenda")
    assert status == 200, agenda
    (found,) = (
        (part["item"], case["lessons"])
        for part in agenda["parts"]
        for case in part["cases"]
        if case["href"] == desk.href
    )
    return found


def _is_looked_into(desk: Desk) -> None:
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


def _surveys(desk: Desk) -> int:
    """How many questions how it was handled were decided on for this case."""
    return len(
        [each for each in timeline(desk, "survey.decided") if each["facts"]["outcome"] == "asked"]
    )


def _fails_its_audit(desk: Desk) -> None:
    failed = desk.does(
        "audit", action="1", result="failed", text="Two results were missed", due="2027-08-31"
    )
    assert failed["state"] == "closed", "it is flagged, and not opened again"
    assert failed["learning"][0]["done"] is False
    assert desk.deadline("ACTION:1")["due"] == "2027-08-31"


def who_wants_no_survey(town: Town) -> Iterator[datetime]:
    """Opted out, nobody is asked how it was handled."""
    yield london(date(2027, 1, 4), 12)
    petra = {**A_CALL, "contact_type": "complaint", "email": "petra@patients.example"}
    desk = recorded(town, RECEPTION, {**petra, "received_via": "letter", "may_email": True})
    desk.does("no-surveys", text="She does not want to be asked")
    desk.closed()

    yield london(date(2027, 1, 18), 9, 5)
    decided = town.sees(lambda: timeline(desk, "survey.decided"))
    assert [each["facts"]["outcome"] for each in decided] == ["opted_out"]


STORIES = (a_promise_kept, who_wants_no_survey)
