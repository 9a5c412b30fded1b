"""Following a complaint in a real browser: on a phone, without scripts, with axe looking."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.casework import changed
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.events import PUBLIC, EventType, Happening
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.browser.conftest import DESKTOP, NARROWEST, barriers, sideways
from tests.builders import PRACTICE, TERMS, an_intake, an_occasion, by_staff
from tests.fakes import FakeWorld

OpenPage = Callable[..., Page]


@pytest.fixture
def world() -> FakeWorld:
    """Asha’s complaint by telephone: she has a copy of the record, and a plan was proposed."""
    world = FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))
    by_phone = an_intake(received_via=ReceivedVia.PHONE)
    received = open_case(by_phone, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    file = world.cases.load(received.reference.number)
    plan = Happening(EventType.PLAN_SENT, {"respond_by": "2027-02-12"}, {"steps": "We ask the nurse"})
    copy = Happening(EventType.RECORD_COPY_SETTLED, {"way": "sent", "media": ["email"]})
    world.cases.save(changed(file, [plan, copy], terms=TERMS, occasion=an_occasion(by=by_staff())))
    return world


def go_on(page: Page, button: str = "Continue") -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def code_in(world: FakeWorld) -> str:
    mails = [mail for mail in world.mail.sent if "Your code" in mail.subject]
    found = re.search(r"\b\d{6}\b", mails[-1].text)
    assert found
    return found[0]


@pytest.mark.parametrize("size", [NARROWEST, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_each_page_on_the_way_to_ones_own_complaint_stands_in_nobodys_way(
    open_page: OpenPage, world: FakeWorld, size: tuple[int, int], scripts: bool
):
    page = open_page(size, scripts=scripts)
    wrong: dict[str, object] = {}

    def look(name: str) -> None:
        # axe is a script itself: where the page may run none, only its width is looked at.
        found = barriers(page) if scripts else []
        if found or (scripts and sideways(page) > 0):
            wrong[name] = found or sideways(page)

    page.goto("/follow/without-reference")
    look("without a reference")
    go_on(page)
    look("too few answers")
    page.goto("/follow")
    look("who are you")
    page.get_by_label("Your reference").fill("WLP/100001")
    page.get_by_label("Full name").fill("Asha Verity-Example")
    go_on(page)
    look("the code")
    page.get_by_label("Code").fill("1")
    go_on(page)
    look("the wrong code")
    world.deliver()
    page.get_by_label("Code").fill(code_in(world))
    go_on(page)
    look("the complaint")
    go_on(page, "Send my message")
    look("an empty message")
    page.get_by_label("Your message").fill("May I bring my sister?")
    go_on(page, "Send my message")
    look("the message")
    assert "May I bring my sister?" in page.inner_text("main")
    go_on(page, "Leave this page")
    page.goto("/follow/complaint")
    look("not let in")

    later = an_intake(key="later")
    open_case(later, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    page.goto("/follow/without-reference")
    page.get_by_label("Email address").fill("asha@patients.example")
    for part, value in (("Day", "27"), ("Month", "3"), ("Year", "1957")):
        page.get_by_label(part).fill(value)
    go_on(page)
    world.deliver()
    page.get_by_label("Code").fill(code_in(world))
    go_on(page)
    look("which of their own")
    go_on(page)
    look("none was chosen")
    page.get_by_label("WLP/100002").check()
    go_on(page)
    assert "WLP/100002" in page.inner_text("main")
    assert wrong == {}
