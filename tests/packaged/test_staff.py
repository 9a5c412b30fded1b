"""A colleague who is taken on gets an account, which only the function that hears the table makes."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError

from infra.demo.staff import DEMO_PASSWORD
from tests.packaged.rig import Answer, PackagedStack, eventually


def asked(stack: PackagedStack, path: str, body: object = None, token: str = "") -> Answer:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    method = "GET" if body is None else "POST"
    return stack.ask(path, method=method, headers=headers, body=json.dumps(body or {}).encode())


def test_a_new_colleague_gets_an_account_in_the_group_of_their_role(packaged_stack: PackagedStack):
    known = {"username": "complaints.manager", "password": DEMO_PASSWORD}
    token = json.loads(asked(packaged_stack, "/api/sign-in", known).text)["token"]
    version = json.loads(asked(packaged_stack, "/api/staff", token=token).text)["version"]
    colleague = {
        "user_name": "nia.new",
        "name": "Nia New",
        "initials": "NNE",
        "email": "nia.new@willow-lane.example",
        "team": "complaints",
        "roles": ["case_handler"],
        "version": version,
    }

    assert asked(packaged_stack, "/api/staff", colleague, token).status == 201

    cognito, pool = packaged_stack.client("cognito-idp"), packaged_stack.physical("Staff")

    def groups() -> list[str]:
        try:
            held = cognito.admin_list_groups_for_user(UserPoolId=pool, Username="nia.new")["Groups"]
        except cognito.exceptions.UserNotFoundException:
            return []
        return [group["GroupName"] for group in held]

    assert eventually(groups) == ["case_handler"]


def test_the_function_that_faces_the_internet_can_make_no_account(packaged_stack: PackagedStack):
    cognito = packaged_stack.client_as("APIHandler", "cognito-idp")

    with pytest.raises(ClientError, match="not authorized to perform: cognito-idp:AdminCreateUser"):
        cognito.admin_create_user(UserPoolId=packaged_stack.physical("Staff"), Username="x")
