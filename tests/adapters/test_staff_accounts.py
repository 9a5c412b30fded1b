"""The pool's accounts follow the directory: against moto's user pool."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import boto3
import pytest

from chalicelib.adapters.staff_accounts import CognitoAccounts
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.identifiers import RoleCode
from tests.aws import aws_in_memory, make_user_pool
from tests.builders import HANDLER


@dataclass
class Pool:
    """A user pool with our groups, and what it says of somebody."""

    id: str
    cognito: Any

    def user(self, name: str) -> dict[str, Any]:
        return dict(self.cognito.admin_get_user(UserPoolId=self.id, Username=name))

    def groups(self, name: str) -> set[str]:
        held = self.cognito.admin_list_groups_for_user(UserPoolId=self.id, Username=name)["Groups"]
        return {group["GroupName"] for group in held}


@pytest.fixture
def pool() -> Iterator[Pool]:
    with aws_in_memory():
        pool_id, _ = make_user_pool()
        yield Pool(pool_id, boto3.client("cognito-idp"))


def test_somebody_new_gets_an_account_with_the_groups_of_their_roles(pool: Pool):
    accounts = CognitoAccounts(pool.id)

    accounts.agree(HANDLER)
    accounts.agree(HANDLER)

    made = pool.user(HANDLER.id)
    said = {each["Name"]: each["Value"] for each in made["UserAttributes"]}
    assert (said["email"], said["email_verified"], made["Enabled"]) == (HANDLER.email, "true", True)
    assert made["UserStatus"] == "FORCE_CHANGE_PASSWORD"
    assert pool.groups(HANDLER.id) == {"case_handler"}


def test_roles_and_address_follow_the_directory(pool: Pool):
    accounts = CognitoAccounts(pool.id)
    accounts.agree(HANDLER)

    changed = replace(HANDLER, email="hal@new.example", roles=frozenset({RoleCode("secretary")}))
    accounts.agree(changed)

    said = {each["Name"]: each["Value"] for each in pool.user(HANDLER.id)["UserAttributes"]}
    assert said["email"] == "hal@new.example"
    assert pool.groups(HANDLER.id) == {"secretary"}


def test_whoever_has_no_role_any_more_cannot_sign_in_and_can_be_let_in_again(pool: Pool):
    accounts = CognitoAccounts(pool.id)
    accounts.agree(HANDLER)

    accounts.agree(replace(HANDLER, roles=frozenset()))
    assert (pool.user(HANDLER.id)["Enabled"], pool.groups(HANDLER.id)) == (False, set())

    accounts.agree(HANDLER)
    assert (pool.user(HANDLER.id)["Enabled"], pool.groups(HANDLER.id)) == (True, {"case_handler"})


def test_a_lost_app_is_forgotten(pool: Pool):
    accounts = CognitoAccounts(pool.id)
    accounts.agree(HANDLER)

    accounts.forget_app(HANDLER.id)

    assert "SOFTWARE_TOKEN_MFA" not in pool.user(HANDLER.id).get("UserMFASettingList", [])


def test_a_pool_that_does_not_answer_is_tried_again_by_whoever_asked(pool: Pool):
    with pytest.raises(Unavailable):
        CognitoAccounts("eu-west-2_nowhere").forget_app(HANDLER.id)
