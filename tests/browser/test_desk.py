"""Figures, lists and the way from case to case in a browser, with axe looking: issue 6, point 8."""

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

PAGES = (
    "/staff/figures",
    "/staff/figures/cases",
    "/staff/figures/causes",
    "/staff/agenda",
    "/staff/cases?view=team&pick=all",
    "/staff/news",
    "/staff/organisation/staff",
    "/staff/cases/WLP-100001/do/split",
)


@pytest.fixture
def two_cases(world: FakeWorld) -> None:
    for key in ("first", "second"):
        open_case(an_intake(key=key), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()


def signed_in(open_page: OpenPage, served: str, size: tuple[int, int], **more: bool) -> Page:
    page = open_page(size, **more)
    page.context.add_cookies([{"name": "session", "value": "complaints.manager", "url": served}])
    return page


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_stands_in_the_way_on_figures_lists_and_news(
    open_page: OpenPage, served: str, two_cases: None, size: tuple[int, int]
):
    page = signed_in(open_page, served, size)
    wrong: dict[str, object] = {}

    for path in PAGES:
        page.goto(path)
        found = barriers(page)
        if found or sideways(page) > 0:
            wrong[path] = found or sideways(page)

    assert wrong == {}


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_stands_in_the_way_of_giving_several_cases_away_and_undoing_it(
    open_page: OpenPage, served: str, two_cases: None, size: tuple[int, int]
):
    page = signed_in(open_page, served, size)
    page.goto("/staff/cases?view=team&pick=all")
    page.get_by_label("Give them to").select_option("case.handler")
    wrong: dict[str, object] = {}

    for button in ("Give them", "Give 2 cases to Hal Handler", "Undo it"):
        with page.expect_navigation():
            page.get_by_role("button", name=button, exact=True).click()
        if found := barriers(page) or max(sideways(page), 0):
            wrong[button] = found

    assert wrong == {}
    assert "2 cases are as before" in page.inner_text("main")


def test_what_was_just_done_to_a_case_is_undone_without_a_script(
    open_page: OpenPage, served: str, two_cases: None
):
    page = signed_in(open_page, served, PHONE, scripts=False)
    page.goto("/staff/cases/WLP-100001")
    page.get_by_label("What was said").fill("This belongs to another case")
    page.get_by_role("button", name="Keep the note").click()
    banner = page.get_by_role("alert")

    banner.get_by_role("button", name="Undo what you did last").click()

    assert "It is undone" in banner.inner_text()
    assert page.get_by_role("button", name="Undo what you did last").count() == 0


def test_several_cases_are_given_away_without_a_script(
    open_page: OpenPage, served: str, two_cases: None
):
    page = signed_in(open_page, served, PHONE, scripts=False)
    page.goto("/staff/cases?view=team&pick=all")
    page.get_by_label("Give them to").select_option("case.handler")
    page.get_by_role("button", name="Give them").click()
    page.get_by_role("button", name="Give 2 cases to Hal Handler").click()

    assert "2 cases were given to Hal Handler" in page.inner_text("main")


def test_the_keys_lead_from_case_to_case(open_page: OpenPage, served: str, two_cases: None):
    page = signed_in(open_page, served, DESKTOP)
    page.goto("/staff/cases?view=team")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/WLP-100001")
    page.keyboard.press("j")
    page.wait_for_url("**/WLP-100002")
    page.keyboard.press("k")
    page.wait_for_url("**/WLP-100001")


def test_a_note_that_was_begun_on_the_page_of_a_case_is_offered_again(
    open_page: OpenPage, served: str, two_cases: None
):
    page = signed_in(open_page, served, DESKTOP)
    page.goto("/staff/cases/WLP-100001")
    page.get_by_label("What was said").fill("They rang, and will ring again")
    page.get_by_text("is kept in this tab").wait_for()
    page.goto("/staff/cases")
    page.goto("/staff/cases/WLP-100001")
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("button", name="Keep the note").click()
    page.wait_for_url("**done=notes**")

    assert "They rang, and will ring again" in page.inner_text("main")
