"""The editor of the response begins with what the case knows, and goes on with what was saved last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from chalice.test import Client

from chalicelib.domain.messages import MessageState
from chalicelib.domain.states import State
from tests.builders import OFFICE, TERMS, london
from tests.entry.visitors import Browser, Program
from tests.fakes import FakeWorld
from tests.way import in_every_state

EDITOR = "/staff/cases/HAL-123456/do/letter-draft"


def opened(world: FakeWorld, manager: Browser, state: State) -> str:
    file = in_every_state()[state]
    world.cases.files[file.case.number] = file
    world.cases.clocks[file.case.number] = file.clocks(TERMS)
    seen = manager.get(EDITOR)
    assert seen.status_code == 200
    return str(seen.body.decode())


def test_s2_92_the_editor_begins_with_the_issues_the_findings_and_the_ombudsman(
    world: FakeWorld, manager: Browser
):
    page = opened(world, manager, State.FINDINGS_DRAFTED)

    assert "Issue 1: Nobody rang" in page
    assert "Issue 1: we uphold this part of your complaint." in page
    assert "Ombudsman" in page
    assert 'value="no" checked' not in page.partition("bereaved")[2].partition("thanks")[0]


def test_the_editor_goes_on_with_the_version_that_was_saved_last(world: FakeWorld, manager: Browser):
    page = opened(world, manager, State.SHARED_WITH_STAFF)

    assert "We are sorry that your message waited so long" in page


@pytest.mark.parametrize(
    ("day", "status", "said"),
    [(date(2027, 11, 1), 200, "None"), (date(2027, 11, 2), 409, "over a year ago")],
    ids=["a year after it was verified", "a day later"],
)
def test_sc_9_a_letter_is_not_put_forward_while_nobody_verified_the_ombudsman_for_a_year(
    world: FakeWorld, program: Program, day: date, status: int, said: str
):
    file = in_every_state()[State.SHARED_WITH_STAFF]
    world.cases.files[file.case.number] = file
    world.cases.clocks[file.case.number] = file.clocks(TERMS)
    world.clock.move_to(london(day, 10))

    asked = {"version": file.case.version, "second_reader": OFFICE.id}
    answer = program.post("/api/cases/HAL-123456/letter", asked)

    assert answer.status_code == status
    assert said in str(answer.json_body.get("detail"))


def test_the_approval_that_waits_for_the_partner_stands_on_top_whatever_else_comes_first(
    world: FakeWorld, app_client: Client
):
    file = in_every_state()[State.AWAITING_SIGNOFF]
    waits = replace(file.messages[0], state=MessageState.TO_SEND)
    world.cases.files[file.case.number] = replace(file, messages=(waits,))
    world.cases.clocks[file.case.number] = file.clocks(TERMS)

    page = Browser(app_client, "partner").get("/staff/cases/HAL-123456").body.decode()

    box = page.partition('aria-labelledby="next-step"')[2].partition("</section>")[0]
    assert "Send the document that is ready" in box
    assert "/do/approval" in box
