"""The editor of the response begins with what the case knows, and goes on with what was saved last."""

from __future__ import annotations

from chalicelib.domain.states import State
from tests.builders import TERMS
from tests.entry.visitors import Browser
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
