"""The table of what may be done when: every action against every state."""

from __future__ import annotations

import pytest

from chalicelib.domain.policy import Action
from chalicelib.domain.states import State
from chalicelib.domain.workflow import CASE_ACTIONS, TABLE

FILES = {Action.ADD_DOCUMENT, Action.OPEN_DOCUMENT}
"""A file goes to the store or comes from it: what they change of a case follows from that."""
NOT_ON_A_CASE = {
    *(Action.CHECK_CALLER, Action.TRIAGE_MAIL),
    *(Action.LIST_CASES, Action.READ_CASE, Action.OPEN_CASE),
    *(Action.ARRANGE_OWN, Action.ARRANGE_OTHERS),
    Action.PREVIEW_POLICY,
    Action.PUBLISH_POLICY,
    Action.CHANGE_ORGANISATION,
}


def test_every_action_that_changes_a_case_has_its_row():
    assert set(CASE_ACTIONS) == set(Action) - NOT_ON_A_CASE - FILES


@pytest.mark.parametrize("action", CASE_ACTIONS)
@pytest.mark.parametrize("state", State)
def test_every_action_is_allowed_or_refused_with_a_reason_in_every_state(state: State, action: Action):
    row = TABLE[action]

    assert bool(row.refused_by_state(state)) != (state in row.states)


@pytest.mark.parametrize("action", CASE_ACTIONS)
def test_no_row_refuses_what_it_allows(action: Action):
    row = TABLE[action]

    assert not set(row.refusals) & row.states
