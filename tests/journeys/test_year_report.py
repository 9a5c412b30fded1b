"""What is counted of a year: SC-2 (a) and SC-10 to their last sentences, S2-35, C-22."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.builders import CHRISTMAS_EVE, london
from tests.journeys.desk import A_CALL, CONSIDERATIONS, MANAGER, OFFICE, PLAN, RECEPTION, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.told import at
from tests.journeys.town import Program, complain, sign_in

REPORT = "figures/report?year="


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


def year(town: InProcess, ends_on: str) -> dict[str, Any]:
    town.carry()
    status, report = Program(town).sign_in(MANAGER).get(f"/api/{REPORT}{ends_on}")
    assert status == 200, report
    return dict(report)


def row(report: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(each for each in report["contacts"] if each["contact_type"] == kind)


def promising(town: InProcess) -> Desk:
    """A complaint that is answered with a promise, which keeps it open."""
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.assessed(2, "Results are not followed up")
    desk.does("plan", **PLAN, investigate_by="2027-01-29", respond_by="2027-02-10")
    desk.does("plan-answer", answer="accepted")
    desk.does("commissioner-check", has="not", text="They were asked")
    desk.does("investigation", text="The team is asked")
    desk.does("finding", issue="1", finding="upheld", reasons="Nobody owned the list")
    desk.does("considerations", **CONSIDERATIONS, text="A protocol is needed")
    desk.does("findings", text="Upheld")
    desk.does("sharing")
    desk.does("actions", text="A new protocol for triage", owner=OFFICE, due="2027-04-30")
    return desk


def test_sc_10_c_22_the_year_of_the_answer_counts_it_resolved_although_it_is_closed_in_the_next(
    town: InProcess,
):
    desk = promising(town)
    complain(town)  # and one that nobody answers
    at(town, date(2027, 2, 10), 15)
    desk.signed_off()
    desk.does("response", sent_by="letter", signed_as="partner")
    desk.posted()

    this = year(town, "2027-03-31")
    returned = this["complaints"]
    assert (returned["new"], returned["resolved"], returned["upheld"]) == (2, 1, 1)
    assert (returned["brought_forward"], returned["carried_forward"]) == (0, 1)
    assert returned["subjects"] == {"clinical_treatment": 1, "communications": 1}
    complaints = row(this, "complaint")
    assert complaints["outcomes"] == {"upheld": 1}
    assert complaints["answered"] == {"in_time": 1, "waiting": 1}
    assert complaints["lessons"] == {"promised": 1}

    at(town, date(2027, 5, 4), 11)
    desk.version = 0
    desk.does("action-done", OFFICE, action="1", text="The protocol is in use")
    desk.does("outcome-report", sent_by="meeting", text="It is in use")
    desk.does("minutes", minute="2027-03/2")
    assert desk.does("closure")["state"] == "closed"

    assert year(town, "2027-03-31")["complaints"] == returned
    following = year(town, "2028-03-31")["complaints"]
    assert (following["brought_forward"], following["new"], following["resolved"]) == (1, 0, 0)
    page = sign_in(town, MANAGER).get(f"/staff/{REPORT}2027-03-31").text
    assert "The year to Wednesday 31 March 2027" in page


def test_sc_2_a_what_was_settled_at_once_is_no_complaint_of_the_return_and_stands_in_the_breakdown(
    town: InProcess,
):
    program = Program(town).sign_in(RECEPTION)
    _, case = program.post("/api/cases", A_CALL, **{"Idempotency-Key": "sc-2"})
    at(town, date(2026, 12, 29), 9, 40)
    Desk(town, case["href"]).does(
        "informal-resolution", OFFICE, satisfied=True, text="We explained the wait"
    )

    report = year(town, "2027-03-31")

    concerns = row(report, "concern")
    assert (concerns["received"], concerns["outcomes"]) == (1, {"resolved_informally": 1})
    assert concerns["at_once"] == {"missed": 1}, "24 hours were our own target"
    assert not any(report["complaints"][name] for name in ("new", "resolved", "carried_forward"))


def test_s2_37_what_was_withdrawn_leaves_the_return_without_being_resolved(town: InProcess):
    _, _, number = complain(town)
    desk = Desk(town, f"/api/cases/WLP-{number}")
    desk.does("withdrawal", in_writing=True, text="No more of it")

    returned = year(town, "2027-03-31")["complaints"]

    assert (returned["new"], returned["resolved"], returned["ended_otherwise"]) == (1, 0, 1)
    assert returned["carried_forward"] == 0


def test_a_year_that_is_none_is_refused_and_the_present_one_is_shown_unasked(town: InProcess):
    program = Program(town).sign_in(MANAGER)

    assert program.get(f"/api/{REPORT}2027-01-31")[0] == 422
    town.clock.move_to(london(date(2027, 4, 1), 0, 30))
    assert program.get("/api/figures/report")[1]["year_ends_on"] == "2028-03-31"
