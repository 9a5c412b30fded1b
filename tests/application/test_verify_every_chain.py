"""Each day every history is verified, against itself and against what nobody can change."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.application.open_case import open_case
from chalicelib.application.verify_every_chain import Verification, verify_every_chain
from chalicelib.domain.events import PUBLIC, Head
from chalicelib.domain.reference import CaseNumber
from tests.builders import PRACTICE, an_intake
from tests.fakes import FakeRoots, FakeWorld


@pytest.fixture
def roots(world: FakeWorld) -> FakeRoots:
    return world.roots


@pytest.fixture
def cases(world: FakeWorld) -> list[CaseNumber]:
    """Three complaints of three people."""
    received = [
        open_case(an_intake(key=f"k{n}"), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
        for n in range(3)
    ]
    world.deliver()
    return [each.reference.number for each in received]


def verified(world: FakeWorld, roots: FakeRoots) -> Verification:
    return verify_every_chain(world.ports, roots, has_time=lambda: True)


def a_day_later(world: FakeWorld) -> None:
    world.clock.forward(timedelta(days=1))


def alter(world: FakeWorld, number: CaseNumber) -> None:
    """Change what the first event says, past the app."""
    file = world.cases.files[number]
    first = replace(file.events[0], facts={**file.events[0].facts, "subject": "nothing"})
    world.cases.files[number] = replace(file, events=(first, *file.events[1:]))


def rewrite(world: FakeWorld, number: CaseNumber) -> None:
    """Write the whole chain anew, so that it holds by itself: what a clever forger would do."""
    file = world.cases.files[number]
    events, head = [], Head(0, "")
    for event in file.events:
        forged = replace(event, previous=head.hash, facts={**event.facts, "forged": "yes"})
        forged = replace(forged, hash=forged.expected_hash())
        events.append(forged)
        head = Head(forged.seq, forged.hash)
    case = replace(file.case, head=head)
    world.cases.files[number] = replace(file, events=tuple(events), case=case)


def test_whole_histories_are_counted_and_their_ends_kept(
    world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]
):
    found = verified(world, roots)

    assert (found.checked, found.broken, found.gone, found.complete) == (3, 0, 0, True)
    assert set(roots.kept[0].by_case) == set(cases)
    assert found.root == roots.kept[0].root


def test_the_roots_of_the_days_are_a_chain(world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]):
    first = verified(world, roots)
    a_day_later(world)
    verified(world, roots)

    assert roots.kept[1].previous == first.root


def test_one_broken_history_does_not_hide_the_others(
    world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]
):
    alter(world, cases[1])

    found = verified(world, roots)

    assert (found.checked, found.broken) == (3, 1)
    assert cases[1] not in roots.kept[0].by_case
    assert cases[1] not in str(world.log.lines)


def test_a_chain_that_was_written_anew_is_found_by_the_root_of_an_earlier_day(
    world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]
):
    verified(world, roots)
    a_day_later(world)
    rewrite(world, cases[2])

    assert verified(world, roots).broken == 1


def test_a_case_that_was_kept_and_is_gone_is_counted(
    world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]
):
    verified(world, roots)
    a_day_later(world)
    del world.cases.files[cases[0]]

    found = verified(world, roots)

    assert (found.broken, found.gone) == (0, 1)


def test_a_history_that_has_grown_is_the_same_history(
    world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]
):
    verified(world, roots)
    a_day_later(world)
    from chalicelib.application.look_after_due import look_after_due

    world.clock.forward(timedelta(days=14))
    look_after_due(world.ports)

    assert verified(world, roots).broken == 0


def test_a_second_run_on_one_day_finds_the_same(
    world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]
):
    first, second = verified(world, roots), verified(world, roots)

    assert first == second


def test_a_run_without_time_keeps_no_root(world: FakeWorld, roots: FakeRoots, cases: list[CaseNumber]):
    found = verify_every_chain(world.ports, roots, has_time=lambda: False)

    assert not found.complete
    assert roots.kept == []
