"""Working days of England, and the days of London."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.calendar import london_date, london_instant
from chalicelib.domain.errors import CalendarExhausted
from tests.builders import ENGLAND

# Peers get these wrong in different ways (peers.md 2.7); the second column is the law's.
RECEIVED_AND_THREE_WORKING_DAYS_LATER = [
    pytest.param(date(2026, 6, 1), date(2026, 6, 4), id="an ordinary Monday"),
    pytest.param(date(2026, 5, 22), date(2026, 5, 28), id="the Friday before a bank holiday"),
    pytest.param(date(2026, 5, 23), date(2026, 5, 28), id="a Saturday"),
    pytest.param(date(2026, 5, 25), date(2026, 5, 28), id="a bank holiday"),
    pytest.param(date(2026, 4, 2), date(2026, 4, 9), id="the Thursday before Easter"),
    pytest.param(date(2026, 4, 4), date(2026, 4, 9), id="Easter Saturday"),
    pytest.param(date(2026, 12, 24), date(2026, 12, 31), id="Christmas Eve (SC-1)"),
    pytest.param(date(2026, 12, 26), date(2026, 12, 31), id="Boxing Day, a Saturday"),
    pytest.param(date(2026, 11, 23), date(2026, 11, 26), id="SC-3"),
    pytest.param(date(2026, 12, 17), date(2026, 12, 22), id="SC-6"),
    pytest.param(date(2027, 1, 4), date(2027, 1, 7), id="SC-10"),
    pytest.param(date(2027, 3, 25), date(2027, 4, 1), id="the eve of Good Friday (SC-13)"),
]


@pytest.mark.parametrize(("received", "expected"), RECEIVED_AND_THREE_WORKING_DAYS_LATER)
def test_three_working_days_are_counted_after_the_day_of_receipt(received: date, expected: date):
    assert ENGLAND.add_working_days(received, 3) == expected


def test_the_bank_holidays_held_are_those_that_the_law_computes():
    computed = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(ENGLAND.first.year, ENGLAND.last.year + 1)
    )

    assert set(ENGLAND.holidays) == set(computed)


def test_bank_holidays_are_held_to_the_end_of_next_year():
    end_of_next_year = date(date.today().year + 1, 12, 31)

    assert ENGLAND.last >= end_of_next_year, (
        "Bank holidays run out: copy the newest file under chalicelib/policies/calendars/"
        "england-and-wales to a name with today's date, add the years from the published list, "
        "and move its `last`"
    )


@pytest.mark.parametrize(
    "day", [date(2029, 1, 1), date(2023, 12, 31)], ids=["after the last", "before the first"]
)
def test_a_day_without_known_bank_holidays_is_refused_not_guessed(day: date):
    with pytest.raises(CalendarExhausted, match="Bank holidays are held from 1 January 2024"):
        ENGLAND.add_working_days(day, 1)


def test_counting_past_the_last_day_held_is_refused():
    with pytest.raises(CalendarExhausted):
        ENGLAND.add_working_days(date(2028, 12, 28), 3)


def test_every_day_passed_is_counted_or_skipped_with_its_reason():
    steps = ENGLAND.count(date(2026, 12, 24), 3)

    assert [(step.day.day, step.number, step.why_skipped) for step in steps] == [
        (25, None, "Christmas Day"),
        (26, None, "Boxing Day"),
        (27, None, "Sunday"),
        (28, None, "Boxing Day (substitute day)"),
        (29, 1, None),
        (30, 2, None),
        (31, 3, None),
    ]


def test_a_form_sent_at_half_past_eleven_utc_in_may_belongs_to_the_next_london_day():
    assert london_date(datetime(2026, 5, 14, 23, 30, tzinfo=UTC)) == date(2026, 5, 15)


def test_the_same_utc_hour_in_december_belongs_to_the_same_london_day():
    assert london_date(datetime(2026, 12, 14, 23, 30, tzinfo=UTC)) == date(2026, 12, 14)


def test_nine_oclock_in_london_is_eight_in_utc_on_the_day_the_clocks_go_forward():
    assert london_instant(date(2027, 3, 28), time(9)) == datetime(2027, 3, 28, 8, tzinfo=UTC)


days = st.dates(min_value=date(2024, 2, 1), max_value=date(2028, 10, 1))


@given(start=days, allowance=st.integers(min_value=1, max_value=40))
def test_counting_agrees_with_looking_at_every_single_day(start: date, allowance: int):
    expected, counted = start, 0
    while counted < allowance:
        expected += timedelta(days=1)
        if expected.weekday() < 5 and expected not in ENGLAND.holidays:
            counted += 1

    assert ENGLAND.add_working_days(start, allowance) == expected


@given(start=days, allowance=st.integers(min_value=1, max_value=20))
def test_counting_back_undoes_counting_forward_from_a_working_day(start: date, allowance: int):
    working = ENGLAND.add_working_days(start, 1)

    there = ENGLAND.add_working_days(working, allowance)

    assert ENGLAND.add_working_days(there, -allowance) == working
    assert ENGLAND.working_days_between(working, there) == allowance
