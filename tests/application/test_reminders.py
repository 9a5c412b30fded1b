"""The tick: every promise is remembered, each reminder comes once (domain.md 4.7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.domain.casework import Acknowledgement, Assignment
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import Channel
from chalicelib.domain.reference import CaseNumber
from tests.asking import acknowledge_case
from tests.builders import HANDLER, MANAGER, PRACTICE, an_intake, london
from tests.fakes import FakeWorld

NUMBER = CaseNumber("100001")
EVE, DUE, BREACH = london(date(2026, 12, 30)), london(date(2026, 12, 31)), london(date(2027, 1, 4))


@pytest.fixture
def received(world: FakeWorld) -> FakeWorld:
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    world.mail.sent.clear()
    return world


def tick(world: FakeWorld, at) -> None:
    world.clock.move_to(at)
    look_after_due(world.ports)
    world.deliver()


def subjects(world: FakeWorld, address: str) -> list[str]:
    return [mail.subject.split()[-1] for mail in world.mail.to(address)]


def test_the_manager_is_reminded_the_day_before_and_on_the_day_and_told_of_the_breach(
    received: FakeWorld,
):
    for at in (EVE, DUE, BREACH):
        tick(received, at)

    assert subjects(received, MANAGER.email) == ["reminder", "reminder", "breach"]


def test_nothing_is_sent_before_nine(received: FakeWorld):
    tick(received, EVE - timedelta(minutes=1))

    assert received.mail.sent == []


def test_a_tick_every_minute_for_a_month_sends_each_reminder_once(received: FakeWorld):
    at = EVE - timedelta(hours=1)
    while at < BREACH + timedelta(hours=2):
        tick(received, at)
        at += timedelta(minutes=7)

    assert subjects(received, MANAGER.email) == ["reminder", "reminder", "breach"]


def test_after_days_without_a_tick_only_the_latest_is_sent(received: FakeWorld):
    tick(received, BREACH + timedelta(days=2))

    assert subjects(received, MANAGER.email) == ["breach"]


def test_the_handler_is_reminded_where_there_is_one(received: FakeWorld):
    case = received.cases.load(NUMBER).case
    assign_case(Request(MANAGER, case.reference, case.version), Assignment(HANDLER.id), received.ports)

    tick(received, EVE)

    assert subjects(received, HANDLER.email) == ["assignment", "reminder"]
    assert subjects(received, MANAGER.email) == []


def test_an_acknowledged_complaint_is_not_reminded_of(received: FakeWorld):
    received.clock.move_to(EVE - timedelta(hours=1))
    case = received.cases.load(NUMBER).case
    done = Acknowledgement(Channel.TELEPHONE, (Channel.MEETING,), received.clock.at)
    acknowledge_case(Request(MANAGER, case.reference, case.version), done, received.ports)

    for at in (EVE, DUE, BREACH):
        tick(received, at)

    assert received.mail.sent == []


def test_one_case_that_cannot_be_read_does_not_hold_up_the_others(received: FakeWorld):
    open_case(an_intake(key="two"), organisation=PRACTICE, by=PUBLIC, ports=received.ports)
    received.deliver()
    received.mail.sent.clear()
    broken, whole = list(received.cases.files)
    load = received.cases.load
    received.cases.load = lambda number: load("missing" if number == broken else number)  # type: ignore[method-assign]

    report = look_after_due_at(received, EVE)

    assert (report.looked_at, report.failed) == (2, 1)
    received.cases.load = load  # type: ignore[method-assign]
    assert [e.type for e in received.cases.load(whole).events][-1] == "reminder.sent"


def look_after_due_at(world: FakeWorld, at):
    world.clock.move_to(at)
    return look_after_due(world.ports)
