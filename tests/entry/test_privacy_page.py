"""What the page about personal details tells people (S4-1, domain.md 3.5, C-26)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.policy import Setting
from chalicelib.presentation.language import ENGLISH, LANGUAGES, Language
from chalicelib.presentation.privacy import how_long, how_to_complain
from tests.builders import TERMS
from tests.visitor import Visitor

PACK = TERMS.pack


def test_the_page_says_how_long_how_to_ask_and_who_looks_at_complaints_s4_1(visitor: Visitor):
    page = " ".join(visitor.get("/privacy").html.split())

    assert "For how many years: 10." in page
    assert "The law gives us one month to answer." in page
    assert "within 30 days that we have your complaint" in page
    assert "Information Commissioner" in page


def test_the_numbers_on_the_page_are_those_of_the_policy_pack_3_5():
    longer = {**PACK.settings, "retention.months": Setting(18, "a test")}

    assert "1.5" in how_long(replace(PACK, settings=longer), ENGLISH)


def test_a_pack_that_does_not_say_how_long_makes_the_page_promise_nothing():
    silent = replace(PACK, settings={})

    assert (how_long(silent, ENGLISH), how_to_complain(silent, ENGLISH)) == ("", "")


@pytest.mark.parametrize(
    "language", [each for each in LANGUAGES if each is not ENGLISH], ids=lambda each: each.code
)
def test_the_notice_is_said_in_every_language(language: Language):
    assert how_to_complain(PACK, language) != how_to_complain(PACK, ENGLISH)
    assert "30" in how_to_complain(PACK, language)
