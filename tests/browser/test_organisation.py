"""What concerns the organisation itself, on a phone and on a desk: nobody is kept out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.builders import PRACTICE, an_intake
from tests.fakes import FakeWorld

HERE = "/staff/organisation"


@pytest.fixture
def manager_at(world: FakeWorld, served: str, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Pages that the complaints manager opens, with one complaint to be acknowledged."""
    organisation = world.ports.policies.organisation(PRACTICE.id)
    open_case(an_intake(), organisation=organisation, by=PUBLIC, ports=world.ports)

    def opened(size: tuple[int, int], **how: bool) -> Page:
        page = open_page(size, **how)
        page.context.add_cookies([{"name": "session", "value": "complaints.manager", "url": served}])
        return page

    return opened


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "path",
    [
        *(f"{HERE}/policy", f"{HERE}/policy/preview?policy=v2", f"{HERE}/details", f"{HERE}/timetable"),
        "/staff/status",
    ],
)
def test_nothing_on_the_page_stands_in_anybodys_way(
    manager_at: Callable[..., Page], path: str, size: tuple[int, int]
):
    page = manager_at(size)
    page.goto(path)

    assert barriers(page) == []
    assert sideways(page) <= 0


def test_a_version_is_looked_at_and_published_without_a_script(manager_at: Callable[..., Page]):
    page = manager_at(PHONE, scripts=False)
    page.goto(f"{HERE}/policy")

    page.get_by_role("link", name="See what v2 would change").click()
    page.get_by_role("button", name="Make v2 live").click()

    page.get_by_text("The new version is live").wait_for()
    assert page.get_by_role("heading", name="Policy: from v1 to v2").is_visible()
