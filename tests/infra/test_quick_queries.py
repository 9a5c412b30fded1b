"""The quick queries of the embedded AWS find what its own find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import yaml

from infra.local import quick_queries
from tests.aws import RESOURCES

dynamodb: Any = pytest.importorskip("ministack.services.dynamodb")
NAME = "quick"


@pytest.fixture
def plain() -> Iterator[Any]:
    """ministack's own query, beside the quick one that is installed for the test."""
    own = dynamodb._query, dynamodb._index_members, dynamodb._index_item
    quick_queries.install()
    properties = yaml.safe_load(RESOURCES.read_text())["Resources"]["Table"]["Properties"]
    kept = ("AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "KeySchema")
    dynamodb._create_table({"TableName": NAME, **{name: properties[name] for name in kept}})
    yield lambda request: _own(own, request)
    dynamodb._delete_table({"TableName": NAME})
    dynamodb._query, dynamodb._index_members, dynamodb._index_item = own


def _own(own: Any, request: dict[str, Any]) -> Any:
    quick = dynamodb._index_members
    dynamodb._index_members = own[1]
    try:
        return json.loads(own[0](request)[2])
    finally:
        dynamodb._index_members = quick


def a_day(random: Random) -> dict[str, str]:
    return {"S": f"2026-12-{random.randrange(1, 13):02}"}


def put(random: Random) -> None:
    key = {"pk": {"S": f"CASE#{random.randrange(40)}"}, "sk": {"S": "CLOCK#ACK"}}
    due = {"due_shard": {"S": random.choice("AB")}, "due_at": a_day(random)}
    dynamodb._put_item({"TableName": NAME, "Item": key | (due if random.random() < 0.8 else {})})


def remove(random: Random) -> None:
    key = {"pk": {"S": f"CASE#{random.randrange(40)}"}, "sk": {"S": "CLOCK#ACK"}}
    dynamodb._delete_item({"TableName": NAME, "Key": key})


def a_query(random: Random) -> dict[str, Any]:
    operator = random.choice(["", "<", "<=", ">", ">=", "="])
    values = {":place": {"S": random.choice("ABC")}} | ({":bound": a_day(random)} if operator else {})
    named = {"ExpressionAttributeNames": {"#at": "due_at"}} if operator else {}
    bound = f" AND #at {operator} :bound" if operator else ""
    return {
        "TableName": NAME,
        "IndexName": "due",
        "KeyConditionExpression": "due_shard = :place" + bound,
        "ExpressionAttributeValues": values,
        "ScanIndexForward": random.random() < 0.7,
        **named,
        **({"Limit": random.randrange(1, 6)} if random.random() < 0.7 else {}),
    }


def pages(ask: Any, request: dict[str, Any]) -> list[Any]:
    found, after = [], None
    while True:
        answer = ask(request | ({"ExclusiveStartKey": after} if after else {}))
        found.append(answer)
        after = answer.get("LastEvaluatedKey")
        if not after:
            return found


@pytest.mark.parametrize("seed", range(12))
def test_every_page_of_every_query_is_the_same_with_and_without(plain: Any, seed: int):
    random = Random(seed)
    for _ in range(60):
        random.choice([put, put, put, remove])(random)
        request = a_query(random)

        quick = pages(lambda asked: json.loads(dynamodb._query(asked)[2]), request)

        assert quick == pages(plain, request), request


def test_a_query_is_shown_no_more_than_it_asks_for(plain: Any, monkeypatch: pytest.MonkeyPatch):
    random = Random(0)
    for _ in range(200):
        put(random)
    tested, evaluate = [], dynamodb._evaluate_condition

    def counted(*given: Any, **more: Any) -> Any:
        tested.append(given)
        return evaluate(*given, **more)

    monkeypatch.setattr(dynamodb, "_evaluate_condition", counted)

    dynamodb._query(
        {
            "TableName": NAME,
            "IndexName": "due",
            "KeyConditionExpression": "due_shard = :place",
            "ExpressionAttributeValues": {":place": {"S": "A"}},
            "Limit": 3,
        }
    )

    assert len(tested) == 3


@pytest.mark.parametrize("select", ["ALL_PROJECTED_ATTRIBUTES", "COUNT"])
def test_a_page_that_is_full_ends_where_it_does_without(plain: Any, select: str):
    for n in range(2500):
        row = {"team": {"S": "T"}, "rank": {"S": f"{n:04}"}, "row": {"S": "x" * (800 + n % 7)}}
        key = {"pk": {"S": f"CASE#{n}"}, "sk": {"S": "CASE"}}
        dynamodb._put_item({"TableName": NAME, "Item": key | row})
    request = {
        "TableName": NAME,
        "IndexName": "team",
        "KeyConditionExpression": "team = :place",
        "ExpressionAttributeValues": {":place": {"S": "T"}},
        "Select": select,
    }

    quick = pages(lambda asked: json.loads(dynamodb._query(asked)[2]), request)

    assert quick[0]["Count"] < 2500
    assert sum(page["Count"] for page in quick) == 2500
    assert quick == pages(plain, request)


def test_a_condition_of_another_form_is_left_to_ministack(plain: Any):
    random = Random(1)
    for _ in range(60):
        put(random)
    request = {
        "TableName": NAME,
        "IndexName": "due",
        "KeyConditionExpression": "due_shard = :place AND begins_with(due_at, :month)",
        "ExpressionAttributeValues": {":place": {"S": "A"}, ":month": {"S": "2026-12-0"}},
    }

    answer = json.loads(dynamodb._query(request)[2])

    assert answer["Count"] > 3
    assert answer == plain(request)
