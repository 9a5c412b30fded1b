"""Each role at its work in a real browser, from its list to what it does, axe on every page (issue 6):
reception, office manager, complaints manager, partner, and the three stages of a company.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import pytest
from playwright.sync_api import Page

from chalicelib.application.open_case import open_case
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.staff import Staff
from chalicelib.domain.states import State
from tests.browser.conftest import DESKTOP, PHONE, barriers_at, sideways
from tests.browser.test_commands import CASE, OpenPage, on_the_desk, sign_in
from tests.builders import MANAGER, OFFICE, PARTNER, POLICIES, RECEPTION, a_member_of_staff, an_intake
from tests.fakes import FakeWorld
from tests.way import in_every_state


@dataclass
class Eyes:
    """What somebody meets on the way; every page is looked at on a phone and on a desk."""

    page: Page
    wrong: dict[str, object] = field(default_factory=dict)

    def at(self, name: str) -> None:
        """Look at the page as it is."""
        found = barriers_at(self.page, PHONE, DESKTOP) or sideways(self.page)
        if found:
            self.wrong[name] = found

    def press(self, button: str) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).click()

    def read(self) -> str:
        return self.page.inner_text("main")


@contextmanager
def at_work(open_page: OpenPage, served: str, person: Staff) -> Iterator[Eyes]:
    """Somebody signed in, at their list; at the end nothing stood in the way."""
    eyes = Eyes(open_page(DESKTOP))
    sign_in(eyes.page, served, person)
    eyes.page.goto("/staff/cases")
    eyes.at("the list")
    yield eyes
    assert eyes.wrong == {}


def test_reception_confirms_who_rings_and_writes_down_what_they_say(
    open_page: OpenPage, served: str, world: FakeWorld
):
    on_the_desk(world, in_every_state()[State.LOGGED])
    with at_work(open_page, served, RECEPTION) as eyes:
        eyes.page.goto("/staff/contacts/new")
        eyes.at("the sheet of a contact")
        eyes.page.goto(CASE)
        eyes.at("the check before the case")
        eyes.page.get_by_label("Full name").fill("Asha Verity-Example")
        eyes.press("Check")
        eyes.page.goto(f"{CASE}/do/notes")
        eyes.at("the form")
        _writes(eyes.page, "She rang about the wait")
        eyes.press("Keep the note")
        eyes.at("the case")

        assert "She rang about the wait" in eyes.read()


WORK: dict[str, tuple[Staff, State, str, Callable[[Page], None], str, str]] = {
    "the office manager settles a concern": (
        *(OFFICE, State.LOGGED, "informal-resolution"),
        lambda page: (page.get_by_label("Yes").first.check(), _writes(page, "Explained")),
        *("It is settled", "It is settled informally"),
    ),
    "the complaints manager takes a complaint up": (
        *(MANAGER, State.RECEIVED, "acknowledgement"),
        lambda page: (page.get_by_label("Letter").check(), page.get_by_label("Meeting").last.check()),
        *("Record this", "What you did is recorded"),
    ),
    "the partner approves the letter": (
        *(PARTNER, State.AWAITING_SIGNOFF, "approval"),
        lambda page: page.get_by_label("In which role?").select_option("partner"),
        *("I approve it", "approv"),
    ),
}


def _writes(page: Page, words: str) -> None:
    page.locator("textarea").first.fill(words)


@pytest.mark.parametrize("work", WORK)
def test_each_role_does_its_work_from_its_list_without_anything_in_the_way(
    open_page: OpenPage, served: str, world: FakeWorld, work: str
):
    person, state, command, fills, button, done = WORK[work]
    on_the_desk(world, in_every_state()[state])
    with at_work(open_page, served, person) as eyes:
        eyes.page.goto(CASE)
        eyes.at("the case")
        eyes.page.goto(f"{CASE}/do/{command}")
        eyes.at("the form")
        fills(eyes.page)
        eyes.press(button)
        eyes.at("the case afterwards")

        assert done in eyes.read()


STAGES = (
    ("Ada Handler", "case_handler"),
    ("Ola Operations", "operations_manager"),
    ("Hedda Head", "head_of_customer_experience"),
)


def test_s3_the_three_stages_are_answered_one_after_the_other(
    open_page: OpenPage, served: str, world: FakeWorld
):
    company = next(each for each in POLICIES.organisations() if each.id == "kestrel-reports")
    staff = [_of_the_company(world, name, role) for name, role in STAGES]
    told = an_intake(received_via=ReceivedVia.PHONE, contact_type=ContactType.COMPLAINT)
    case = open_case(told, organisation=company, by=PUBLIC, ports=world.ports).reference
    for person, then in zip(staff, [*staff[1:], None], strict=True):
        path = f"/staff/cases/{case.in_url}"
        with at_work(open_page, served, person) as eyes:
            eyes.page.goto(f"{path}/do/stage-reply")
            eyes.at("the form of the reply")
            _writes(eyes.page, "We looked at it again.")
            eyes.page.get_by_label("Not upheld").check()
            eyes.page.get_by_label("Letter").check()
            eyes.page.get_by_label("Yes").last.check()
            eyes.press("Keep the reply")
            eyes.at("the case after the reply")
            eyes.page.goto(f"{path}/do/dispatch")
            eyes.page.locator("select[name='message']").select_option(index=1)
            eyes.press("Record it as sent")
            if then is not None:
                eyes.page.goto(f"{path}/do/next-stage")
                eyes.at("the form of the next stage")
                _writes(eyes.page, "Nobody read my letter.")
                eyes.page.locator("select[name='handler']").select_option(then.id)
                eyes.press("Take it there")
                assert "done=next-stage" in eyes.page.url
                case = world.cases.load(case.number).case.reference

    assert world.cases.load(case.number).case.state is State.RESPONDED


def _of_the_company(world: FakeWorld, name: str, role: str) -> Staff:
    person = a_member_of_staff(name, roles=(role,))
    person = replace(person, organisation=OrganisationId("kestrel-reports"))
    world.directory.enrol(person)
    world.sign_in.enrol(person)
    return person
