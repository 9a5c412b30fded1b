"""A patient answers in a real browser whether somebody may speak for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.casework.asking_consent import ConsentRequest, ask_consent
from chalicelib.domain.consent import Purpose, hold_for
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identity.access import Following, Place
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel
from chalicelib.domain.representation import Basis, Hold, Standing
from chalicelib.entry.drafts import key_of
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.browser.conftest import DESKTOP, NARROWEST, barriers, sideways
from tests.builders import PRACTICE, TERMS, a_party, an_intake, an_occasion, by_staff
from tests.fakes import FakeWorld

OpenPage = Callable[..., Page]
MOTHER = "nell@patients.example"
ASKED = ConsentRequest((Purpose.DISCUSS, Purpose.SHARE_WITH_ORG), Channel.EMAIL, email=MOTHER)


@pytest.fixture
def world() -> FakeWorld:
    """A daughter's complaint for her mother, who is asked by mail."""
    world = FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))
    mother = a_party(id=PATIENT, first_name="Nell", last_name="Olderly", title="Mrs", email="")
    intake = an_intake(standing=Standing.REPRESENTATIVE, basis=Basis.ASKED)
    intake = replace(intake, parties=(*intake.parties, mother))
    received = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    file = world.cases.load(received.reference.number)
    world.cases.save(ask_consent(file, ASKED, terms=TERMS, occasion=an_occasion(by=by_staff())))
    world.deliver()
    return world


def go_on(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def link_in(world: FakeWorld) -> str:
    (mail,) = (mail for mail in world.mail.sent if mail.to[0].address == MOTHER)
    found = re.search(r"http://candour\.test(\S*/consent/\S+)", mail.text)
    assert found
    return found[1]


@pytest.mark.parametrize("size", [NARROWEST, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_each_page_on_the_way_to_the_patients_answer_stands_in_nobodys_way(
    open_page: OpenPage, world: FakeWorld, size: tuple[int, int], scripts: bool
):
    page = open_page(size, scripts=scripts)
    wrong: dict[str, object] = {}

    def look(name: str) -> None:
        # axe is a script itself: where the page may run none, only its width is looked at.
        found = barriers(page) if scripts else []
        if found or (scripts and sideways(page) > 0):
            wrong[name] = found or sideways(page)

    page.goto(link_in(world))
    look("who reads this")
    go_on(page, "Continue")
    look("no date of birth")
    for part, value in (("Day", "27"), ("Month", "3"), ("Year", "1957")):
        page.get_by_label(part).fill(value)
    go_on(page, "Continue")
    look("the question")
    go_on(page, "Send my answer")
    look("no answer")
    page.get_by_label("Yes, but only some things").check()
    if scripts:
        look("some things")
    page.get_by_label("What may we tell them?").fill("The dates")
    go_on(page, "Send my answer")
    look("thanks")
    page.goto(re.sub("/consent/.*", "/consent", link_in(world)))
    look("answered already")

    assert wrong == {}
    (file,) = world.cases.files.values()
    assert hold_for(COMPLAINANT, file.events, TERMS) is not Hold.PATIENT_MUST_AGREE


@pytest.mark.parametrize("size", [NARROWEST, DESKTOP], ids=["phone", "desktop"])
def test_what_a_patient_allows_on_their_own_page_stands_in_nobodys_way(
    open_page: OpenPage, world: FakeWorld, served: str, size: tuple[int, int]
):
    (file,) = world.cases.files.values()
    place, secret = Place(file.case.number, PATIENT), "s" * 64
    let_in = Following(place, world.clock.now() + timedelta(hours=1))
    world.ports.identity.doorkeeper.begin(key_of(secret), let_in)
    page = open_page(size)
    page.context.add_cookies([{"name": "following", "value": secret, "url": served}])

    page.goto("/follow/complaint")
    found = {"as it stands": barriers(page)}
    go_on(page, "Save my decision")
    found["no answer"] = barriers(page)
    page.get_by_label("No, tell them nothing").check()
    go_on(page, "Save my decision")

    assert found == {"as it stands": [], "no answer": []}
    assert sideways(page) <= 0
    (file,) = world.cases.files.values()
    assert hold_for(COMPLAINANT, file.events, TERMS) is Hold.REFUSED
