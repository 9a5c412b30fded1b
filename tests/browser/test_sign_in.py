"""Signing in, on a phone and on a desk: nobody is kept out but whoever should be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_setting_up_an_app_and_a_forgotten_password_stand_in_nobodys_way(
    open_page: Callable[..., Page], size: tuple[int, int]
):
    page = open_page(size, scripts=True)
    page.goto("/staff/sign-in?because=app")
    look(page)
    page.get_by_label("User name").fill("complaints.manager")
    page.get_by_label("Password", exact=True).fill("right")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("I cannot scan the picture").click()
    page.get_by_text("JBSW Y3DP EHPK 3PXP").wait_for()
    look(page)

    page.get_by_label("Code").fill("123456")
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("Your authenticator app is set up").wait_for()

    page.get_by_role("link", name="I forgot my password").click()
    look(page)
    page.get_by_label("User name").fill("nobody")
    page.get_by_role("button", name="Send a code").click()
    look(page)


def look(page: Page) -> None:
    assert barriers(page) == []
    assert sideways(page) <= 0
