"""What desks promise, held against the table and the one of the tests."""

from __future__ import annotations

import pytest

from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.desk_table import DeskTable
from chalicelib.application.desk_ports import Desks
from chalicelib.application.ports import CaseStore
from chalicelib.domain.own_desk import Desk, SavedView, seen, with_view
from tests.builders import CHRISTMAS_EVE, MANAGER, PRACTICE, a_receipt
from tests.fake_desks import FakeDesks
from tests.fakes import FakeCases

EMPTY = Desk(MANAGER.id)
KEPT = with_view(EMPTY, SavedView("Late ones", "view=team&due=overdue"))


@pytest.fixture(params=["table", "fake"])
def kept(request: pytest.FixtureRequest) -> tuple[Desks, CaseStore]:
    if request.param == "fake":
        cases = FakeCases()
        return FakeDesks(cases.counts), cases
    table = request.getfixturevalue("table")
    return DeskTable(table), CaseTable(table)


def test_a_desk_comes_back_as_it_was_kept(kept: tuple[Desks, CaseStore]):
    desks, _ = kept

    assert desks.of(PRACTICE.id, MANAGER.id) == EMPTY
    assert desks.save(PRACTICE.id, KEPT, seen=EMPTY)
    assert desks.of(PRACTICE.id, MANAGER.id) == KEPT
    assert desks.save(PRACTICE.id, EMPTY, seen=KEPT)
    assert desks.save(PRACTICE.id, seen(EMPTY, CHRISTMAS_EVE), seen=EMPTY)


def test_of_two_who_keep_at_once_one_is_told(kept: tuple[Desks, CaseStore]):
    desks, _ = kept
    desks.save(PRACTICE.id, KEPT, seen=EMPTY)

    assert not desks.save(PRACTICE.id, seen(EMPTY, CHRISTMAS_EVE), seen=EMPTY)
    assert desks.of(PRACTICE.id, MANAGER.id) == KEPT


def test_a_desk_comes_with_the_counters(kept: tuple[Desks, CaseStore]):
    desks, cases = kept
    assert desks.with_counts(PRACTICE.id, MANAGER.id) == (EMPTY, {})
    received = a_receipt()
    cases.save(received)
    cases.tally(received.file.case.number)
    desks.save(PRACTICE.id, KEPT, seen=EMPTY)

    desk, counts = desks.with_counts(PRACTICE.id, MANAGER.id)

    assert desk == KEPT
    assert counts["unassigned:complaints"] == 1
