"""What somebody can do to a case stands on its page and in the API, and nothing else does: for every
role in every state, as the table says that was written from the rules (issue 6, point 1; domain.md 4.2
to 4.4).
"""

from __future__ import annotations

import re

import pytest
from chalice.test import Client

from chalicelib.domain import workflow
from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.presentation.forms import FORMS
from tests.builders import TERMS, a_member_of_staff
from tests.domain.permission_table import has_its_place, written_roles
from tests.entry.visitors import Browser, Program
from tests.fakes import FakeWorld
from tests.way import in_every_state

SEES_CASES = tuple(
    role for role, may in written_roles("gp-practice").items() if "read_unchecked" in may
)
"""Whoever takes calls opens a case after a check: test_caller_check.py has what they see."""
UNDO = FORMS[Action.UNDO].name
"""It is of whoever did the last thing, and of a few minutes: it is asked apart, in test_undo.py."""


def allowed(file: CaseFile, role: str) -> set[Action]:
    """What the role may, the state has a place for, and no guard holds back."""
    may = written_roles("gp-practice")[role]
    here = (a for a in workflow.TABLE if a in may and has_its_place(a, file.case.state))
    return {a for a in here if not any(g.missing(file, TERMS) for g in workflow.TABLE[a].guards)}


@pytest.mark.parametrize("role", SEES_CASES)
def test_the_buttons_of_a_case_are_exactly_what_the_table_allows_in_every_state(
    role: str, app_client: Client, world: FakeWorld
):
    person = a_member_of_staff("Abel Able", roles=(role,))
    world.directory.enrol(person)
    world.sign_in.enrol(person)
    browser, program = Browser(app_client, person.id), Program(app_client, person.id)

    for state in State:
        file = in_every_state()[state]
        world.cases.files[file.case.number] = file
        world.cases.clocks[file.case.number] = file.clocks(TERMS)
        path = f"cases/{file.case.reference.in_url}"
        names = {FORMS[action].name for action in allowed(file, role)} - {UNDO}

        page = browser.get(f"/staff/{path}").body.decode()
        assert set(re.findall(r'/do/([a-z-]+)"', page)) == names, (state, "page")
        actions = program.get(f"/api/{path}").json_body["actions"]
        offered = {FORMS[Action(each["action"])].name for each in actions if each["allowed"]}
        assert offered - {UNDO} == names, (state, "API")
