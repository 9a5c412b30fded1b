"""The forms about personal details, and what people are told about them, in a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page

from chalicelib.application.make_copy import make_copies
from chalicelib.application.open_case import open_case
from chalicelib.domain.casework.answering_rights import RequestReceived, receive_request
from chalicelib.domain.casework.ending import Withdrawal, withdraw
from chalicelib.domain.casework.erasing import ErasureOrder, order_erasure
from chalicelib.domain.casework.holding import HoldReason, place_hold
from chalicelib.domain.data_rights import Wanted
from chalicelib.domain.erasures import Ground
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.representation import Basis, Standing
from chalicelib.presentation.sharings_page import SHARINGS
from tests.browser.conftest import barriers, sideways
from tests.builders import PRACTICE, TERMS, a_party, an_intake, an_occasion, by_staff, london
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


@pytest.mark.parametrize("size", [(375, 800), (1280, 900)], ids=["phone", "desktop"])
def test_copies_certificates_kept_files_and_the_register_can_be_used_by_everybody_3_6(
    open_page: Callable[..., Page], served: str, world: FakeWorld, size: tuple[int, int]
):
    page, case = open_page(size), a_case_with_a_request(world, spoken_for=True)
    erased = an_erased_case(world)
    signed_in(page, served, "complaints.manager")
    order = (f"{case}/do/copy", f"{case}/do/details", f"{case}/do/data-complaint-answer")
    after = (f"{case}/copies", f"{erased}/erasures", f"{erased}/do/erasure", f"{erased}/do/disposal")

    for path in (*order, *after, "/staff/kept-files"):
        is_for_everybody(page, path)

    # The copy is ordered with the keyboard, and stands in the list.
    page.goto(f"{case}/do/copy")
    page.get_by_label("Which request?").select_option("1")
    page.get_by_label("Nell Verity-Example: their own details").check()
    page.get_by_role("button", name="Put the copy together").press("Enter")
    page.wait_for_url(f"**{case}?done=copy")
    make_copies(CaseNumber("100001"), world.ports)
    page.goto(f"{case}/copies")
    assert page.get_by_role("button", name="Open the copy").is_visible()
    assert barriers(page) == []
    is_for_everybody(page, SHARINGS)


def signed_in(page: Page, served: str, who: str) -> None:
    page.context.add_cookies([{"name": "session", "value": who, "url": served, "httpOnly": True}])


def is_for_everybody(page: Page, path: str) -> None:
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200, path
    assert barriers(page) == [], path
    assert sideways(page) <= 0, path


def an_erased_case(world: FakeWorld) -> str:
    """The path of a withdrawn case of which everything was erased."""
    reference = open_case(
        an_intake(key="erased", party=a_party(last_name="Other", email="o@patients.example")),
        organisation=PRACTICE,
        by=PUBLIC,
        ports=world.ports,
    ).reference
    now = an_occasion(london(date(2026, 12, 29), 11), by_staff())
    for decide, asked in (
        (withdraw, Withdrawal(in_writing=True, text="No more.")),
        (order_erasure, ErasureOrder(Ground.NOT_NEEDED, sure=True)),
    ):
        file = world.cases.load(reference.number)
        world.cases.save(decide(file, asked, terms=TERMS, occasion=now))  # type: ignore[operator]
    world.deliver()
    return f"/staff/cases/{reference.in_url}"


def a_case_with_a_request(world: FakeWorld, *, spoken_for: bool = False) -> str:
    """The path of a case on legal hold, whose person asked for a copy."""
    intake = an_intake()
    if spoken_for:
        intake = an_intake(standing=Standing.REPRESENTATIVE, basis=Basis.ASKED)
        mother = a_party(id=PATIENT, first_name="Nell", email="")
        intake = replace(intake, parties=(*intake.parties, mother))
    reference = open_case(intake, organisation=PRACTICE, by=PUBLIC, ports=world.ports).reference
    now = an_occasion(london(date(2026, 12, 29), 11), by_staff())
    asked = RequestReceived(Wanted.COPY, "Please send me everything.", identity_known=True)
    file = world.cases.load(reference.number)
    world.cases.save(receive_request(file, asked, terms=TERMS, occasion=now))
    file = world.cases.load(reference.number)
    world.cases.save(place_hold(file, HoldReason("A claim."), terms=TERMS, occasion=now))
    return f"/staff/cases/{reference.in_url}"
