"""The public pages in a language that is read from right to left. Nobody speaks it, and nobody is
given it: it proves that the first real one needs a catalogue and no more.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.presentation.language import ENGLISH, LANGUAGES, Language
from tests.browser.conftest import DESKTOP, NARROWEST, barriers, barriers_at, sideways
from tests.browser.test_people import Person, go, press
from tests.builders import PRACTICE, an_intake
from tests.fakes import FakeWorld
from tests.pseudo import PSEUDO

OpenPage = Callable[..., Page]


@pytest.fixture
def languages() -> tuple[Language, ...]:
    return (ENGLISH, PSEUDO)


def test_the_language_of_the_tests_is_offered_to_nobody():
    assert PSEUDO.code not in {language.code for language in LANGUAGES}


def test_the_whole_form_is_read_from_right_to_left_with_nothing_in_the_way(open_page: OpenPage):
    page = open_page(NARROWEST)
    wide = go(page, Person({}, language=PSEUDO.code), sizes=(NARROWEST, DESKTOP))
    found = {"check": barriers_at(page, DESKTOP, NARROWEST)}
    press(page)
    found["received"] = barriers_at(page, NARROWEST, DESKTOP)

    assert page.locator("html").get_attribute("dir") == "rtl"
    assert wide == []
    assert not {name: what for name, what in found.items() if what}


def test_a_button_to_choose_stands_to_the_right_of_its_words(open_page: OpenPage):
    page = open_page(NARROWEST)
    go(page, Person({}, language=PSEUDO.code), until="who")
    button = page.locator("input[name='standing']").first.bounding_box()
    words = page.locator("label[for='standing']").bounding_box()

    assert button
    assert words
    assert button["x"] > words["x"]
    assert button["x"] + button["width"] >= words["x"] + words["width"]


def test_ones_own_complaint_is_read_from_right_to_left(
    open_page: OpenPage, served: str, world: FakeWorld
):
    received = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    page = open_page(NARROWEST)
    page.goto(f"/follow?language={PSEUDO.code}")
    page.locator("[name='reference']").fill(str(received.reference))
    page.locator("[name='full_name']").fill("Asha Verity-Example")
    press(page)
    world.deliver()
    page.locator("[name='code']").fill(world.prints.code_of(next(iter(world.doorkeeper.opens))))
    press(page)

    assert page.url.endswith("/follow/complaint")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert barriers(page) == []
    assert sideways(page) <= 0
