"""The forms about personal details, and what people are told about them, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.casework.answering_rights import RequestReceived, receive_request
from chalicelib.domain.casework.holding import HoldReason, place_hold
from chalicelib.domain.data_rights import Wanted
from chalicelib.domain.events import PUBLIC
from tests.browser.conftest import barriers, sideways
from tests.builders import PRACTICE, TERMS, an_intake, an_occasion, by_staff, london
from tests.fakes import FakeWorld

FORMS = ("subject-request", "subject-request-answer", "subject-request-extension", "data-complaint")


@pytest.mark.parametrize("size", [(375, 800), (1280, 900)], ids=["phone", "desktop"])
def test_requests_about_personal_details_are_recorded_with_nothing_in_the_way_3_6(
    open_page: Callable[..., Page], served: str, world: FakeWorld, size: tuple[int, int]
):
    page, case = open_page(size), a_case_with_a_request(world)
    page.context.add_cookies(
        [{"name": "session", "value": "complaints.manager", "url": served, "httpOnly": True}]
    )

    for path in ("/privacy", case, *(f"{case}/do/{form}" for form in FORMS)):
        page.goto(path)
        assert barriers(page) == [], path
        assert sideways(page) <= 0, path


def a_case_with_a_request(world: FakeWorld) -> str:
    """The path of a case on legal hold, whose person asked for a copy."""
    reference = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    now = an_occasion(london(date(2026, 12, 29), 11), by_staff())
    asked = RequestReceived(Wanted.COPY, "Please send me everything.", identity_known=True)
    file = world.cases.load(reference.number)
    world.cases.save(receive_request(file, asked, terms=TERMS, occasion=now))
    file = world.cases.load(reference.number)
    world.cases.save(place_hold(file, HoldReason("A claim."), terms=TERMS, occasion=now))
    return f"/staff/cases/{reference.in_url}"
