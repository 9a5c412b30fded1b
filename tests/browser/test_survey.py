"""The survey in a real browser: on a phone and a large screen, with and without scripts, with axe."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from chalicelib.domain.surveys.questions import Degree, Overall, Question
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.entry.test_survey import asked, given, path_of
from tests.fakes import FakeWorld

OpenPage = Callable[..., Page]


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_issue_4_9_each_page_of_the_survey_stands_in_nobodys_way(
    open_page: OpenPage, world: FakeWorld, size: tuple[int, int], scripts: bool
):
    _, survey = asked(world)
    page, wrong = open_page(size, scripts=scripts), {}
    path = path_of(survey)

    def look(name: str) -> None:
        # axe is a script itself: where the page may run none, nothing is looked at.
        found = barriers(page) if scripts else []
        if found or (scripts and sideways(page) > 0):
            wrong[name] = found or sideways(page)

    page.goto(path)
    press(page, "Send my answer")
    look("nothing chosen")
    page.goto(f"{path}?answer=badly")
    look("the question")
    assert page.get_by_label("Badly", exact=True).is_checked()
    press(page, "Send my answer")
    look("more questions")
    page.get_by_role("group", name="Did we keep you up to date?").get_by_label("Partly").check()
    page.get_by_label("What could we do better?").fill("Ring back sooner.")
    press(page, "Send")
    look("thank you")
    page.get_by_role("heading", name="Thank you").wait_for()
    page.goto(path)
    look("over")
    page.goto(f"{path}/stop")
    look("no more")
    press(page, "Do not ask me again")
    look("stopped")

    assert wrong == {}
    (answer,) = given(world)
    assert (answer.overall, answer.comment) == (Overall.BADLY, "Ring back sooner.")
    assert answer.others == {Question.KEPT_UP_TO_DATE: Degree.PARTLY}
    assert world.surveys.marks
    assert urlsplit(page.url).query == ""
