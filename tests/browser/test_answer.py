"""The page of the response, in a real browser, with axe looking: before it was sent, and after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chalicelib.domain.states import State
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.browser.test_commands import CASE, on_the_desk, signed_in
from tests.fakes import FakeWorld
from tests.way import in_every_state


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_response_is_free_of_barriers_before_and_after_it_was_sent(
    open_page: Callable[..., Page], served: str, world: FakeWorld, size: tuple[int, int]
):
    page, files = signed_in(open_page, served, size), in_every_state()
    for state in (State.AWAITING_SIGNOFF, State.RESPONDED):
        on_the_desk(world, files[state])
        for path in (f"{CASE}/answer", f"{CASE}/answer?print=large"):
            page.goto(path)
            page.get_by_role("heading", name="The response").wait_for()
            assert barriers(page) == []
            assert sideways(page) <= 0
