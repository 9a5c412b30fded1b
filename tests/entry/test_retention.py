"""How long a file is kept, who decides about it, what erasing it takes (domain.md 3.5, 4.7, S1-42)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.application.casework import pinned
from chalicelib.domain.clocks import Clock
from chalicelib.domain.erasures import Ground, erasures_of
from chalicelib.domain.events import first_break
from chalicelib.domain.reference import Reference
from tests.builders import london
from tests.entry.test_data_rights import do
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

TEN_YEARS_ON = date(2036, 12, 29)
WITHDRAWN = {"in_writing": True, "text": "She does not want it any more."}
KEEP = {"decision": "keep", "text": "An inquiry may ask for it."}
DESTROY = {"decision": "destroy", "text": "Nothing speaks against it."}


@pytest.fixture
def ended(program: Program, world: FakeWorld, reference: Reference) -> Reference:
    """The complaint of Christmas Eve was withdrawn on 29 December 2026."""
    world.clock.move_to(london(date(2026, 12, 29), 10))
    assert do(program, world, reference, "withdrawal", **WITHDRAWN) == 200
    return reference


def clocks(world: FakeWorld, reference: Reference) -> dict[str, Clock]:
    file = world.cases.load(reference.number)
    found = file.clocks(pinned(file.case, world.ports.policies))
    return {each.code: each for each in found}


def test_the_time_of_a_file_runs_from_any_end_of_its_case_3_5(world: FakeWorld, ended: Reference):
    kept = clocks(world, ended)["RETENTION"]

    assert (kept.due, kept.running) == (TEN_YEARS_ON, True)


def test_a_file_is_not_decided_about_before_its_time_is_over_3_5(
    program: Program, world: FakeWorld, ended: Reference
):
    world.clock.move_to(london(date(2036, 12, 28), 10))
    assert do(program, world, ended, "disposal", **DESTROY) == 409

    world.clock.move_to(london(TEN_YEARS_ON, 10))
    assert do(program, world, ended, "disposal", **DESTROY) == 200


def test_a_file_that_is_kept_longer_is_looked_at_again_after_a_year_4_7(
    program: Program, world: FakeWorld, ended: Reference
):
    world.clock.move_to(london(TEN_YEARS_ON, 10))
    assert do(program, world, ended, "disposal", **KEEP) == 200

    found = clocks(world, ended)
    assert not found["RETENTION"].running
    assert (found["KEEPING"].due, found["KEEPING"].running) == (date(2037, 12, 29), True)
    assert do(program, world, ended, "disposal", **DESTROY) == 409
    world.clock.move_to(london(date(2037, 12, 29), 10))
    assert do(program, world, ended, "disposal", **KEEP) == 200
    assert clocks(world, ended)["KEEPING"].due == date(2038, 12, 29)


def test_what_is_to_be_destroyed_is_erased_and_its_clocks_end_3_5(
    program: Program, world: FakeWorld, ended: Reference
):
    world.clock.move_to(london(TEN_YEARS_ON, 10))
    assert do(program, world, ended, "disposal", **DESTROY) == 200
    world.deliver()

    file = world.cases.load(ended.number)
    (erasure,) = erasures_of(file.events)
    assert (erasure.ground, erasure.done_at) == (Ground.RETENTION_OVER, world.clock.now())
    assert file.parties == ()
    assert [event for event in file.events if event.sealed] == []
    assert first_break(file.events, file.case.head) is None
    assert [each for each in clocks(world, ended).values() if each.running] == []


def test_a_legal_hold_lets_a_file_be_kept_and_not_be_destroyed_s1_42(
    program: Program, world: FakeWorld, ended: Reference
):
    assert do(program, world, ended, "legal-hold", text="A claim was announced.") == 200
    world.clock.move_to(london(TEN_YEARS_ON, 10))

    assert do(program, world, ended, "disposal", **DESTROY) == 409
    assert do(program, world, ended, "erasure", ground="not_needed", sure=True) == 409
    assert do(program, world, ended, "disposal", **KEEP) == 200
    world.deliver()
    assert world.cases.load(ended.number).complainant is not None


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"ground": "not_needed", "sure": False}, 422),
        ({"ground": "retention_over", "sure": True}, 422),
        ({"ground": "because", "sure": True}, 422),
        ({"ground": "unlawful", "sure": True}, 200),
    ],
    ids=["not sure", "its time is not over", "no ground in law", "a ground in law"],
)
def test_erasing_asks_for_a_ground_in_law_and_whether_it_is_meant(
    program: Program, world: FakeWorld, ended: Reference, asked: dict[str, Any], status: int
):
    assert do(program, world, ended, "erasure", **asked) == status
    assert len(erasures_of(world.cases.load(ended.number).events)) == (status == 200)


def test_a_complaint_that_is_being_dealt_with_is_not_erased(
    program: Program, world: FakeWorld, reference: Reference
):
    assert do(program, world, reference, "erasure", ground="not_needed", sure=True) == 409
    assert do(program, world, reference, "disposal", **DESTROY) == 409


@pytest.mark.parametrize("who", ["case.handler", "reception", "office.manager", "partner"])
def test_only_who_answers_for_the_files_may_erase_one(
    app_client: Client, world: FakeWorld, ended: Reference, who: str
):
    somebody = Program(app_client, who)

    assert do(somebody, world, ended, "erasure", ground="not_needed", sure=True) == 403
    assert do(somebody, world, ended, "disposal", **DESTROY) == 403
    assert somebody.get("/api/kept-files").status_code == 403


def test_files_whose_time_is_over_stand_in_a_list_and_leave_it_when_decided(
    manager: Browser, program: Program, world: FakeWorld, ended: Reference
):
    world.clock.move_to(london(date(2036, 12, 28), 10))
    assert "No file waits for a decision" in said(manager.get("/staff/kept-files"))
    assert program.get("/api/kept-files").json_body == {"items": [], "next": None}

    world.clock.move_to(london(TEN_YEARS_ON, 10))
    page = manager.get("/staff/kept-files")
    assert str(ended) in said(page)
    assert f"/staff/cases/{ended.in_url}/do/disposal" in page.body.decode()
    assert program.get("/api/kept-files").json_body["items"] == [str(ended)]

    assert do(program, world, ended, "disposal", **KEEP) == 200
    assert program.get("/api/kept-files").json_body["items"] == []


def test_the_list_names_nobody(manager: Browser, world: FakeWorld, ended: Reference):
    world.clock.move_to(london(TEN_YEARS_ON, 10))

    assert "Verity" not in said(manager.get("/staff/kept-files"))


def test_the_certificate_says_what_was_erased_by_whom_and_what_stays(
    manager: Browser, program: Program, world: FakeWorld, ended: Reference
):
    case = f"/staff/cases/{ended.in_url}"
    assert manager.get(f"{case}/erasures").status_code == 404
    assert do(program, world, ended, "erasure", ground="objection", sure=True) == 200
    assert "Not yet" in said(manager.get(f"{case}/erasures"))
    world.deliver()

    page = said(manager.get(f"{case}/erasures"))

    assert "They object, and nothing of ours weighs more" in page
    assert "by Mira Manager" in page
    assert "People, with every way to reach and to find them 1" in page
    assert "Gone from the backups Monday 2 February 2027" in page or "2 February 2027" in page
    assert "which staff did what, and when" in page
    (out,) = program.get(f"/api/cases/{ended.in_url}/erasures").json_body["items"]
    assert out["counts"]["people"] == 1
    assert "See what was erased" in said(manager.get(case))


def test_what_is_written_after_an_erasure_can_be_erased_again(
    program: Program, world: FakeWorld, ended: Reference
):
    order = {"ground": "not_needed", "sure": True}
    assert do(program, world, ended, "erasure", **order) == 200
    world.deliver()
    assert do(program, world, ended, "notes", text="Asha rang once more.") == 200
    assert do(program, world, ended, "erasure", **order) == 200
    world.deliver()

    file = world.cases.load(ended.number)
    assert [event for event in file.events if event.sealed] == []
    assert [each.done_at is not None for each in erasures_of(file.events)] == [True, True]
