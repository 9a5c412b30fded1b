"""From case to case of a list, and strand by strand through a history: issue 6, point 8."""

from __future__ import annotations

import re

import pytest
from chalice.test import Client

from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.domain.events import EventType
from chalicelib.domain.reference import Reference
from chalicelib.domain.strands import Strand, strand_of
from tests.entry.test_staff_worklist import given_to, received, references
from tests.entry.visitors import Browser, Program, cookies_of, said, version_of
from tests.fakes import FakeWorld


def who_looked_at(client: Client, query: str, who: str = "complaints.manager") -> Browser:
    """Somebody's browser after it showed a page of a list."""
    shown = Browser(client, who).get(f"/staff/cases?{query}")
    cookie = next(each for each in cookies_of(shown) if each.startswith("list="))
    return Browser(client, f"{who}; {cookie.partition(';')[0]}")


def beside(browser: Browser, case: Reference) -> dict[str, str]:
    """Where the way through the list leads from a case."""
    page = browser.get(f"/staff/cases/{case.in_url}").body.decode()
    return {rel: path for path, rel in re.findall(r'href="([^"]+)" rel="(prev|next)"', page)}


@pytest.fixture
def three(world: FakeWorld) -> list[Reference]:
    return [received(world, n) for n in range(3)]


def test_from_a_case_one_goes_on_to_its_neighbours_in_the_list(
    app_client: Client, three: list[Reference]
):
    browser = who_looked_at(app_client, "view=team")
    first, second, third = (f"/staff/cases/{each.in_url}" for each in three)

    assert beside(browser, three[0]) == {"next": second}
    assert beside(browser, three[1]) == {"prev": first, "next": third}
    assert beside(browser, three[2]) == {"prev": second}
    assert "My team 2 of 3 on this page" in said(browser.get(second))


def test_after_something_was_done_to_a_case_the_way_goes_on(
    app_client: Client, world: FakeWorld, three: list[Reference]
):
    browser = who_looked_at(app_client, "view=team")
    path = f"/staff/cases/{three[1].in_url}"
    done = browser.post(f"{path}/do/notes", version=version_of(world, three[1]), text="Rang them")

    assert f"/staff/cases/{three[2].in_url}" in browser.get(done.headers["Location"]).body.decode()


def test_from_a_case_that_left_the_list_the_way_goes_on_as_it_was_begun(
    app_client: Client, world: FakeWorld, three: list[Reference]
):
    browser = who_looked_at(app_client, "view=unassigned")
    mine = given_to(world, three[0], "complaints.manager")

    assert beside(browser, mine) == {"next": f"/staff/cases/{three[1].in_url}"}
    page = browser.get(f"/staff/cases/{mine.in_url}").body.decode()
    assert 'href="/staff/cases?view=unassigned">Nobody’s yet</a>' in page


def test_a_case_that_was_on_another_page_leads_back_to_the_list(
    app_client: Client, world: FakeWorld, three: list[Reference]
):
    browser = who_looked_at(app_client, "view=team")
    later = received(world, 4)

    assert beside(browser, later) == {}
    page = browser.get(f"/staff/cases/{later.in_url}").body.decode()
    assert 'href="/staff/cases?view=team">My team</a>' in page


def test_a_case_that_its_reader_may_not_open_is_no_stop_on_the_way(
    app_client: Client, world: FakeWorld, three: list[Reference]
):
    manager = Browser(app_client, "complaints.manager")
    path = f"/staff/cases/{three[1].in_url}/do/restricted-access"
    manager.post(path, version=version_of(world, three[1]), text="It is about a colleague")
    office = who_looked_at(app_client, "view=team", "office.manager")

    assert beside(office, three[0]) == {"next": f"/staff/cases/{three[2].in_url}"}


def test_the_last_case_of_a_page_leads_to_the_next_page(app_client: Client, world: FakeWorld):
    for n in range(PAGE_SIZE + 1):
        received(world, n)
    browser = who_looked_at(app_client, "view=team")
    last = references(browser.get("/staff/cases?view=team").body.decode())[-1]

    page = browser.get(f"/staff/cases/{last.replace('/', '-')}")

    assert "More cases" in said(page)


@pytest.mark.parametrize(
    "kept", ["", "view=everybody", "view=team&order=x.y", "view=team&order=..", "%"]
)
def test_a_list_that_is_none_any_more_stops_nobody(
    app_client: Client, three: list[Reference], kept: str
):
    browser = Browser(app_client, f"complaints.manager; list={kept}")

    assert browser.get(f"/staff/cases/{three[0].in_url}").status_code == 200


def test_every_event_belongs_to_one_strand():
    assert {strand_of(each) for each in EventType} == set(Strand)


def test_a_history_is_read_strand_by_strand(
    manager: Browser, program: Program, world: FakeWorld, reference: Reference
):
    path = f"/staff/cases/{reference.in_url}"
    manager.post(f"{path}/do/notes", version=version_of(world, reference), text="Rang them")

    notes = manager.get(f"{path}?timeline=notes").body.decode().partition('id="timeline"')[2]
    told = program.get(f"/api/cases/{reference.in_url}/timeline?timeline=notes").json_body

    assert len(re.findall(r'id="event-\d+"', notes)) == 1
    assert "Rang them" in notes
    assert 'aria-current="true">Notes' in notes
    assert [each["type"] for each in told["items"]] == [EventType.NOTE_ADDED]


def test_a_strand_that_does_not_exist_is_refused(manager: Browser, reference: Reference):
    assert manager.get(f"/staff/cases/{reference.in_url}?timeline=gossip").status_code == 422
