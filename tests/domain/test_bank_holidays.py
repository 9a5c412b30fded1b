"""A published list of bank holidays is believed only for good reasons (issue 3, point 4)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.bank_holidays import (
    PublishedList,
    adds_nothing,
    faults_of,
    read_list,
    with_published,
)
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import ListUnreadable
from tests.builders import ENGLAND
from tests.published import NATION, as_published, published_body

TODAY = date(2026, 12, 1)
AT_FOUR = datetime(2026, 12, 1, 4, tzinfo=UTC)
ONE_OFF = date(2027, 6, 14)
COMPUTED = frozenset(ENGLAND.holidays)


def doubts(published: PublishedList, held: WorkingCalendar = ENGLAND) -> tuple[str, ...]:
    return faults_of(published, held, COMPUTED, TODAY)


def good_list() -> PublishedList:
    return read_list(published_body(), NATION)


def without(*days: date) -> PublishedList:
    whole = good_list().holidays
    return PublishedList(NATION, {day: title for day, title in whole.items() if day not in days})


def also(*days: date) -> PublishedList:
    return PublishedList(NATION, {**good_list().holidays, **dict.fromkeys(days, "A day declared")})


def up_to(year: int) -> PublishedList:
    whole = good_list().holidays
    return PublishedList(NATION, {day: title for day, title in whole.items() if day.year <= year})


def test_the_list_as_published_is_believed_and_adds_nothing_to_what_we_hold():
    published = good_list()

    assert doubts(published) == ()
    assert adds_nothing(published, ENGLAND)


def test_the_list_names_the_substitute_of_a_holiday_on_a_weekend_and_not_the_weekend():
    published = good_list()

    assert published.holidays[date(2027, 12, 27)] == "Christmas Day (substitute day)"
    assert date(2027, 12, 25) not in published.holidays


def test_one_day_declared_beyond_the_law_is_believed():
    published = also(ONE_OFF)

    assert doubts(published) == ()
    assert not adds_nothing(published, ENGLAND)


def test_a_list_that_reaches_a_year_further_is_believed():
    held = replace(
        ENGLAND,
        last=date(2027, 12, 31),
        holidays={day: title for day, title in ENGLAND.holidays.items() if day.year <= 2027},
    )

    assert doubts(good_list(), held) == ()
    assert with_published(good_list(), held, AT_FOUR).last == date(2028, 12, 31)


def test_a_shorter_list_that_declares_a_day_is_believed_and_loses_no_later_year():
    holidays = {**up_to(2027).holidays, ONE_OFF: "A day declared"}
    published = PublishedList(NATION, holidays)

    adopted = with_published(published, ENGLAND, AT_FOUR)

    assert doubts(published) == ()
    assert adopted.last == ENGLAND.last
    assert set(adopted.holidays) == {*ENGLAND.holidays, ONE_OFF}


def test_what_is_adopted_holds_every_day_held_before_and_comes_after_it_in_order():
    adopted = with_published(also(ONE_OFF), ENGLAND, AT_FOUR)

    assert ENGLAND.holidays.items() <= adopted.holidays.items()
    assert adopted.version == "england-and-wales/2026-12-01T040000Z"
    assert adopted.version > ENGLAND.version


@pytest.mark.parametrize(
    ("published", "doubt"),
    [
        pytest.param(
            without(date(2027, 3, 26)),
            "lacks Good Friday on 26 March 2027, which we hold",
            id="a holiday to come is gone",
        ),
        pytest.param(
            without(date(2027, 12, 27)),
            "lacks 27 December 2027, a bank holiday by law",
            id="a substitute day is gone",
        ),
        pytest.param(
            without(date(2025, 8, 25)),
            "lacks 25 August 2025, a bank holiday by law",
            id="a past holiday is gone",
        ),
        pytest.param(up_to(2026), "ends on 31 December 2026, before", id="it ends this year"),
        pytest.param(
            up_to(2027), "ends before 31 December 2028, which we hold, and adds", id="an old copy"
        ),
        pytest.param(
            also(date(2027, 6, 14), date(2027, 6, 15), date(2027, 6, 16)),
            "has 3 days in 2027 that the law does not give",
            id="too many days are declared",
        ),
        pytest.param(also(date(2072, 1, 4)), "names 4 January 2072", id="a date decades ahead"),
        pytest.param(
            PublishedList(NATION, {d: t for d, t in good_list().holidays.items() if d.year > 2026}),
            "begins only on 1 January 2027",
            id="it begins next year",
        ),
    ],
)
def test_a_list_is_doubted(published: PublishedList, doubt: str):
    assert any(doubt in sentence for sentence in doubts(published)), doubts(published)


def test_a_declared_day_that_was_adopted_may_not_be_lost_again():
    held = with_published(also(ONE_OFF), ENGLAND, datetime(2026, 11, 30, 4, tzinfo=UTC))

    assert doubts(good_list(), held) == (
        "The published list lacks A day declared on 14 June 2027, which we hold",
    )


def test_a_day_that_was_moved_is_doubted_because_the_old_one_is_gone():
    holidays = {**without(date(2027, 5, 3)).holidays, date(2027, 5, 7): "Early May bank holiday"}

    assert doubts(PublishedList(NATION, holidays)) != ()


def test_a_clock_that_is_behind_what_we_hold_is_doubted():
    earlier = faults_of(good_list(), ENGLAND, COMPUTED, date(2026, 1, 5))

    assert any("the clock here says 5 January 2026" in doubt for doubt in earlier)


def of(change: Callable[[dict[str, Any]], None]) -> bytes:
    whole = as_published()
    change(whole)
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        pytest.param(b"", "not JSON", id="nothing at all"),
        pytest.param(b"<html>Sorry</html>", "not JSON", id="a page in place of the list"),
        pytest.param(b"\xff\xfe\x00", "not JSON", id="bytes that are no text"),
        pytest.param(published_body()[:-200], "not JSON", id="cut off"),
        pytest.param(b"[]", "no divisions", id="another shape"),
        pytest.param(b"{}", "no division england-and-wales", id="no divisions"),
        pytest.param(
            of(lambda whole: whole.pop(NATION)), "no division england-and-wales", id="not ours"
        ),
        pytest.param(of(lambda w: w[NATION].pop("events")), "has no events", id="no events"),
        pytest.param(of(lambda w: w.update({NATION: []})), "has no events", id="a list of lists"),
        pytest.param(of(lambda w: w[NATION]["events"].clear()), "is empty", id="empty"),
        pytest.param(of(lambda w: w[NATION]["events"][3].pop("date")), "lacks its date", id="no date"),
        pytest.param(of(lambda w: w[NATION]["events"].append("2027")), "lacks its date", id="a text"),
        pytest.param(
            of(lambda w: w[NATION]["events"][3].update(date="4 May 2027")),
            "lacks its date",
            id="a date in words",
        ),
        pytest.param(
            of(lambda w: w[NATION]["events"][3].update(title=7)), "or its title", id="a number as title"
        ),
        pytest.param(
            of(lambda w: w[NATION]["events"][3].update(title="x" * 200)), "too long", id="a story"
        ),
        pytest.param(
            of(lambda w: w[NATION]["events"].append(w[NATION]["events"][0])),
            "names a date twice",
            id="a date twice",
        ),
    ],
)
def test_a_list_that_is_not_in_its_form_is_refused(body: bytes, reason: str):
    with pytest.raises(ListUnreadable, match=reason):
        read_list(body, NATION)
