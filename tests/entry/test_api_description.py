"""The description of the API is true of the API, and the pages can do nothing that it cannot."""

from __future__ import annotations

import json
from typing import Any

import pytest
from chalice.test import Client
from jsonschema import Draft202012Validator

import app as the_app
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference
from chalicelib.entry.doors import ANYONE, STATEMENTS, Statement
from chalicelib.entry.refusals import Kind
from tests.entry.visitors import Program, version_of
from tests.fakes import FakeWorld

assert the_app


@pytest.fixture
def description(app_client: Client) -> dict[str, Any]:
    answer = Program(app_client).get("/api/openapi.json")
    assert answer.status_code == 200
    described: dict[str, Any] = answer.json_body
    return described


def resources() -> list[Statement]:
    return [each for each in STATEMENTS if each.path.startswith("/api/")]


def commands(kind: Kind) -> set[Action]:
    """The actions that something of this kind changes things with; a question changes nothing."""
    return {
        each.who
        for each in STATEMENTS
        if each.changes and each.kind is kind and isinstance(each.who, Action)
    }


def test_everything_that_a_page_can_do_a_program_can_do_with_the_same_permission():
    assert commands(Kind.PAGE) == commands(Kind.RESOURCE)


OPENS_NO_DOOR = {Action.ENTER_RESTRICTED, Action.READ_UNCHECKED}
"""Permissions that are asked beside another one, behind every door of cases."""


def test_every_action_of_the_permission_table_guards_a_page_and_a_resource():
    for kind in Kind:
        guarded = {each.who for each in STATEMENTS if each.kind is kind}
        assert guarded - {ANYONE} == set(Action) - OPENS_NO_DOOR, kind


def test_every_resource_is_described_with_its_summary_and_its_permission(
    description: dict[str, Any],
):
    for each in resources():
        operation = description["paths"][each.path][each.method.lower()]
        assert operation["summary"] == each.summary
        assert operation.get("x-action") == (None if each.who is ANYONE else each.who)
        assert bool(operation["security"]) == (each.who is not ANYONE)


def test_every_value_in_a_path_and_every_shape_is_described(description: dict[str, Any]):
    schemas = description["components"]["schemas"]
    text = json.dumps(description)

    for path, operations in description["paths"].items():
        for operation in operations.values():
            named = [each["name"] for each in operation["parameters"] if each["in"] == "path"]
            assert named == [part.strip("{}") for part in path.split("/") if part.startswith("{")]
    for reference in text.split("#/components/schemas/")[1:]:
        assert reference.partition('"')[0] in schemas


def test_no_two_operations_have_one_name(description: dict[str, Any]):
    names = [each["operationId"] for path in description["paths"].values() for each in path.values()]

    assert len(names) == len(set(names))


def test_what_the_api_answers_is_what_it_describes(
    world: FakeWorld, program: Program, reference: Reference, description: dict[str, Any]
):
    case = program.get(f"/api/cases/{reference.in_url}")
    answers = {
        "CaseOut": case,
        "TimelineOut": program.get(f"/api/cases/{reference.in_url}/timeline"),
        "CaseListOut": program.get("/api/cases?view=team"),
        "Problem": program.post(f"/api/cases/{reference.in_url}/notes", {"version": 1}),
    }

    for name, answer in answers.items():
        schema = {
            "$ref": f"#/components/schemas/{name}",
            "components": description["components"],
        }
        Draft202012Validator(schema).validate(answer.json_body)
    assert case.json_body["version"] == version_of(world, reference)
