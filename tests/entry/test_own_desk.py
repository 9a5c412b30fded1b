"""Saved lists and what is new on one's cases: issue 6, point 8."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from chalice.test import Client

from chalicelib.domain.own_desk import LONGEST_NAME, MOST_VIEWS, Desk, SavedView, with_view
from chalicelib.domain.reference import Reference
from tests.builders import MANAGER, PRACTICE
from tests.entry.test_staff_worklist import given_to, received, references
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

VIEWS, NEWS = "/staff/views", "/staff/news"
OVERDUE = "view=team&due=overdue"


def saved(page: str) -> list[tuple[str, str]]:
    """The saved lists of a page: their names with their addresses."""
    nav = page.partition('aria-label="Your saved lists"')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', nav)
    return [(name, path.replace("&amp;", "&")) for path, name in found]


def noted_by(browser: Browser, world: FakeWorld, case: Reference) -> None:
    path = f"/staff/cases/{case.in_url}/do/notes"
    browser.post(path, version=version_of(world, case), text="They rang")
    world.deliver()


@pytest.fixture
def mine(world: FakeWorld) -> Reference:
    """A case that the manager took."""
    return given_to(world, received(world, 1), "complaints.manager")


@pytest.fixture
def handler(app_client: Client) -> Browser:
    return Browser(app_client, "case.handler")


def test_a_list_is_saved_under_a_name_and_opened_again(manager: Browser, world: FakeWorld):
    answer = manager.post(VIEWS, name=" Late  ones ", asked="due=overdue&view=team")

    assert answer.headers["Location"] == f"/staff/cases?{OVERDUE}"
    page = manager.get(answer.headers["Location"]).body.decode()
    assert saved(page) == [("Late ones", f"/staff/cases?{OVERDUE}")]
    assert 'aria-current="page">Late ones' in page


def test_a_saved_list_is_ones_own(manager: Browser, handler: Browser):
    manager.post(VIEWS, name="Late ones", asked=OVERDUE)

    assert saved(handler.get("/staff/cases").body.decode()) == []


def test_a_list_that_is_removed_is_gone_and_removing_it_again_changes_nothing(manager: Browser):
    manager.post(VIEWS, name="Late ones", asked=OVERDUE)
    for _ in range(2):
        manager.post(f"{VIEWS}/removal", name="late ones", asked="view=team")

    assert saved(manager.get("/staff/cases").body.decode()) == []


@pytest.mark.parametrize("name", ["", " ", "n" * (LONGEST_NAME + 1)], ids=["none", "blank", "long"])
def test_a_name_that_cannot_be_kept_is_refused_beside_its_field(manager: Browser, name: str):
    answer = manager.post(VIEWS, name=name, asked=OVERDUE)

    assert answer.status_code == 422
    assert 'id="name-error"' in answer.body.decode()
    assert f'value="{name}"' in answer.body.decode()


@pytest.mark.parametrize("asked", ["view=everybody", "due=tomorrow"])
def test_what_is_no_list_is_not_saved(manager: Browser, world: FakeWorld, asked: str):
    assert manager.post(VIEWS, name="Odd", asked=asked).status_code == 422
    assert world.desks.of(PRACTICE.id, MANAGER.id).views == ()


def test_twenty_lists_are_enough_and_an_old_one_can_still_be_replaced():
    desk = Desk(MANAGER.id)
    for n in range(MOST_VIEWS):
        desk = with_view(desk, SavedView(f"List {n}", "view=team"))

    replaced = with_view(desk, SavedView("LIST 3", "view=mine"))

    assert len(replaced.views) == MOST_VIEWS
    with pytest.raises(Exception, match="Remove one first"):
        with_view(desk, SavedView("One more", "view=team"))


def test_a_program_saves_reads_and_removes_lists(program: Program):
    kept = program.post("/api/views", {"name": "Late", "asked": OVERDUE}).json_body
    read = program.get("/api/views").json_body
    gone = program.post("/api/views/removal", {"name": "Late"}).json_body

    assert kept == read == {"items": [{"name": "Late", "href": f"/api/cases?{OVERDUE}"}]}
    assert gone == {"items": []}
    assert program.get(read["items"][0]["href"]).status_code == 200


def test_what_a_colleague_does_to_my_case_is_news_and_what_i_do_is_none(
    manager: Browser, handler: Browser, world: FakeWorld, mine: Reference
):
    noted_by(manager, world, mine)
    assert "Note" not in said(manager.get(NEWS))
    world.clock.forward(timedelta(hours=1))
    noted_by(handler, world, mine)

    assert f"{mine} A. Person-1 : Note Hal Handler" in said(manager.get(NEWS))
    assert "New Note" in said(manager.get("/staff/cases"))
    assert str(mine) not in said(handler.get(NEWS))


def test_what_was_seen_is_news_no_more_and_what_came_meanwhile_still_is(
    manager: Browser, handler: Browser, world: FakeWorld, mine: Reference
):
    noted_by(handler, world, mine)
    until = re.search(r'name="until" value="([^"]+)"', manager.get(NEWS).body.decode())
    assert until
    world.clock.forward(timedelta(minutes=1))
    manager.post(f"{NEWS}/seen", until=until[1])
    assert "Nothing is new since" in said(manager.get(NEWS))
    assert "New Note" not in said(manager.get("/staff/cases"))

    noted_by(handler, world, mine)
    manager.post(f"{NEWS}/seen", until=until[1])

    assert str(mine) in said(manager.get(NEWS))


def test_nobody_has_seen_what_is_still_to_come(program: Program, world: FakeWorld):
    told = program.post("/api/news/seen", {"until": "2031-01-01T00:00:00Z"}).json_body

    assert told["since"].startswith("2026-12-24")


def test_a_moment_that_is_none_is_refused(manager: Browser):
    assert manager.post(f"{NEWS}/seen", until="soon").status_code == 422
    assert manager.post(f"{NEWS}/seen", until="2026-12-24T15:00:00").status_code == 422


def test_a_program_reads_the_same_news(
    program: Program, handler: Browser, world: FakeWorld, mine: Reference
):
    noted_by(handler, world, mine)

    told = program.get("/api/news").json_body

    assert [(each["reference"], each["type"]) for each in told["items"]] == [(str(mine), "note.added")]
    assert told["is_all"]


def test_who_has_no_cases_is_shown_those_that_nobody_has(manager: Browser, world: FakeWorld):
    waiting = received(world, 1)

    page = manager.get("/staff/cases")

    assert references(page.body.decode()) == [str(waiting)]
    assert 'aria-current="page">Nobody’s yet' in page.body.decode()


def test_who_has_no_cases_where_all_have_somebody_is_shown_the_team(manager: Browser, world: FakeWorld):
    taken = given_to(world, received(world, 1), "case.handler")

    assert references(manager.get("/staff/cases").body.decode()) == [str(taken)]


def test_what_happened_before_i_took_a_case_is_no_news_to_me(manager: Browser, mine: Reference):
    assert "Nothing is new" in said(manager.get(NEWS))


def test_a_case_that_i_am_given_is_news(manager: Browser, handler: Browser, world: FakeWorld):
    given = given_to(world, received(world, 1), "case.handler")

    assert f"{given} A. Person-1 : Given to a handler Mira Manager" in said(handler.get(NEWS))
