"""The same to several cases, with a preview: issue 6, point 8."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.domain.events import EventType
from chalicelib.domain.reference import Reference
from tests.builders import HANDLER, MANAGER
from tests.entry.test_staff_worklist import given_to, received
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

PREVIEW, DO = "/staff/several", "/staff/several/done"


def pick(world: FakeWorld, *cases: Reference) -> list[str]:
    """As the boxes of the list say it."""
    seen = ((case, world.cases.load(case.number).decided_version) for case in cases)
    return [f"{case.in_url}:{version}" for case, version in seen]


def asked(world: FakeWorld, *cases: Reference, **more: object) -> dict[str, Any]:
    return {"asked": "view=team", "case": pick(world, *cases), "handler": "", **more}


def handler_of(world: FakeWorld, case: Reference) -> str | None:
    return world.cases.load(case.number).case.handler


def nudges(world: FakeWorld, case: Reference) -> int:
    events = world.cases.load(case.number).events
    return sum(event.type is EventType.HANDLER_NUDGED for event in events)


@pytest.fixture
def two(world: FakeWorld) -> tuple[Reference, Reference]:
    return received(world, 1), received(world, 2)


@pytest.fixture
def taken(world: FakeWorld) -> Reference:
    return given_to(world, received(world, 3), "case.handler")


def test_a_preview_says_what_can_be_done_and_why_the_rest_cannot_and_changes_nothing(
    manager: Browser, world: FakeWorld, two: tuple[Reference, Reference], taken: Reference
):
    saves = world.cases.saves

    page = said(
        manager.post(PREVIEW, **asked(world, *two, taken, deed="assign", handler="case.handler"))
    )

    assert "Give the cases to Hal Handler" in page
    assert "This can be done to 2" in page
    assert f"This cannot be done to 1 {taken} Hal Handler has this case already" in page
    assert "Give 2 cases to Hal Handler" in page
    assert world.cases.saves == saves


def test_the_form_of_the_preview_gives_each_case_away_and_tells_their_handler(
    manager: Browser, world: FakeWorld, two: tuple[Reference, Reference], taken: Reference
):
    page = manager.post(PREVIEW, **asked(world, *two, taken, deed="assign", handler="case.handler"))
    cases = re.findall(r'name="case" value="([^"]+)"', page.body.decode())

    done = manager.post(DO, asked="view=team", deed="assign", handler="case.handler", case=cases)
    world.deliver()

    assert "2 cases were given to Hal Handler" in said(done)
    assert [handler_of(world, each) for each in two] == [HANDLER.id, HANDLER.id]
    mails = [mail.subject for mail in world.mail.to(HANDLER.email)]
    assert sum(str(number.number) in mail for number in two for mail in mails) == 2


def test_a_case_that_moved_since_the_preview_stops_no_other_and_says_so(
    manager: Browser, world: FakeWorld, two: tuple[Reference, Reference]
):
    seen = asked(world, *two, deed="assign", handler="case.handler")
    office = MANAGER.id
    given_to(world, two[0], office)

    words = said(manager.post(DO, **seen))

    assert "1 case was given to Hal Handler" in words
    assert "Not done" in words
    assert handler_of(world, two[0]) == office
    assert handler_of(world, two[1]) == HANDLER.id


def test_sending_the_form_twice_changes_each_case_once(
    manager: Browser, world: FakeWorld, two: tuple[Reference, Reference]
):
    seen = asked(world, *two, deed="assign", handler="case.handler")
    manager.post(DO, **seen)
    saves = world.cases.saves

    assert "No cases were given to Hal Handler" in said(manager.post(DO, **seen))
    assert world.cases.saves == saves


def test_a_handler_is_asked_to_look_by_mail_once_a_day(
    manager: Browser, world: FakeWorld, two: tuple[Reference, Reference], taken: Reference
):
    words = said(manager.post(DO, **asked(world, two[0], taken, deed="nudge")))
    world.deliver()

    assert "1 case was brought to their handler’s attention" in words
    assert "Nobody has this case yet" in words
    assert any("notice" in mail.subject for mail in world.mail.to(HANDLER.email))
    again = said(manager.post(PREVIEW, **asked(world, taken, deed="nudge")))
    assert "They were asked to look at it today already" in again
    world.clock.forward(timedelta(days=1))
    manager.post(DO, **asked(world, taken, deed="nudge"))
    assert nudges(world, taken) == 2


def test_nobody_nudges_themselves(manager: Browser, world: FakeWorld):
    mine = given_to(world, received(world, 1), "complaints.manager")

    assert "You have this case yourself" in said(
        manager.post(PREVIEW, **asked(world, mine, deed="nudge"))
    )


def test_what_is_missing_is_said_beside_its_field_and_the_chosen_cases_stay_chosen(
    manager: Browser, world: FakeWorld, two: tuple[Reference, Reference]
):
    nothing = manager.post(PREVIEW, **asked(world, deed="assign", handler="case.handler"))
    nobody = manager.post(PREVIEW, **asked(world, two[0], deed="assign"))

    assert (nothing.status_code, nobody.status_code) == (422, 422)
    assert 'id="case-error"' in nothing.body.decode()
    assert 'id="handler-error"' in nobody.body.decode()
    assert re.search(rf'value="{two[0].in_url}:\d+"[^>]* checked', nobody.body.decode())


def test_all_of_a_page_can_be_chosen_without_a_script(
    manager: Browser, two: tuple[Reference, Reference]
):
    page = manager.get("/staff/cases?view=team&pick=all").body.decode()

    assert len(re.findall(r'name="case"[^>]* checked', page)) == 2


def test_whose_role_gives_no_cases_away_is_offered_nothing_and_refused(
    app_client: Client, world: FakeWorld, two: tuple[Reference, Reference]
):
    reception = Browser(app_client, "reception")

    assert 'id="several"' not in reception.get("/staff/cases?view=team").body.decode()
    for path in (PREVIEW, DO):
        refused = reception.post(path, **asked(world, *two, deed="assign", handler="case.handler"))
        assert refused.status_code == 403
    assert handler_of(world, two[0]) is None


def test_a_restricted_case_is_refused_without_a_word_about_it(
    app_client: Client, manager: Browser, world: FakeWorld, taken: Reference
):
    path = f"/staff/cases/{taken.in_url}/do/restricted-access"
    manager.post(path, version=version_of(world, taken), text="It is about a colleague")
    world.deliver()
    office = Browser(app_client, "office.manager")

    words = said(office.post(PREVIEW, **asked(world, taken, deed="nudge")))

    assert "This cannot be done to 1" in words
    assert "Person-3" not in words


@pytest.mark.parametrize("case", ["ABC-123456", "nonsense:1", ":", "ABC-123456:x"])
def test_what_is_no_case_is_refused_politely(manager: Browser, case: str):
    answer = manager.post(PREVIEW, asked="view=team", deed="nudge", handler="", case=case)

    assert answer.status_code == 422


def test_a_program_previews_and_does_the_same(
    program: Program, world: FakeWorld, two: tuple[Reference, Reference], taken: Reference
):
    body = {
        "deed": "assign",
        "handler": "case.handler",
        "cases": [
            {"reference": str(case), "version": version_of(world, case)} for case in (*two, taken)
        ],
    }

    previewed = program.post("/api/several/preview", body).json_body
    done = program.post("/api/several", body).json_body

    assert previewed == done
    assert [each["refusal"] for each in done["items"]] == ["", "", "Hal Handler has this case already"]
    assert handler_of(world, two[0]) == HANDLER.id


def test_no_more_than_a_page_of_cases_is_changed_at_once(program: Program):
    cases = [{"reference": f"WLP/{100000 + n}", "version": 1} for n in range(PAGE_SIZE + 1)]

    assert program.post("/api/several", {"deed": "nudge", "cases": cases}).status_code == 422
