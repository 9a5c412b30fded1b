"""Timetables: the table and the fake keep them alike."""

from __future__ import annotations

import pytest

from chalicelib.adapters.timetable_table import TimetableTable
from chalicelib.application.timetable_ports import TimetableStore
from chalicelib.domain.events import EventType, Happening
from chalicelib.domain.timetable import chained
from tests.builders import PRACTICE, an_occasion
from tests.fakes import FakeTimetable

CALLED = Happening(EventType.REPORT_CALLED_FOR, {"kind": "monthly", "period": "2026-12"})
DONE = Happening(EventType.REPORT_GENERATED, {"period": "2026-12"}, {"text": "Minute 4"})


@pytest.fixture(params=["table", "memory"])
def store(request: pytest.FixtureRequest) -> TimetableStore:
    if request.param == "memory":
        return FakeTimetable()
    return TimetableTable(request.getfixturevalue("table"))


def test_a_timetable_is_read_as_it_was_written(store: TimetableStore):
    first = chained(PRACTICE.id, (), [CALLED], an_occasion())
    second = chained(PRACTICE.id, first, [DONE], an_occasion())

    assert store.of(PRACTICE.id) == ()
    assert store.add(PRACTICE.id, first)
    assert store.add(PRACTICE.id, second)
    assert store.of(PRACTICE.id) == (*first, *second)


def test_of_two_who_write_the_same_next_event_one_is_refused(store: TimetableStore):
    first = chained(PRACTICE.id, (), [CALLED], an_occasion())

    assert store.add(PRACTICE.id, first)
    assert not store.add(PRACTICE.id, chained(PRACTICE.id, (), [DONE], an_occasion()))
    assert store.of(PRACTICE.id) == first
