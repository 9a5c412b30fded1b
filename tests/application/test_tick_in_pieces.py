"""More is due than one tick can do: each does its part, and the next goes on behind it (0107)."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from chalicelib.application.look_after_due import AT_ONCE, TickReport, look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.reference import CaseNumber
from tests.builders import CHRISTMAS_EVE, PRACTICE, an_intake, london
from tests.fakes import FakeWorld

EVE = london(date(2026, 12, 30))
MINUTE = timedelta(minutes=1)


class Budget:
    """Time for so many things, and for no more."""

    def __init__(self, things: int) -> None:
        self.left = things

    def __call__(self) -> bool:
        self.left -= 1
        return self.left >= 0


def receive(world: FakeWorld, cases: int) -> list[CaseNumber]:
    """As many complaints of one day: their reminders are due in the same second."""
    before = set(world.cases.files)
    for n in range(cases):
        intake = an_intake(key=f"{world.clock.at}-{n}", received_at=world.clock.at)
        open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return sorted(set(world.cases.files) - before)


def tick(world: FakeWorld, at, *, things: int) -> TickReport:
    world.clock.move_to(at)
    return look_after_due(world.ports, has_time=Budget(things))


def ticks(world: FakeWorld, at, *, things: int) -> int:
    """How many ticks, a minute apart, one round takes."""
    for n in range(1, 1000):
        if tick(world, at + n * MINUTE, things=things).complete:
            return n
    raise AssertionError("the round never ends")


def told(world: FakeWorld) -> Counter[CaseNumber]:
    return Counter(
        number
        for number, file in world.cases.files.items()
        for event in file.events
        if event.type == "reminder.sent"
    )


def unreadable(world: FakeWorld, broken: list[CaseNumber]) -> None:
    load = world.cases.load
    world.cases.load = lambda number: load("missing" if number in broken else number)  # type: ignore[method-assign, arg-type]


def test_whatever_is_due_at_once_is_told_once_each_however_short_a_tick_is(world: FakeWorld):
    numbers = receive(world, AT_ONCE + 5)

    assert ticks(world, EVE, things=40) > 2
    assert told(world) == dict.fromkeys(numbers, 1)
    assert tick(world, EVE + timedelta(hours=1), things=40) == TickReport(looked_at=0, failed=0)


def test_what_has_been_due_for_longest_comes_first(world: FakeWorld):
    world.clock.move_to(CHRISTMAS_EVE + timedelta(days=5))
    later = receive(world, 2)
    world.clock.move_to(CHRISTMAS_EVE)
    sooner = receive(world, 2)
    at = london(date(2027, 1, 5))

    first = tick(world, at, things=2)

    assert not first.complete
    assert sorted(told(world)) == []
    assert breached(world) == set(sooner)
    tick(world, at + MINUTE, things=10)
    assert breached(world) | set(told(world)) == {*sooner, *later}


def breached(world: FakeWorld) -> set[CaseNumber]:
    files = world.cases.files.items()
    return {n for n, file in files if any(e.type == "clock.breached" for e in file.events)}


def test_what_fails_at_every_tick_keeps_nobody_from_being_reminded(world: FakeWorld):
    broken = receive(world, 3)
    world.clock.move_to(CHRISTMAS_EVE + timedelta(hours=1))
    whole = receive(world, 2)
    unreadable(world, broken)

    # Two things a tick: whoever begins with the longest due each time never comes to the whole ones.
    assert ticks(world, EVE, things=2) == 3
    assert set(told(world)) == set(whole)


def test_a_round_of_several_ticks_reports_all_its_failures_and_its_oldest(world: FakeWorld):
    broken = receive(world, 3)
    unreadable(world, broken[:2])
    tick(world, EVE + timedelta(hours=1), things=2)

    report = tick(world, EVE + timedelta(hours=1) + MINUTE, things=2)

    assert (report.looked_at, report.failed, report.complete) == (1, 2, True)
    assert report.oldest == timedelta(hours=1) + MINUTE


def test_what_failed_is_tried_again_in_the_next_round(world: FakeWorld):
    numbers = receive(world, 3)
    load = world.cases.load
    unreadable(world, numbers)
    ticks(world, EVE, things=2)
    world.cases.load = load  # type: ignore[method-assign]

    ticks(world, EVE + timedelta(hours=1), things=2)

    assert told(world) == dict.fromkeys(numbers, 1)


def test_two_ticks_at_once_in_the_middle_of_a_round_tell_everybody_once(world: FakeWorld):
    numbers = receive(world, 6)
    tick(world, EVE, things=2)
    interrupted = world.cases.round
    tick(world, EVE + MINUTE, things=2)
    world.cases.round = interrupted  # the other one had read it before

    tick(world, EVE + MINUTE, things=100)

    assert told(world) == dict.fromkeys(numbers, 1)


def test_a_tick_without_any_time_leaves_everything_as_it_is(world: FakeWorld):
    numbers = receive(world, 2)

    assert tick(world, EVE, things=0) == TickReport(
        looked_at=0, failed=0, oldest=timedelta(), complete=False
    )
    assert tick(world, EVE, things=10).complete
    assert told(world) == dict.fromkeys(numbers, 1)
