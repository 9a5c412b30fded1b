"""The page on which staff check a caller, in a real browser, with axe looking."""

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


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_caller_is_checked_without_anything_in_the_way(
    open_page: OpenPage, served: str, world: FakeWorld, size: tuple[int, int]
):
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    page = open_page(size)
    page.context.add_cookies([{"name": "session", "value": "complaints.manager", "url": served}])
    wrong: dict[str, object] = {}

    def look(name: str) -> None:
        found = barriers(page)
        if found or sideways(page) > 0:
            wrong[name] = found or sideways(page)

    def check(name: str) -> None:
        page.get_by_label("Case reference").fill("WLP/100001")
        page.get_by_label("Full name").fill(name)
        with page.expect_navigation():
            page.get_by_role("button", name="Check", exact=True).click()

    page.goto("/staff/callers")
    look("before")
    check("Ravi Verity-Example")
    look("not confirmed")
    check("Asha Verity-Example")
    look("confirmed")

    assert "This is Asha Verity-Example" in page.inner_text("main")
    assert wrong == {}
