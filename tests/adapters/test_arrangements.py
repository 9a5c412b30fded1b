"""What staff arranged: the table and the fake keep it alike."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.adapters.arrangement_table import ArrangementTable
from chalicelib.application.ports import ArrangementStore
from chalicelib.domain.arrangements import Absence, Arrangements
from tests.builders import HANDLER, OFFICE, PRACTICE
from tests.fakes import FakeArrangements

NOTHING = Arrangements(HANDLER.id)
AWAY = Arrangements(HANDLER.id, OFFICE.id, (Absence(date(2026, 12, 24), date(2027, 1, 4)),), 8)


@pytest.fixture(params=["table", "memory"])
def store(request: pytest.FixtureRequest) -> ArrangementStore:
    if request.param == "memory":
        return FakeArrangements()
    return ArrangementTable(request.getfixturevalue("table"))


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
