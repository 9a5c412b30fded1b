"""Undo on the pages and through the API: issue 6, point 8; docs/decisions/0083."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.domain.events import EventType
from chalicelib.domain.grading import grade_of
from chalicelib.domain.messages import MessageState
from chalicelib.domain.reference import Reference
from tests.builders import HANDLER
from tests.entry.test_several_cases import DO, asked, handler_of
from tests.entry.test_staff_worklist import received
from tests.entry.visitors import Browser, Program, said, version_of
from tests.fakes import FakeWorld

LEVEL = {"grade": "3", "reason": "By its consequences"}


def path(case: Reference, more: str = "") -> str:
    return f"/staff/cases/{case.in_url}{more}"


def now_called(world: FakeWorld, case: Reference) -> Reference:
    return world.cases.load(case.number).case.reference


def graded(browser: Browser, world: FakeWorld, case: Reference) -> None:
    world.clock.forward(timedelta(minutes=1))
    browser.post(path(case, "/do/grade"), version=version_of(world, case), **LEVEL)


def undo(browser: Browser, world: FakeWorld, case: Reference, version: int | None = None) -> Any:
    seen = version or version_of(world, case)
    return browser.post(path(case, "/do/undo"), version=seen)


def test_what_was_just_done_can_be_undone_from_where_it_is_confirmed_and_from_the_timeline(
    manager: Browser, world: FakeWorld, reference: Reference
):
    graded(manager, world, reference)
    page = manager.get(path(reference) + "?done=grade")

    assert page.body.decode().count(f'action="{path(reference)}/do/undo"') == 2
    assert "You can until 3:16pm" in said(page)
    answer = undo(manager, world, reference)
    assert answer.headers["Location"].endswith("?done=undo")
    assert grade_of(world.cases.load(reference.number).events) is None
    words = said(manager.get(path(reference) + "?done=undo"))
    assert "It is undone" in words
    assert "Level set Undone" in words
    assert "You can until" not in words


def test_undoing_twice_is_refused_in_plain_words(
    manager: Browser, world: FakeWorld, reference: Reference
):
    graded(manager, world, reference)
    seen = version_of(world, reference)
    undo(manager, world, reference)

    again = undo(manager, world, reference)
    from_an_old_page = undo(manager, world, reference, seen)

    assert again.status_code == 409
    assert "That was undone already" in said(again)
    assert from_an_old_page.status_code == 409
    assert "You changed this case already" in said(from_an_old_page)


def test_undoing_too_late_is_refused_in_plain_words_and_no_longer_offered(
    manager: Browser, world: FakeWorld, reference: Reference
):
    graded(manager, world, reference)
    world.clock.forward(timedelta(minutes=6))

    assert "/do/undo" not in manager.get(path(reference)).body.decode()
    refused = undo(manager, world, reference)
    assert refused.status_code == 409
    assert "It is too late: something can be undone for 5 minutes" in said(refused)


def test_undoing_after_somebody_else_went_on_is_refused_and_says_what_they_did(
    app_client: Client, manager: Browser, world: FakeWorld, reference: Reference
):
    graded(manager, world, reference)
    seen = version_of(world, reference)
    world.clock.forward(timedelta(minutes=1))
    office = Browser(app_client, "office.manager")
    office.post(path(reference, "/do/notes"), version=seen, text="They rang again")

    stale = undo(manager, world, reference, seen)
    fresh = undo(manager, world, reference)

    assert "Somebody else changed this case" in said(stale)
    assert "Somebody else did something since" in said(fresh)
    assert "/do/undo" not in manager.get(path(reference)).body.decode()
    assert grade_of(world.cases.load(reference.number).events) is not None


def test_what_the_person_was_told_cannot_be_undone_and_is_not_offered(
    manager: Browser, world: FakeWorld, reference: Reference
):
    world.clock.forward(timedelta(minutes=1))
    manager.post(
        path(reference, "/do/acknowledgement"),
        version=version_of(world, reference),
        how="telephone",
        offered="telephone",
    )

    assert "/do/undo" not in manager.get(path(reference)).body.decode()
    refused = undo(manager, world, reference)
    assert "This cannot be undone: others were told of it" in said(refused)


def test_a_program_undoes_what_it_did_and_reads_in_the_timeline_that_it_did_not_count(
    program: Program, world: FakeWorld, reference: Reference
):
    world.clock.forward(timedelta(minutes=1))
    case = f"/api/cases/{reference.in_url}"
    done = program.post(f"{case}/notes", {"version": version_of(world, reference), "text": "Not here"})

    after = program.post(f"{case}/undo", {"version": done.json_body["version"]})

    assert after.status_code == 200
    events = program.get(f"{case}/timeline").json_body["items"]
    told = [(each["type"], each["undone"]) for each in events[:2]]
    assert told == [("deed.undone", False), ("note.added", True)]


def test_cases_that_were_given_to_somebody_are_taken_back_at_one_stroke_before_any_mail_goes(
    manager: Browser, world: FakeWorld
):
    two = received(world, 1), received(world, 2)
    world.clock.forward(timedelta(minutes=1))

    done = manager.post(DO, **asked(world, *two, deed="assign", handler="case.handler"))

    assert "The emails go in 5 minutes. Until then you can undo it" in said(done)
    now = [now_called(world, each) for each in two]
    fields = asked(world, *now, deed="undo")
    body = done.body.decode()
    assert all(f'name="case" value="{case}"' in body for case in fields["case"])
    undone = manager.post(DO, **fields)
    assert "2 cases are as before" in said(undone)
    assert [handler_of(world, each) for each in two] == [None, None]
    world.deliver()
    assert not world.mail.to(HANDLER.email)


def test_a_case_that_moved_on_stops_no_other_from_being_undone(
    app_client: Client, manager: Browser, world: FakeWorld
):
    two = received(world, 1), received(world, 2)
    world.clock.forward(timedelta(minutes=1))
    manager.post(DO, **asked(world, *two, deed="assign", handler="case.handler"))
    now = [now_called(world, each) for each in two]
    office = Browser(app_client, "office.manager")
    office.post(path(now[0], "/do/notes"), version=version_of(world, now[0]), text="Rang them")

    words = said(manager.post(DO, **asked(world, *now, deed="undo")))

    assert "1 case is as before" in words
    assert "Somebody else did something since" in words
    assert [handler_of(world, each) for each in two] == [HANDLER.id, None]


@pytest.mark.parametrize("which", ["text", "reason"])
def test_what_was_undone_is_hidden_from_whoever_has_not_confirmed_the_caller(
    app_client: Client, manager: Browser, world: FakeWorld, reference: Reference, which: str
):
    secret = f"only for {which}"
    world.clock.forward(timedelta(minutes=1))
    manager.post(path(reference, "/do/notes"), version=version_of(world, reference), text=secret)
    undo(manager, world, reference)

    assert secret in said(manager.get(path(reference)))
    shut = Browser(app_client, "reception").get(path(reference, "/do/notes"))
    assert secret not in shut.body.decode()


def test_a_mail_that_waits_says_so_on_the_case(manager: Browser, world: FakeWorld):
    case = received(world, 1)
    world.clock.forward(timedelta(minutes=1))
    manager.post(path(case, "/do/assignment"), version=version_of(world, case), handler=HANDLER.id)

    file = world.cases.load(case.number)

    assert file.messages[-1].state is MessageState.HELD
    assert "Waits while it can be undone" in said(manager.get(path(file.case.reference)))
    assert EventType.HANDLER_ASSIGNED in {event.type for event in file.events}
