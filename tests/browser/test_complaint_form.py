"""The complaint form in a real browser: on a phone, by keyboard, without scripts, with axe looking."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    DESKTOP,
    NARROWEST,
    PHONE,
    Size,
    barriers,
    barriers_at,
    resize,
    sideways,
)
from tests.fakes import FakeWorld

OpenPage = Callable[..., Page]
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 5


def go_on(page: Page, button: str = "Save and continue") -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def home(page: Page) -> None:
    page.goto("/")


def start(page: Page) -> None:
    go_on(page, "Tell us now")


def first_step(page: Page) -> None:
    go_on(page, "Start now")


def first_step_with_faults(page: Page) -> None:
    go_on(page)


def needed(page: Page) -> None:
    page.get_by_label("Yes", exact=True).check()
    go_on(page)


def kind(page: Page) -> None:
    page.get_by_role("button", name="Continue with my message").click()
    page.wait_for_url("**/complain/kind")


def whom(page: Page) -> None:
    page.get_by_label("A complaint").check()
    go_on(page)


def basis(page: Page) -> None:
    page.get_by_label("Someone else").check()
    go_on(page)


def child(page: Page) -> None:
    page.get_by_label("They are under 18").check()
    go_on(page)


def relationship(page: Page) -> None:
    page.get_by_label("I am their mother or father").check()
    go_on(page)


def their_name(page: Page) -> None:
    page.get_by_label("How do you know them?").fill("I am his mother")
    go_on(page)


def their_name_with_faults(page: Page) -> None:
    go_on(page)


def their_birth(page: Page) -> None:
    page.get_by_label("Their first name").fill("Tom")
    page.get_by_label("Their last name").fill(LONG_NAME)
    go_on(page)


def their_birth_with_faults(page: Page) -> None:
    page.get_by_label("Day").fill("1 2 1990")
    go_on(page)


def subject(page: Page) -> None:
    page.get_by_label("Day").fill("1")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("2018")
    go_on(page)


def story(page: Page) -> None:
    page.get_by_label("Treatment or care").check()
    go_on(page)


def story_with_faults(page: Page) -> None:
    go_on(page)


def when(page: Page) -> None:
    page.get_by_label("What would you like to say?").fill("I waited.\n\nمرحبا <b>😀</b> {{ 7 * 7 }}")
    go_on(page)


def when_with_faults(page: Page) -> None:
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("feb")
    page.get_by_label("Year").fill("26")
    go_on(page)


def where(page: Page) -> None:
    page.get_by_label("Day").fill("1")
    go_on(page)


def what_you_want(page: Page) -> None:
    go_on(page)


def how(page: Page) -> None:
    go_on(page)


def name(page: Page) -> None:
    go_on(page)


def birth(page: Page) -> None:
    page.get_by_label("First name").fill(LONG_NAME)
    page.get_by_label("Last name").fill("שלום")
    go_on(page)


def contact(page: Page) -> None:
    page.get_by_label("Day").fill("27")
    page.get_by_label("Month").fill("March")
    page.get_by_label("Year").fill("57")
    go_on(page)


def contact_with_faults(page: Page) -> None:
    page.get_by_label("Email address").fill("asha")
    go_on(page)


def email(page: Page) -> None:
    page.get_by_label("Email address").fill("asha@patients.example")
    go_on(page)


def keep_in_touch(page: Page) -> None:
    page.get_by_label("Yes, you may email me").check()
    go_on(page)


def keep_in_touch_with_faults(page: Page) -> None:
    go_on(page)


def formats(page: Page) -> None:
    page.get_by_role("group", name="What is the best way").get_by_label("Email").check()
    go_on(page)


def support(page: Page) -> None:
    page.get_by_label("Braille").check()
    go_on(page)


def check(page: Page) -> None:
    go_on(page)


def help_now(page: Page) -> None:
    page.goto("/complain/what-happened")
    page.get_by_label("What would you like to say?").fill("I have chest pain and I want to die")
    go_on(page)


def help_left(page: Page) -> None:
    page.get_by_role("button", name="Continue with my message").click()
    page.wait_for_url("**/complain/when")


def later(page: Page) -> None:
    go_on(page, "Save and come back later")


def later_with_faults(page: Page) -> None:
    page.get_by_label("Where shall we send the code?").fill("asha@")
    go_on(page, "Send me the code")


def kept(page: Page) -> None:
    page.get_by_label("Where shall we send the code?").fill("asha@patients.example")
    go_on(page, "Send me the code")


def come_back(page: Page) -> None:
    page.goto("/come-back")


def come_back_with_faults(page: Page) -> None:
    page.get_by_label("Reference").fill("AAAA-AAAA")
    page.get_by_label("Code").fill("123456")
    go_on(page, "Go on with my form")


def begun(page: Page) -> None:
    page.goto("/complain")


def received(page: Page) -> None:
    page.goto("/complain/check")
    go_on(page, "Send it now")


def privacy(page: Page) -> None:
    page.goto("/privacy")


def another_browsers_confirmation(page: Page) -> None:
    page.goto("/complaints/ABC-123456/received")


STATES: tuple[Callable[[Page], None], ...] = (
    *(home, start, first_step, first_step_with_faults, needed, kind),
    *(whom, basis, child, relationship, their_name, their_name_with_faults),
    *(their_birth, their_birth_with_faults),
    *(subject, story, story_with_faults, when, when_with_faults, where, what_you_want, how),
    *(name, birth, contact, contact_with_faults, email),
    *(keep_in_touch, keep_in_touch_with_faults, formats, support),
    *(check, help_now, help_left, later, later_with_faults, kept, come_back, come_back_with_faults),
    *(begun, received, privacy, another_browsers_confirmation),
)
"""Every page of the public in every state, each reached from the one before: a mother for her son."""


def test_axe_finds_no_barrier_in_any_state_and_no_page_is_scrolled_sideways(
    open_page: OpenPage,
):
    page, found = open_page(PHONE), {}

    for state in STATES:
        state(page)
        found[state.__name__] = barriers_at(page, DESKTOP) + too_wide(page, NARROWEST, PHONE)
        found[state.__name__] += barriers_at(page, PHONE)

    assert not {name: what for name, what in found.items() if what}


def test_axe_finds_no_barrier_where_no_script_runs(open_page: OpenPage):
    page, found = open_page(PHONE), {}
    # axe needs a browser that runs scripts: ours are empty instead.
    page.route("**/*.js*", lambda route: route.fulfill(content_type="text/javascript", body=""))

    for state in STATES:
        state(page)
        found[state.__name__] = barriers(page)

    assert not {name: what for name, what in found.items() if what}


def too_wide(page: Page, *sizes: Size) -> list[str]:
    """In windows of which sizes the page must be scrolled sideways."""
    wide = []
    for size in sizes:
        resize(page, size)
        wide += [f"{sideways(page)} too wide for {size[0]} pixels"] if sideways(page) > 0 else []
    return wide


def test_the_whole_form_works_without_scripts(open_page: OpenPage, world: FakeWorld):
    page = open_page(PHONE, scripts=False)

    for state in STATES[: STATES.index(received) + 1]:
        state(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your complaint")
    (file,) = world.cases.files.values()
    assert file.complainant is not None
    assert file.complainant.first_name == LONG_NAME


def test_faults_take_the_focus_and_lead_to_their_fields(open_page: OpenPage):
    page = open_page(PHONE)
    page.goto("/complain/help-first")

    go_on(page)
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Say whether anyone needs medical help now").click()

    expect(page.get_by_label("No", exact=True)).to_be_focused()


def test_the_whole_form_can_be_filled_in_by_keyboard_on_a_phone(open_page: OpenPage, world: FakeWorld):
    page = open_page(PHONE)
    page.goto("/complain/help-first")

    choose(page, "#urgent_need", downs=0)
    press(page, "Save and continue")
    choose(page, "#contact_type", downs=0)
    press(page, "Save and continue")
    choose(page, "#standing", downs=0)
    press(page, "Save and continue")
    choose(page, "#subject", downs=2)
    press(page, "Save and continue")
    write(page, "#what_happened", "Nobody rang me about my blood test.")
    press(page, "Save and continue")
    write(page, "#happened_on-day", "1")
    write(page, "#happened_on-month", "Dec")
    write(page, "#happened_on-year", "26")
    press(page, "Save and continue")
    press(page, "Save and continue")
    write(page, "#desired_outcome", "An explanation")
    press(page, "Save and continue")
    press(page, "Save and continue")
    write(page, "#first_name", "Asha")
    write(page, "#last_name", "Verity-Example")
    press(page, "Save and continue")
    write(page, "#date_of_birth-day", "27 March 1957")
    press(page, "Save and continue")
    write(page, "#email", "asha@patients.example")
    press(page, "Save and continue")
    choose(page, "#may_email", downs=0)
    press(page, "Save and continue")
    choose(page, "#best_channel", downs=0)
    press(page, "Save and continue")
    press(page, "Save and continue")
    press(page, "Save and continue")
    press(page, "Send it now")

    expect(page.get_by_role("heading", level=1)).to_have_text("We have received your complaint")
    expect(page.get_by_text("WLP/100001")).to_be_visible()
    expect(page.get_by_text("Thursday 31 December 2026")).to_be_visible()
    (file,) = world.cases.files.values()
    assert file.case.subject == "communications"


def write(page: Page, where: str, text: str) -> None:
    """Go to a field with the Tab key and type."""
    tab_to(page, where)
    page.keyboard.type(text)


def choose(page: Page, first: str, *, downs: int) -> None:
    """Go to a group of radios with the Tab key and choose one with the arrows."""
    tab_to(page, first)
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")


def press(page: Page, name: str) -> None:
    """Go to a button with the Tab key and press it."""
    tab_to(page, f"button:has-text('{name}')")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, where: str) -> None:
    """Press Tab until the element has the focus: whoever cannot reach it cannot complain."""
    wanted = page.locator(where)
    for _ in range(60):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{where} cannot be reached with the Tab key")
