"""Each alarm of ours is made to fire: what it is named after is brought about, the function runs, and
what it says of that itself is what the alarm's expression is read on. While all is well none fires.

Alarms on queues of dead letters are of AWS's own numbers; their expressions are read in test_alarms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from chalice.test import Client

from app import app
from chalicelib import wiring
from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import CaseNumber
from infra.local.pump import schedule_event
from tests.builders import HANDLER, PRACTICE, an_intake
from tests.entry.visitors import Browser
from tests.fakes import FakeWorld
from tests.infra.test_alarms import ALARMS, JOBS, OURS, rings
from tests.published import published_body

DECLARED = date(2026, 12, 30)
ABSENT = {"TickMissing", "SweepMissing", "CalendarMissing", "VerifyMissing"}
"""The alarms that wait for a word: they fire when the job does not run."""

Cause = Callable[[FakeWorld], None]


def complained(world: FakeWorld, key: str = "k") -> CaseNumber:
    """A complaint that came just now."""
    intake = an_intake(key=key, received_at=world.clock.now())
    return open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference.number


def broken(world: FakeWorld, number: CaseNumber) -> None:
    """Every reading of this case fails from now on."""

    def load(asked: CaseNumber) -> Any:
        if asked == number:
            raise ValueError
        return whole(asked)

    whole = world.cases.load
    world.cases.load = load  # type: ignore[method-assign]


def due_and_broken(world: FakeWorld) -> None:
    number = complained(world)
    world.deliver()
    world.clock.forward(timedelta(days=20))
    broken(world, number)


def only_a_handler(world: FakeWorld) -> None:
    world.directory.people = (HANDLER,)


def a_list_that_is_none(world: FakeWorld) -> None:
    world.published.body = b"<html>"


def a_holiday_for_a_broken_case(world: FakeWorld) -> None:
    broken(world, complained(world))
    world.published.body = published_body(DECLARED)


def an_unreadable_case(world: FakeWorld) -> None:
    broken(world, complained(world))


def clocks_that_are_wrong(world: FakeWorld) -> None:
    world.cases.clocks[complained(world)] = ()


def mails_in(state: MessageState, cases: int) -> Cause:
    """So many complaints whose mails are all in this state."""

    def put(world: FakeWorld) -> None:
        for each in range(cases):
            number = complained(world, f"k{each}")
            file = world.cases.files[number]
            mails = tuple(replace(mail, state=state) for mail in file.messages)
            world.cases.files[number] = replace(file, messages=mails)

    return put


def a_day_later(*causes: Cause) -> Cause:
    """These, and then a day in which nobody does anything."""

    def do(world: FakeWorld) -> None:
        for cause in causes:
            cause(world)
        world.clock.forward(timedelta(days=20))

    return do


def an_altered_history(world: FakeWorld) -> None:
    number = complained(world)
    file = world.cases.files[number]
    first = replace(file.events[0], facts={**file.events[0].facts, "subject": "nothing"})
    world.cases.files[number] = replace(file, events=(first, *file.events[1:]))


def a_case_taken_away(world: FakeWorld) -> None:
    number = complained(world)
    run(world, "VerifyChains")
    world.clock.forward(timedelta(days=1))
    del world.cases.files[number]


def guessing(world: FakeWorld) -> None:
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        for n in range(51):
            form = {"username": f"somebody.{n % 6}", "password": "wrong"}
            Browser(client).post("/staff/sign-in", **form)


CAUSES: Mapping[str, Cause] = {
    "DueFailing": due_and_broken,
    "DueLate": due_and_broken,
    "RoleVacant": only_a_handler,
    "SignInsRefused": guessing,
    "SweepFailing": an_unreadable_case,
    "SweepRepairing": clocks_that_are_wrong,
    "MessagesStale": a_day_later(mails_in(MessageState.OWED, 1)),
    "AcknowledgementsOverdue": a_day_later(mails_in(MessageState.SENT, 1)),
    "MailsUndelivered": mails_in(MessageState.BOUNCED, 21),
    "CalendarNotTakenUp": a_list_that_is_none,
    "CasesNotMoved": a_holiday_for_a_broken_case,
    "ChainsBroken": an_altered_history,
    "CasesGone": a_case_taken_away,
}


def run(world: FakeWorld, function: str) -> None:
    """The function of this name, if it is a job; what people at pages cause was said already."""
    if function in JOBS:
        with wiring.visiting(world.behind_doors()):
            JOBS[function](schedule_event(), None)


def said_to(name: str, world: FakeWorld) -> list[list[float]]:
    """What the function says to its alarm, run once in each period that the alarm looks at."""
    alarm = ALARMS[name]
    periods = []
    for _ in range(alarm["EvaluationPeriods"]):
        run(world, alarm["Dimensions"][0]["Value"]["Ref"])
        measured = [facts for kind, _, facts in world.log.lines if kind == "measure"]
        metric = alarm["MetricName"]
        periods.append([facts[metric] for facts in measured if metric in facts])
        world.log.lines.clear()
        world.clock.forward(timedelta(seconds=alarm["Period"]))
    return periods


def test_every_alarm_of_ours_is_made_to_fire():
    assert CAUSES.keys() | ABSENT == OURS.keys()


@pytest.mark.parametrize("name", CAUSES)
def test_issue_7_an_alarm_fires_on_what_its_function_says_when_it_is_so(world: FakeWorld, name: str):
    world.published.body = published_body()
    assert not rings(name, *said_to(name, world)), "all is well"

    CAUSES[name](world)

    assert rings(name, *said_to(name, world))


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_issue_7_an_alarm_that_waits_for_a_job_is_quiet_while_it_runs(world: FakeWorld, name: str):
    world.published.body = published_body()

    assert not rings(name, *said_to(name, world))
    assert rings(name, *[[]] * ALARMS[name]["EvaluationPeriods"])
