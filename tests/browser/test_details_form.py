"""The notices and the form about personal details, in a browser, on a phone and on a large screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import barriers, sideways

SIZES = [(375, 800), (1280, 900)]
NOTICES = ("/privacy", "/cookies", "/accessibility", "/your-information")


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_every_notice_is_read_with_nothing_in_the_way(
    open_page: Callable[..., Page], size: tuple[int, int]
):
    page = open_page(size)

    for path in NOTICES:
        page.goto(path)
        assert barriers(page) == [], path
        assert sideways(page) <= 0, path


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desktop"])
def test_somebody_has_their_details_put_right_without_scripts_and_without_an_account_3_6(
    open_page: Callable[..., Page], size: tuple[int, int]
):
    page = open_page(size, scripts=False)

    page.goto("/")
    page.get_by_role("link", name="Ask about your information").click()
    page.get_by_role("button", name="Start now").click()
    _choose(page, "Put something right")
    _go_on(page)
    page.get_by_label("Which details are wrong?").fill("My house number is wrong.")
    _go_on(page)
    # Half an answer is said beside its box, and nothing is lost.
    expect(page.get_by_text("Tell us what is right").first).to_be_visible()
    expect(page.get_by_label("Which details are wrong?")).to_have_value("My house number is wrong.")
    page.get_by_label("What is right?").fill("It is 12.")
    _go_on(page)
    _choose(page, "Mine")
    _go_on(page)
    page.get_by_label("First name").fill("Asha")
    page.get_by_label("Last name").fill("Verity-Example")
    _go_on(page)
    _go_on(page)
    page.get_by_label("Email address (optional)").fill("asha@patients.example")
    _go_on(page)
    _choose(page, "Yes, you may email me")
    _go_on(page)
    page.get_by_role("radio", name="Email").check()
    _go_on(page)
    _go_on(page)
    _go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Check your answers")
    page.get_by_role("button", name="Send it now").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your request")
    expect(page.get_by_text("We will answer you by")).to_be_visible()


def test_axe_finds_no_barrier_on_the_way_3_6(open_page: Callable[..., Page]):
    page = open_page(SIZES[0])
    page.goto("/your-information/what")
    _go_on(page)
    assert barriers(page) == []
    assert page.title().startswith("Error:")

    _choose(page, "Look into how my information was used")
    _go_on(page)
    _go_on(page)
    assert barriers(page) == []
    assert sideways(page) <= 0


def _choose(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).check()


def _go_on(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").click()
