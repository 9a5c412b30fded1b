"""The quick AWS in memory answers what its own would."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from random import Random
from typing import Any
from unittest.mock import patch

import boto3
import pytest
from botocore.exceptions import ClientError

from tests import quick_moto
from tests.aws import TABLE, aws_in_memory, make_table

Acts = list[Callable[[Any], Any]]
VALUES: list[dict[str, Any]] = [
    {"S": "a"},
    {"N": "7"},
    {"BOOL": False},
    {"NULL": True},
    {"SS": ["a", "b"]},
    {"B": b"\x00\xff"},
    {"L": [{"S": "a"}, {"L": [{"B": b"b"}]}]},
    {"M": {"s": {"S": "a"}, "M": {"M": {"S": {"N": "1"}}}}},
]


def answers(acts: Acts, *, quick: bool) -> list[Any]:
    """What AWS in memory answers to each act, refusals included, and what its stream then shows."""
    with ExitStack() as stack:
        if not quick:
            stack.enter_context(patch.object(quick_moto, "_SHORTCUTS", ()))
        stack.enter_context(aws_in_memory())
        make_table()
        client: Any = boto3.client("dynamodb")
        told = [_answer(act, client) for act in acts]
        return [*told, _answer(lambda it: it.scan(TableName=TABLE), client), _streamed()]


def _answer(act: Callable[[Any], Any], client: Any) -> Any:
    try:
        answer = act(client)
    except ClientError as error:
        answer = error.response
    return {name: part for name, part in answer.items() if name != "ResponseMetadata"}


def _streamed() -> list[Any]:
    streams: Any = boto3.client("dynamodbstreams")
    arn = streams.list_streams(TableName=TABLE)["Streams"][0]["StreamArn"]
    shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
    start = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")
    shown = streams.get_records(ShardIterator=start["ShardIterator"])["Records"]
    return [
        (each["eventName"], each["dynamodb"]["Keys"], each["dynamodb"].get("NewImage"))
        for each in shown
    ]


def a_key(random: Random) -> dict[str, Any]:
    return {"pk": {"S": f"CASE#{random.randrange(3)}"}, "sk": {"S": f"EVENT#{random.randrange(4)}"}}


def an_item(random: Random) -> dict[str, Any]:
    listed = {"holder": {"S": f"OPEN#{random.randrange(2)}"}, "rank": a_key(random)["sk"]}
    shown = listed if random.random() < 0.7 else {}
    return a_key(random) | shown | {f"a{n}": random.choice(VALUES) for n in range(3)}


def a_write(random: Random) -> dict[str, Any]:
    new = {"ConditionExpression": "attribute_not_exists(pk)"} if random.random() < 0.3 else {}
    change = {
        "UpdateExpression": "SET a0 = :value",
        "ExpressionAttributeValues": {":value": random.choice(VALUES)},
    }
    return random.choice(
        [
            {"Put": {"TableName": TABLE, "Item": an_item(random), **new}},
            {"Update": {"TableName": TABLE, "Key": a_key(random), **change, **new}},
            {"Delete": {"TableName": TABLE, "Key": a_key(random)}},
        ]
    )


def a_transaction(random: Random) -> Callable[[Any], Any]:
    writes = [a_write(random) for _ in range(random.randrange(1, 4))]
    return lambda client: client.transact_write_items(TransactItems=writes)


def a_query(random: Random) -> Callable[[Any], Any]:
    asked = {
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": a_key(random)["pk"]},
        "Limit": random.randrange(1, 4),
    }
    return lambda client: client.query(TableName=TABLE, **asked)


def a_query_of_an_index(random: Random) -> Callable[[Any], Any]:
    asked = {
        "IndexName": "holder",
        "ExpressionAttributeNames": {"#rank": "rank"},
        "KeyConditionExpression": "holder = :pk AND #rank >= :sk",
        "ExpressionAttributeValues": {
            ":pk": {"S": f"OPEN#{random.randrange(2)}"},
            ":sk": a_key(random)["sk"],
        },
        "Limit": random.randrange(1, 4),
        "ScanIndexForward": random.random() < 0.5,
    }
    return lambda client: client.query(TableName=TABLE, **asked)


def a_put(random: Random) -> Callable[[Any], Any]:
    item = an_item(random)
    return lambda client: client.put_item(TableName=TABLE, Item=item, ReturnValues="ALL_OLD")


@pytest.mark.parametrize("seed", range(4))
def test_every_answer_refusal_and_record_is_the_same_with_and_without(seed: int):
    random = Random(seed)
    kinds = (a_transaction, a_transaction, a_query, a_query_of_an_index, a_put)
    acts = [random.choice(kinds)(random) for _ in range(25)]

    assert answers(acts, quick=True) == answers(acts, quick=False)


def test_a_transaction_that_fails_leaves_everything_as_it_was():
    item = {"pk": {"S": "CASE#1"}, "sk": {"S": "CASE"}}
    again = {
        "Put": {"TableName": TABLE, "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}
    }
    other = {"Put": {"TableName": TABLE, "Item": item | {"sk": {"S": "EVENT#1"}}}}
    acts: Acts = [
        lambda client: client.put_item(TableName=TABLE, Item=item),
        lambda client: client.transact_write_items(TransactItems=[other, again]),
    ]

    *_, kept, streamed = answers(acts, quick=True)

    assert kept["Items"] == [item]
    assert len(streamed) == 1
