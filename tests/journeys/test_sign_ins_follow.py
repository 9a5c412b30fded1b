"""Sign-ins follow the directory, made and shut by the function that hears the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from chalicelib.wiring import world
from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import MANAGER
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import Program

COLLEAGUE = {
    "name": "Robin Ashdown",
    "initials": "RAS",
    "email": "new.colleague@willow-lane.example",
    "team": "complaints",
    "roles": ["case_handler"],
}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        yield made


class Office:
    """Somebody who manages staff, and what the pool then says of the colleague."""

    def __init__(self, town: InProcess) -> None:
        self._town, self._program = town, Program(town).sign_in(MANAGER)

    def does(self, path: str, **body: Any) -> None:
        _, directory = self._program.get("/api/staff")
        status, answer = self._program.post(path, {**body, "version": directory["version"]})
        assert status == 201, answer
        self._town.carry()

    @property
    def account(self) -> tuple[bool, list[str]]:
        """Whether they may sign in, and their groups."""
        cognito: Any = boto3.client("cognito-idp")
        where = {"UserPoolId": world().ports.accounts._pool_id, "Username": "new.colleague"}  # type: ignore[attr-defined]
        groups = cognito.admin_list_groups_for_user(**where)["Groups"]
        return cognito.admin_get_user(**where)["Enabled"], [each["GroupName"] for each in groups]


def test_a_colleague_comes_changes_roles_forgets_the_app_and_leaves(town: InProcess):
    office = Office(town)

    office.does("/api/staff", user_name="new.colleague", **COLLEAGUE)
    assert office.account == (True, ["case_handler"])
    office.does("/api/staff/new.colleague", **COLLEAGUE | {"roles": ["secretary"]})
    assert office.account == (True, ["secretary"])
    office.does("/api/staff/new.colleague/forget-app")
    office.does("/api/staff/new.colleague/end-access")
    assert office.account == (False, [])
