"""Whether Candour works: what the jobs say, as staff and programs read it (issue 7, point 4)."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from chalice.test import Client

from chalicelib import wiring
from chalicelib.domain.health import Job
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import Reference
from chalicelib.entry.schedules import refresh_calendar_nightly, sweep, tick, verify_chains
from infra.local.pump import schedule_event
from tests.builders import PRACTICE, an_intake
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

MEASURED = ("measure", "sweep")
PAGE, API = "/staff/status", "/api/status"
JOBS = (tick, sweep, refresh_calendar_nightly, verify_chains)


def all_jobs(world: FakeWorld) -> None:
    with wiring.visiting(world.behind_doors()):
        for job in JOBS:
            job(schedule_event(), None)


def put_in_state(world: FakeWorld, state: MessageState) -> None:
    """A complaint whose receipt stands in a state."""
    from chalicelib.application.open_case import open_case
    from chalicelib.domain.events import PUBLIC

    intake = an_intake(received_at=world.clock.now())
    number = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference.number
    file = world.cases.files[number]
    messages = tuple(replace(each, state=state) for each in file.messages)
    world.cases.files[number] = replace(file, messages=messages)


def test_before_the_first_night_nothing_is_said_to_work_that_never_ran(
    world: FakeWorld, manager: Browser
):
    assert said(manager.get(PAGE)).count("Not run yet") == 4


def test_when_every_job_has_run_the_page_says_that_all_works(world: FakeWorld, manager: Browser):
    all_jobs(world)

    page = said(manager.get(PAGE))

    assert "Candour works" in page
    assert page.count("Last run on 24 December 2026 at 3:10pm") == 4
    assert "Stands still" not in page


def test_reminders_that_stand_still_are_said_with_what_to_do_meanwhile(
    world: FakeWorld, manager: Browser
):
    all_jobs(world)
    world.clock.forward(timedelta(minutes=10))

    page = said(manager.get(PAGE))

    assert "Part of Candour stands still" in page
    assert "Look at your list for what is due today and tomorrow" in page
    assert page.count("Stands still") == 1, "the others may be silent for longer"


def test_emails_that_did_not_arrive_are_counted_with_what_to_do(world: FakeWorld, manager: Browser):
    put_in_state(world, MessageState.BOUNCED)
    all_jobs(world)

    page = said(manager.get(PAGE))

    assert "Candour works, and something needs a look" in page
    assert "2 emails did not arrive" in page
    assert "ring or write instead" in page


def test_a_program_reads_the_same(world: FakeWorld, program: Program):
    all_jobs(world)
    world.clock.forward(timedelta(hours=3))

    answer = json.loads(program.get(API).body)

    assert {each["job"]: each["health"] for each in answer["items"]} == {
        Job.TICK: "stands_still",
        Job.SWEEP: "stands_still",
        Job.CALENDAR: "worries",
        Job.VERIFICATION: "works",
    }


@pytest.mark.parametrize("path", [PAGE, API])
def test_nobody_reads_it_without_signing_in(world: FakeWorld, app_client: Client, path: str):
    assert app_client.http.get(path).status_code in (303, 401)


def test_the_sweep_counts_what_is_promised_and_tells_it_as_metrics(world: FakeWorld):
    put_in_state(world, MessageState.OWED)
    world.clock.forward(timedelta(days=20))

    with wiring.visiting(world.behind_doors()):
        sweep(schedule_event(), None)

    (facts,) = (facts for level, said, facts in world.log.lines if (level, said) == MEASURED)
    assert facts["MessagesStale"] >= 1
    assert facts["ClocksLate"] >= 1, "nobody acknowledged it"
    assert facts["AcknowledgementsOverdue"] == 1
    assert (facts["AcknowledgedInTime"], facts["AcknowledgedLate"]) == (0, 0)


@pytest.mark.parametrize(
    ("days", "in_time_and_late"), [(0, (1, 0)), (20, (0, 1))], ids=["in time", "late"]
)
def test_issue_7_the_sweep_tells_whether_acknowledgements_were_in_time(
    world: FakeWorld,
    program: Program,
    reference: Reference,
    days: int,
    in_time_and_late: tuple[int, int],
):
    world.clock.forward(timedelta(days=days))
    seen = {"version": version_of(world, reference), "how": "telephone", "offered": ["telephone"]}
    done = program.post(f"/api/cases/{reference.in_url}/acknowledgement", seen)
    assert done.status_code == 200, done.json_body

    with wiring.visiting(world.behind_doors()):
        sweep(schedule_event(), None)

    facts = [facts for level, said, facts in world.log.lines if (level, said) == MEASURED][-1]
    assert (facts["AcknowledgedInTime"], facts["AcknowledgedLate"]) == in_time_and_late
    assert facts["AcknowledgementsOverdue"] == 0
