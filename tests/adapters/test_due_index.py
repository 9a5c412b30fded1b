"""The tick reads the days on which something can be due, and no others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from unittest.mock import ANY

import pytest

from chalicelib.adapters.due_index import FIRST_LOOK_BACK, DueIndex, place_of
from chalicelib.adapters.keys import due_place
from chalicelib.adapters.table import Table
from chalicelib.application.due_ports import Round

NOW = datetime(2027, 1, 12, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def asked(table: Table) -> Iterator[list[str]]:
    """The calls that were made of DynamoDB, by name."""
    calls: list[str] = []

    def called(model: object, **_: object) -> None:
        calls.append(model.name)  # type: ignore[attr-defined]

    table.client.meta.events.register("before-call.*.*", called)
    yield calls
    table.client.meta.events.unregister("before-call.*.*", called)


def write(table: Table, name: str, due_at: datetime, at: datetime) -> None:
    table.put({"pk": "CASE#100001", "sk": f"CLOCK#{name}", **due_place(due_at, at=at)})


def told(table: Table, name: str) -> None:
    table.put({"pk": "CASE#100001", "sk": f"CLOCK#{name}"})


def due(table: Table, now: datetime) -> list[str]:
    return [each["sk"].removeprefix("CLOCK#") for each in DueIndex(table).due(now).entries]


def test_a_tick_with_nothing_to_do_asks_where_to_look_and_looks_at_two_days(
    table: Table, asked: list[str]
):
    due(table, NOW)
    asked.clear()

    assert due(table, NOW + MINUTE) == []
    assert asked == ["GetItem", "Query", "Query"]


def test_something_is_due_at_its_moment_and_not_before(table: Table):
    write(table, "ACK", NOW, at=NOW - DAY)

    assert due(table, NOW - timedelta(seconds=1)) == []
    assert due(table, NOW) == ["ACK"]


def test_an_outage_of_weeks_loses_nothing(table: Table):
    due(table, NOW)
    for n in range(40):
        write(table, f"{n:02}", NOW + n * DAY, at=NOW)

    assert due(table, NOW + 39 * DAY) == [f"{n:02}" for n in range(40)]


def test_a_clock_that_was_put_forward_by_months_finds_what_became_due_meanwhile(table: Table):
    due(table, NOW)
    write(table, "6M", NOW + 150 * DAY, at=NOW)

    assert due(table, NOW + 160 * DAY) == ["6M"]


def test_after_an_outage_the_tick_looks_at_two_days_again(table: Table, asked: list[str]):
    due(table, NOW)
    due(table, NOW + 30 * DAY)
    asked.clear()

    due(table, NOW + 30 * DAY + MINUTE)

    assert asked == ["GetItem", "Query", "Query"]


def test_what_is_overdue_when_it_is_written_is_found_though_its_day_is_read_no_more(table: Table):
    due(table, NOW)
    write(table, "ACK", NOW - 20 * DAY, at=NOW)

    assert due(table, NOW + MINUTE) == ["ACK"]
    assert due(table, NOW + 9 * DAY) == ["ACK"]


def test_what_cannot_be_dealt_with_is_found_every_time_until_it_is(table: Table, asked: list[str]):
    write(table, "ACK", NOW, at=NOW - DAY)
    for n in range(12):
        assert due(table, NOW + n * DAY) == ["ACK"]

    told(table, "ACK")
    assert due(table, NOW + 12 * DAY) == []
    asked.clear()
    due(table, NOW + 12 * DAY + MINUTE)

    assert asked == ["GetItem", "Query", "Query"]


def test_what_a_slow_writer_wrote_under_the_day_before_is_found(table: Table):
    midnight = datetime(2027, 1, 13, tzinfo=UTC)
    due(table, midnight + MINUTE)
    write(table, "ACK", NOW - 5 * DAY, at=midnight - timedelta(seconds=1))

    assert due(table, midnight + 2 * MINUTE) == ["ACK"]


def test_a_clock_that_was_put_back_finds_what_is_due_then(table: Table):
    due(table, NOW + 100 * DAY)
    write(table, "ACK", NOW + MINUTE, at=NOW)

    assert due(table, NOW) == []
    assert due(table, NOW + 10 * DAY) == ["ACK"]


def test_a_tick_that_ends_days_late_makes_the_next_one_read_more_and_not_less(table: Table):
    slow = DueIndex(table).due(NOW).entries
    due(table, NOW + 3 * DAY)
    write(table, "ACK", NOW + 3 * DAY, at=NOW + 3 * DAY)

    assert [*slow] == []
    assert due(table, NOW + 3 * DAY) == ["ACK"]


def test_a_tick_that_is_cut_off_while_it_reads_forgets_nothing(table: Table):
    write(table, "one", NOW - 3 * DAY, at=NOW - 4 * DAY)
    write(table, "two", NOW - 2 * DAY, at=NOW - 4 * DAY)
    cut_off = DueIndex(table).due(NOW).entries
    next(cut_off)
    del cut_off

    assert due(table, NOW) == ["one", "two"]


def interrupted(table: Table, now: datetime, *, after: int) -> list[str]:
    """What a tick found that had time for so many."""
    found = list(islice(DueIndex(table).due(now).entries, after))
    DueIndex(table).interrupt(Round(place_of(found[-1]), oldest=now, failed=1))
    return [each["sk"].removeprefix("CLOCK#") for each in found]


def test_a_tick_goes_on_behind_the_last_thing_of_the_one_before_and_then_from_the_front(table: Table):
    for n in range(5):  # due in the same second
        write(table, str(n), NOW - DAY, at=NOW - 4 * DAY)
    write(table, "5", NOW, at=NOW - 4 * DAY)

    first = interrupted(table, NOW, after=2)
    told(table, first[-1])
    second = interrupted(table, NOW, after=2)
    assert DueIndex(table).due(NOW).round == Round(ANY, oldest=NOW, failed=1)
    third = due(table, NOW)

    assert [*first, *second, *third] == ["0", "1", "2", "3", "4", "5"]
    assert due(table, NOW) == ["0", "2", "3", "4", "5"]
    assert DueIndex(table).due(NOW).round == Round()


def test_a_round_of_several_days_and_ticks_lets_no_day_be_forgotten(table: Table):
    due(table, NOW)
    for n in range(4):
        write(table, str(n), NOW + n * DAY, at=NOW)
    after = NOW + 9 * DAY

    assert interrupted(table, after, after=2) == ["0", "1"]
    assert due(table, after) == ["2", "3"]
    assert due(table, after + MINUTE) == ["0", "1", "2", "3"]


def test_the_first_tick_of_all_may_be_interrupted(table: Table):
    for n in range(3):
        write(table, str(n), NOW - (20 - n) * DAY, at=NOW - 30 * DAY)

    assert interrupted(table, NOW, after=2) == ["0", "1"]
    assert due(table, NOW) == ["2"]
    assert due(table, NOW) == ["0", "1", "2"]


def test_a_clock_that_was_put_back_before_an_interrupted_round_begins_a_new_one(table: Table):
    write(table, "far", NOW + 100 * DAY, at=NOW)
    interrupted(table, NOW + 100 * DAY, after=1)
    write(table, "ACK", NOW, at=NOW)

    assert due(table, NOW) == ["ACK"]


def test_the_first_tick_of_all_looks_back_a_month(table: Table):
    write(table, "ACK", NOW - FIRST_LOOK_BACK, at=NOW - FIRST_LOOK_BACK - DAY)

    assert due(table, NOW) == ["ACK"]


STANDS = {
    "under its own day": (NOW + DAY, "DUE#2027-01-13", True),
    "under another day than its own": (NOW + DAY, "DUE#2027-01-14", False),
    "overdue, under the day of the writing": (NOW - 9 * DAY, "DUE#2027-01-12", True),
    "overdue, under a day that is still read": (NOW - 9 * DAY, "DUE#2027-01-11", True),
    "overdue, under a day that is read no more": (NOW - 9 * DAY, "DUE#2027-01-03", False),
    "overdue, under a day to come": (NOW - 9 * DAY, "DUE#2027-01-13", False),
    "under a number, as before there were days": (NOW - DAY, "DUE#1", False),
    "under a high number, as before there were days": (NOW + DAY, "DUE#3", False),
    "nowhere": (NOW + DAY, "", False),
}


@pytest.mark.parametrize(("due_at", "shard", "seen"), STANDS.values(), ids=STANDS)
def test_whether_something_will_be_seen_in_time(table: Table, due_at: datetime, shard: str, seen: bool):
    due(table, NOW)
    item = {"due_at": due_at.isoformat()} | ({"due_shard": shard} if shard else {})

    assert DueIndex(table).will_be_seen(item, NOW) is seen
