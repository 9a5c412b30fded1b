"""A secret that is renewed while people fill in forms: nobody loses what they typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from itsdangerous import BadData

from chalicelib import wiring
from chalicelib.entry.signatures import is_signed, kept, kept_before, signature_of, signed, unsigned
from tests.fakes import FakeWorld, FixedSecret


@pytest.fixture
def secret() -> Iterator[FixedSecret]:
    secret = FixedSecret()
    with wiring.visiting(replace(FakeWorld().behind_doors(), secret=secret)):  # type: ignore[arg-type]
        yield secret


def renewed(secret: FixedSecret, *words: str) -> None:
    secret.words = words


def test_a_form_that_was_open_when_the_secret_was_renewed_can_still_be_sent(secret: FixedSecret):
    (first,) = secret.words
    form, address, step = signature_of("visit", "form"), signed("dates", "calendar"), kept([1], "step")

    renewed(secret, "second", first)

    assert is_signed("visit", form, "form")
    assert unsigned(address, "calendar") == "dates"
    assert kept_before(step, "step", seconds=600) == [1]
    assert signature_of("visit", "form") != form, "the new word signs"


def test_after_a_second_renewal_nothing_is_worth_anything_that_the_first_word_signed(
    secret: FixedSecret,
):
    form, address = signature_of("visit", "form"), signed("dates", "calendar")

    renewed(secret, "third", "second")

    assert not is_signed("visit", form, "form")
    with pytest.raises(BadData):
        unsigned(address, "calendar")


def test_what_another_process_signed_by_a_newer_word_is_believed_once_that_is_read(secret: FixedSecret):
    (first,) = secret.words
    renewed(secret, "second", first)
    form, address, step = signature_of("visit", "form"), signed("dates", "calendar"), kept([1], "step")

    for believes in (
        lambda: is_signed("visit", form, "form"),
        lambda: unsigned(address, "calendar") == "dates",
        lambda: kept_before(step, "step", seconds=600) == [1],
    ):
        secret.words, secret.renewed = (first,), ("second", first)
        assert believes()


def test_what_nobody_signed_is_believed_by_no_word(secret: FixedSecret):
    secret.renewed = ("second", *secret.words)

    assert not is_signed("visit", signature_of("another visit", "form"), "form")
    assert not is_signed("visit", signature_of("visit", "calendar"), "form")
    assert not is_signed("visit", "påhittad", "form")
