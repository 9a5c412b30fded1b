"""A contributor without an account answers in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.casework.contributing import ContributionRequest, ask_contribution
from chalicelib.domain.contributions import contributions_of
from chalicelib.domain.events import PUBLIC
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.browser.test_consent import go_on
from tests.builders import PRACTICE, TERMS, an_intake, an_occasion, by_staff
from tests.fakes import FakeWorld

OpenPage = Callable[..., Page]
WARD = "ward@hospital.example"
ASKED = ContributionRequest(
    "A hospital",
    "Bloods were taken on your ward on 2 November.",
    date(2027, 1, 20),
    consented=True,
    email=WARD,
    questions="Who took them?\nWhen did the result reach you?",
)


@pytest.fixture
def world() -> FakeWorld:
    """A hospital is asked for its part."""
    world = FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))
    received = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    file, occasion = world.cases.load(received.reference.number), an_occasion(by=by_staff())
    world.cases.save(ask_contribution(file, ASKED, terms=TERMS, occasion=occasion))
    world.deliver()
    return world


def found_in(world: FakeWorld, pattern: str) -> str:
    found = re.search(pattern, world.mail.to(WARD)[-1].text)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("size", "scripts"),
    [(PHONE, True), (DESKTOP, False)],
    ids=["phone", "desktop without scripts"],
)
def test_s2_25_each_page_on_the_way_to_an_answer_stands_in_nobodys_way(
    open_page: OpenPage, world: FakeWorld, size: tuple[int, int], scripts: bool
):
    page = open_page(size, scripts=scripts)
    wrong: dict[str, object] = {}

    def look(name: str) -> None:
        found = (barriers(page) or sideways(page) > 0) if scripts else []
        if found:
            wrong[name] = found

    page.goto(found_in(world, r"http://candour\.test(\S*/contribute/\S+)"))
    look("start")
    go_on(page, "Send me the code")
    look("code")
    world.deliver()
    page.get_by_label("Code").fill("000000")
    go_on(page, "Continue")
    look("wrong code")
    page.get_by_label("Code").fill(found_in(world, r"\b(\d{6})\b"))
    go_on(page, "Continue")
    look("questions")
    page.get_by_label("Who took them?").fill("Nurse Example")
    go_on(page, "Keep it for later")
    look("kept")
    go_on(page, "Add a file")
    look("files")
    page.get_by_label("What is the file?").fill("The chart of the ward")
    page.get_by_label("A letter, a form or another document").check()
    go_on(page, "Choose the file")
    look("the file")
    page.goto(f"/o/{PRACTICE.id}/contribute")
    go_on(page, "Send my answers")
    look("one is missing")
    page.get_by_label("When did the result").fill("On the third")
    go_on(page, "Send my answers")
    look("thanks")
    page.goto(f"/o/{PRACTICE.id}/contribute")
    look("not now")

    (file,) = world.cases.files.values()
    assert wrong == {}
    assert not contributions_of(file.events)[0].awaited
