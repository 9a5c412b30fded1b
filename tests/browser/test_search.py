"""Finding cases and working through a list by keyboard, in a real browser, with axe looking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.builders import PRACTICE, an_intake
from tests.fakes import FakeWorld

OpenPage = Callable[..., Page]

FOCUSED = "document.activeElement.textContent || document.activeElement.id"


@pytest.fixture
def two_cases(world: FakeWorld) -> list[str]:
    """Two complaints, as the list shows them."""
    opened = [
        open_case(an_intake(key=key), organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
        for key in ("first", "second")
    ]
    world.deliver()
    return sorted(map(str, opened))


def signed_in(open_page: OpenPage, served: str, size: tuple[int, int]) -> Page:
    page = open_page(size)
    page.context.add_cookies([{"name": "session", "value": "complaints.manager", "url": served}])
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_case_is_found_without_anything_in_the_way(
    open_page: OpenPage, served: str, two_cases: list[str], size: tuple[int, int]
):
    page = signed_in(open_page, served, size)
    wrong: dict[str, object] = {}

    def search(text: str) -> None:
        page.locator("#sought").fill(text)
        page.get_by_role("button", name="Find", exact=True).last.click()
        page.wait_for_load_state()
        found = barriers(page)
        if found or sideways(page) > 0:
            wrong[text] = found or sideways(page)

    page.goto("/staff/cases/find?reference=x")
    for text in ("", "nobody", "verity 27 March 1957"):
        search(text)

    assert "2 cases fit" in page.inner_text("main")
    assert wrong == {}


def test_keys_lead_through_the_list_and_to_the_search_box_until_they_are_switched_off(
    open_page: OpenPage, served: str, two_cases: list[str]
):
    page = signed_in(open_page, served, DESKTOP)
    page.goto("/staff/cases?view=team")

    def pressed(*keys: str) -> str:
        for key in keys:
            page.keyboard.press(key)
        return str(page.evaluate(FOCUSED))

    assert [pressed("j"), pressed("j"), pressed("k")] == [two_cases[0], two_cases[1], two_cases[0]]
    assert pressed("/", "j") == "find-case"
    assert page.input_value("#find-case") == "j", "in a box a key is a letter"
    page.locator("h1").click()
    pressed("?")
    assert barriers(page) == []
    page.get_by_label("Use these keys in this browser").uncheck()
    page.get_by_role("button", name="Close").click()
    page.reload()
    assert pressed("j") not in two_cases
