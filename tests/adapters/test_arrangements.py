"""What staff arranged: the table and the fake keep it alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.adapters.arrangement_table import ArrangementTable
from chalicelib.adapters.turn_table import TurnTable
from chalicelib.application.personal import ArrangementStore, TurnChange, Turns
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.digest import Turn
from tests.builders import HANDLER, OFFICE, PRACTICE, london
from tests.fakes import FakeArrangements

NOTHING = Arrangements(HANDLER.id)
AWAY = Arrangements(HANDLER.id, OFFICE.id, (Absence(date(2026, 12, 24), date(2027, 1, 4)),), 8)


@pytest.fixture(params=["table", "memory"])
def kept(request: pytest.FixtureRequest) -> tuple[ArrangementStore, Turns]:
    if request.param == "memory":
        fake = FakeArrangements()
        return fake, fake.turns
    table = request.getfixturevalue("table")
    return ArrangementTable(table), TurnTable(table)


@pytest.fixture
def store(kept: tuple[ArrangementStore, Turns]) -> ArrangementStore:
    return kept[0]


@pytest.fixture
def turns(kept: tuple[ArrangementStore, Turns]) -> Turns:
    return kept[1]


def test_somebody_who_arranged_nothing_has_nothing_arranged(store: ArrangementStore):
    assert store.of(PRACTICE.id, HANDLER.id) == NOTHING
    assert store.of_all(PRACTICE.id) == {}


def test_what_was_arranged_is_kept_for_its_organisation(store: ArrangementStore):
    assert store.save(PRACTICE.id, AWAY, seen=NOTHING)

    assert store.of(PRACTICE.id, HANDLER.id) == AWAY
    assert store.of_all(PRACTICE.id) == {HANDLER.id: AWAY}


def test_what_changed_meanwhile_is_not_overwritten(store: ArrangementStore):
    store.save(PRACTICE.id, AWAY, seen=NOTHING)

    assert not store.save(PRACTICE.id, NOTHING, seen=NOTHING)
    assert store.of(PRACTICE.id, HANDLER.id) == AWAY
    assert store.save(PRACTICE.id, NOTHING, seen=AWAY)
    assert store.of(PRACTICE.id, HANDLER.id) == NOTHING


AT_EIGHT = london(date(2026, 12, 29), 8)
TURN = Turn(PRACTICE.id, HANDLER.id, AT_EIGHT)
LATER = replace(TURN, at=AT_EIGHT + timedelta(days=1))


def test_a_turn_is_due_from_its_moment_until_it_is_exchanged(turns: Turns):
    assert turns.exchange(None, TURN)

    assert list(turns.due(AT_EIGHT - timedelta(seconds=1))) == []
    assert list(turns.due(AT_EIGHT)) == [TURN]
    assert turns.exchange(TURN, LATER)
    assert list(turns.due(AT_EIGHT)) == []
    assert turns.of(PRACTICE.id, HANDLER.id) == LATER


def test_a_turn_that_moved_meanwhile_is_not_taken_by_a_second(turns: Turns):
    turns.exchange(None, TURN)
    turns.exchange(TURN, LATER)

    assert not turns.exchange(TURN, replace(TURN, claimed=True))
    assert not turns.exchange(None, TURN)


def test_a_dropped_turn_is_never_due_and_can_begin_again(turns: Turns):
    turns.exchange(None, TURN)

    turns.drop(TURN)

    assert list(turns.due(AT_EIGHT + timedelta(days=400))) == []
    assert turns.exchange(TURN, LATER)
    assert list(turns.due(LATER.at)) == [LATER]


def test_arrangements_and_the_turn_of_the_list_are_kept_together_or_not_at_all(
    store: ArrangementStore, turns: Turns
):
    assert store.save(PRACTICE.id, AWAY, seen=NOTHING, turn=TurnChange(None, TURN))
    assert turns.of(PRACTICE.id, HANDLER.id) == TURN

    stale = TurnChange(LATER, LATER)

    assert not store.save(PRACTICE.id, NOTHING, seen=AWAY, turn=stale)
    assert store.of(PRACTICE.id, HANDLER.id) == AWAY
