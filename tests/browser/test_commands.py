"""Every form of every command and the case page on its way, in a real browser, with axe looking."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.domain.states import State
from chalicelib.domain.workflow import why_not
from chalicelib.presentation.forms import FORMS
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.builders import HANDLER, MANAGER, OFFICE, PARTNER, TERMS
from tests.fakes import FakeWorld
from tests.way import in_every_state

OpenPage = Callable[..., Page]
CASE = "/staff/cases/WLP-123456"


def where_possible(action: Action) -> CaseFile | None:
    """A case in which it can be done; None where only something rarer allows it."""
    files = in_every_state().values()
    return next((file for file in files if not why_not(file, action, TERMS)), None)


def on_the_desk(world: FakeWorld, file: CaseFile) -> None:
    """Put this case where the pages look."""
    world.cases.files[file.case.number] = file
    world.cases.clocks[file.case.number] = file.clocks(TERMS)


def signed_in(open_page: OpenPage, served: str, size: tuple[int, int]) -> Page:
    page = open_page(size)
    sign_in(page, served, MANAGER)
    return page


def sign_in(page: Page, served: str, person: Staff) -> None:
    page.context.add_cookies([{"name": "session", "value": person.id, "url": served}])


def who_may(action: Action) -> Staff:
    """Somebody whose role it is: not everything is the complaints manager's."""
    people = (MANAGER, PARTNER, OFFICE, HANDLER)
    return next(each for each in people if TERMS.pack.permits(each.roles, action))


def test_every_form_is_free_of_barriers_on_a_phone_also_when_something_is_missing(
    open_page: OpenPage, served: str, world: FakeWorld
):
    page, wrong = signed_in(open_page, served, PHONE), {}
    for action, form in FORMS.items():
        file = where_possible(action)
        if file is None:
            continue
        on_the_desk(world, file)
        sign_in(page, served, who_may(action))
        page.goto(f"{CASE}/do/{form.name}")
        with page.expect_navigation():
            page.get_by_role("button", name=form.button, exact=True).click()
        found = barriers(page)
        if found or sideways(page) > 0:
            wrong[form.name] = found or sideways(page)

    assert wrong == {}


def test_the_case_page_is_free_of_barriers_in_every_state(
    open_page: OpenPage, served: str, world: FakeWorld
):
    page, wrong = signed_in(open_page, served, DESKTOP), {}
    for state in (State.RECEIVED, State.AWAITING_SIGNOFF, State.ACTIONS_OPEN, State.CLOSED):
        on_the_desk(world, in_every_state()[state])
        page.goto(CASE)
        found = barriers(page)
        if found or sideways(page) > 0:
            wrong[str(state)] = found or sideways(page)

    assert wrong == {}
