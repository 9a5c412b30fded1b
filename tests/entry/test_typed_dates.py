"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.entry.typed_dates import Misread, TypedDate, exact_date, partial_date, typed_date

TODAY = date(2026, 12, 24)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(("27", "3", "85"), id="three short numbers"),
        pytest.param(("27", "03", "1985"), id="three long numbers"),
        pytest.param(("27", "March", "1985"), id="the month as a word"),
        pytest.param(("27th", "mar.", "85"), id="an ordinal and a short month"),
        pytest.param(("27/3/85", "", ""), id="everything in the first box with slashes"),
        pytest.param(("27 March 1985", "", ""), id="everything in the first box in words"),
        pytest.param(("1985-03-27", "", ""), id="the year first"),
        pytest.param((" 27 ", " 3 ", " 1985 "), id="spaces around"),
    ],
)
def test_a_date_is_read_however_it_is_typed(typed: tuple[str, str, str]):
    day, month, year = typed
    answers = {"born-day": day, "born-month": month, "born-year": year}

    assert exact_date(typed_date(answers, "born"), latest=TODAY) == date(1985, 3, 27)


def test_two_digits_of_a_year_mean_the_last_such_year_that_has_come():
    assert exact_date(TypedDate("24", "12", "26"), latest=TODAY) == TODAY
    assert exact_date(TypedDate("25", "12", "27"), latest=TODAY) == date(1927, 12, 25)


def test_two_digits_of_this_year_with_a_day_still_to_come_are_asked_again_and_not_a_century_ago():
    with pytest.raises(Misread, match="all four digits"):
        exact_date(TypedDate("25", "12", "26"), latest=TODAY)
    assert exact_date(TypedDate("25", "12", "1926"), latest=TODAY) == date(1926, 12, 25)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param(TypedDate("29", "2", "2026"), "be a real date", id="no leap year"),
        pytest.param(TypedDate("27", "13", "1985"), "be a real date", id="a thirteenth month"),
        pytest.param(TypedDate("27", "Mai", "1985"), "be a real date", id="a month of no name"),
        pytest.param(TypedDate("27", "3", "185"), "be a real date", id="three digits of a year"),
        pytest.param(TypedDate("\u0662\u0667x", "3", "1985"), "be a real date", id="no number"),
        pytest.param(TypedDate("27", "", "1985"), "include a month", id="no month"),
        pytest.param(TypedDate("27", "", ""), "include a month and a year", id="only a day"),
        pytest.param(TypedDate("25", "12", "2026"), "be in the past", id="tomorrow"),
    ],
)
def test_what_is_no_date_is_refused_with_what_it_must_be(typed: TypedDate, why: str):
    with pytest.raises(Misread, match=why):
        exact_date(typed, latest=TODAY)


def test_part_of_a_date_is_kept_as_far_as_it_is_remembered():
    assert partial_date(TypedDate("", "March", "")) == "March"
    assert partial_date(TypedDate("", "", "2025")) == "2025"
    with pytest.raises(Misread):
        partial_date(TypedDate("27", "", "2025"))
