"""S2-99, C-9: what an organisation owes each month is reminded of on a real table, and recorded."""

from __future__ import annotations

from datetime import date

from chalicelib import wiring
from chalicelib.application.plan_timetable import plan_timetables
from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import MANAGER
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program

API = "/api/organisation/timetable"
MANAGERS_MAIL = f"{MANAGER}@willow-lane"


def strikes(town: InProcess, day: date) -> list[str]:
    """What the manager has been told about the meeting after the tick of this morning."""
    town.clock.move_to(london(day, 9, 1))
    tick(schedule_event(), None)
    return [mail.subject for mail in town.mails(MANAGERS_MAIL, "29 January", expected=0)]


def test_s2_99_the_month_is_called_for_reminded_of_late_and_minuted():
    with town_in_process(CHRISTMAS_EVE) as town:
        manager = Program(town).sign_in(MANAGER)
        for _ in range(2):
            plan_timetables(wiring.world().ports)
        owed = {each["clock"]: each["due"] for each in manager.get(API)[1]["deadlines"]}
        assert owed == {"MEETING:2026-12": "2027-01-29", "ANNUAL:2027-03-31": "2027-09-30"}

        assert strikes(town, date(2027, 1, 21)) == []
        assert strikes(town, date(2027, 1, 22)) == ["Reminder: due on 29 January 2027"]
        assert strikes(town, date(2027, 1, 29)) == ["Reminder: due on 29 January 2027"] * 2
        assert strikes(town, date(2027, 2, 1))[-1] == "Late: was due on 29 January 2027"

        done = {"clock": "MEETING:2026-12", "text": "Minute 4 of 2 February"}
        status, met = manager.post(f"{API}/records", done)
        assert status == 201
        assert next(d for d in met["deadlines"] if d["clock"] == "MEETING:2026-12")["late"] is True
        assert len(strikes(town, date(2027, 2, 10))) == 3
