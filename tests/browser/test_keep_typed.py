"""What staff type into a long form is not lost with the connection, nor with the page (issue 6.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, Route, expect

from chalicelib.domain.letters.drafts import draft_of, drafts_of
from chalicelib.domain.states import State
from tests.browser.conftest import DESKTOP, PHONE, barriers, sideways
from tests.browser.test_commands import CASE, on_the_desk, signed_in
from tests.fakes import FakeWorld
from tests.way import in_every_state

EDITOR = f"{CASE}/do/letter-draft"
WORDS = "We are sorry that nobody rang you back."


@pytest.fixture
def editor(open_page: Callable[..., Page], served: str, world: FakeWorld) -> Page:
    page = signed_in(open_page, served, DESKTOP)
    on_the_desk(world, in_every_state()[State.SHARED_WITH_STAFF])
    page.goto(EDITOR)
    return page


def apology(page: Page) -> str:
    return page.get_by_role("textbox", name="2. Apology").input_value()


def test_what_was_typed_is_offered_again_after_the_page_was_left(editor: Page, world: FakeWorld):
    before = apology(editor)
    editor.get_by_role("textbox", name="2. Apology").fill(WORDS)
    expect(editor.get_by_text("What you typed is kept in this tab")).to_be_visible()

    editor.goto(CASE)
    editor.goto(EDITOR)

    assert apology(editor) == before
    assert barriers(editor) == []
    editor.get_by_role("button", name="Put it back").click()
    assert apology(editor) == WORDS
    (file,) = world.cases.files.values()
    assert len(drafts_of(file.events)) == 1  # saved by the press only


def test_a_lost_connection_loses_nothing_and_is_tried_again(editor: Page, world: FakeWorld):
    lost: list[str] = []

    def fails_once(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request.url)
            route.abort("internetdisconnected")
        else:
            route.continue_()

    editor.route("**/do/letter-draft", fails_once)
    editor.get_by_role("textbox", name="2. Apology").fill(WORDS)
    editor.get_by_role("button", name="Save this version").click()

    expect(editor.get_by_text("There is no connection")).to_be_visible()
    assert apology(editor) == WORDS
    expect(editor.get_by_text("The letter is saved")).to_be_visible(timeout=15_000)
    (file,) = world.cases.files.values()
    draft = draft_of(file.events)
    assert draft is not None
    assert draft.text.apology == WORDS
    assert lost
    editor.goto(EDITOR)
    assert editor.get_by_role("button", name="Put it back").count() == 0


def test_what_was_typed_before_the_network_went_is_there_when_page_and_network_come_back(
    editor: Page, world: FakeWorld
):
    editor.get_by_role("textbox", name="2. Apology").fill(WORDS)
    editor.context.set_offline(True)
    editor.get_by_role("button", name="Save this version").click()
    expect(editor.get_by_text("There is no connection")).to_be_visible()
    with pytest.raises(Error):
        editor.reload()  # the page itself cannot come: the tab shows the browser's own

    editor.context.set_offline(False)
    editor.goto(EDITOR)

    editor.get_by_role("button", name="Put it back").click()
    assert apology(editor) == WORDS
    editor.get_by_role("button", name="Save this version").click()
    expect(editor.get_by_text("The letter is saved")).to_be_visible()
    (file,) = world.cases.files.values()
    assert [draft.text.apology for draft in drafts_of(file.events)].count(WORDS) == 1


def test_what_was_typed_goes_on_at_another_computer_and_nobody_else_reads_it(
    editor: Page, open_page: Callable[..., Page], served: str, world: FakeWorld
):
    """Kept on the server a few seconds after the last key, without a press of any button."""
    editor.get_by_role("textbox", name="2. Apology").fill(WORDS)
    expect(editor.get_by_text("on any computer. It is not saved yet")).to_be_visible(timeout=12_000)
    (file,) = world.cases.files.values()
    assert len(drafts_of(file.events)) == 1  # to keep is not to save

    another = signed_in(open_page, served, PHONE)
    another.goto(EDITOR)

    assert apology(another) == WORDS
    assert barriers(another) == []
    assert sideways(another) <= 0
    assert another.get_by_role("button", name="Put it back").count() == 0
    another.get_by_role("button", name="throw it away").click()
    expect(another.get_by_text("You began this")).to_have_count(0)
    assert apology(another) != WORDS


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_two_who_write_at_once_see_both_texts_side_by_side(
    open_page: Callable[..., Page], served: str, world: FakeWorld, size: tuple[int, int]
):
    page = signed_in(open_page, served, size)
    on_the_desk(world, in_every_state()[State.SHARED_WITH_STAFF])
    other = page.context.new_page()
    for each, words in ((page, WORDS), (other, "We are sorry for the long silence.")):
        each.goto(EDITOR)
        each.get_by_role("textbox", name="2. Apology").fill(words)
    other.get_by_role("button", name="Save this version").click()
    expect(other.get_by_text("The letter is saved")).to_be_visible()

    page.get_by_role("button", name="Save this version").click()

    differs = page.get_by_role("group", name="2. Apology")
    expect(differs).to_contain_text("We are sorry for the long silence.")
    expect(differs).to_contain_text(WORDS)
    assert apology(page) == WORDS
    assert barriers(page) == []
    assert sideways(page) <= 0


def test_a_call_that_was_half_written_down_survives_its_browser(
    open_page: Callable[..., Page], served: str, world: FakeWorld
):
    """Kept on the server for whoever fills it in, without a press of any button."""
    page = signed_in(open_page, served, PHONE)
    page.goto("/staff/contacts/new")
    page.get_by_role("textbox", name="What happened?").fill("He waited in the rain")
    expect(page.get_by_text("What you typed is kept for you")).to_be_visible(timeout=12_000)

    another = signed_in(open_page, served, DESKTOP)
    another.goto("/staff/contacts/new")

    told = another.get_by_role("textbox", name="What happened?")
    assert told.input_value() == "He waited in the rain"
    assert barriers(another) == []
    assert sideways(another) <= 0
    assert another.get_by_role("button", name="Put it back").count() == 0
    assert world.cases.files == {}


def test_a_call_that_was_half_written_down_is_put_back_with_the_questions_it_opened(
    open_page: Callable[..., Page], served: str, world: FakeWorld
):
    page = signed_in(open_page, served, PHONE)
    page.goto("/staff/contacts/new")
    page.get_by_label("Yes", exact=True).first.check()
    page.get_by_role("textbox", name="What did you do?").fill("Told the duty doctor")
    expect(page.get_by_text("What you typed is kept in this tab")).to_be_visible()

    page.goto("/staff/contacts/new")
    page.get_by_role("button", name="Put it back").click()

    expect(page.get_by_role("textbox", name="What did you do?")).to_be_visible()
    assert page.get_by_role("textbox", name="What did you do?").input_value() == "Told the duty doctor"
    assert barriers(page) == []
    assert world.cases.files == {}
