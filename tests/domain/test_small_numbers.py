"""Numbers about few people are kept back (domain.md 3.13)."""

from __future__ import annotations

import pytest

from chalicelib.domain.small_numbers import disclosed, shares


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        pytest.param(0, 0, id="nobody stays nobody"),
        pytest.param(1, None, id="one is kept back"),
        pytest.param(7, None, id="seven are kept back"),
        pytest.param(8, 10, id="eight become ten"),
        pytest.param(12, 10, id="twelve become ten"),
        pytest.param(13, 15, id="thirteen become fifteen"),
        pytest.param(100, 100, id="a multiple of five stays"),
    ],
)
def test_domain_3_13_hes_keeps_back_one_to_seven_and_rounds_the_rest_to_five(count: int, shown: int):
    assert disclosed({"all": count}, "hes") == {"all": shown}


def test_domain_3_13_the_older_method_keeps_back_one_to_five_and_a_second_number():
    counts = {"a": 3, "b": 9, "c": 20, "d": 0}

    shown = disclosed(counts, "primary5_secondary")

    assert shown == {"a": None, "b": None, "c": 20, "d": 0}


def test_domain_3_13_two_small_numbers_hide_each_other():
    counts = {"a": 3, "b": 5, "c": 20}

    assert disclosed(counts, "primary5_secondary") == {"a": None, "b": None, "c": 20}


def test_domain_3_13_per_cents_are_worked_out_from_what_is_shown():
    shown = disclosed({"well": 23, "badly": 22, "neither": 3}, "hes")

    assert shares(shown) == {"well": 56, "badly": 44, "neither": None}


def test_a_method_that_nobody_knows_shows_nothing():
    with pytest.raises(KeyError):
        disclosed({"all": 100}, "none")
