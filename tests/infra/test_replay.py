"""Dead letters are shown, and replayed safely twice."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import boto3
import pytest

from infra.deploy.dead_letters import Clients, Queue, queues_of
from infra.deploy.replay import Outcome, replayed, shown
from infra.local.pump import schedule_event
from tests.aws import TABLE, aws_in_memory, make_table


class FakeLambda:
    """Functions that remember what they were called with, and answer as they were told to."""

    def __init__(self) -> None:
        self.called: list[tuple[str, Any]] = []
        self.answer: Callable[[Any], Any] = lambda event: {"batchItemFailures": []}
        self.error = False

    def invoke(self, **asked: Any) -> dict[str, Any]:
        event = json.loads(asked["Payload"])
        self.called.append((asked["FunctionName"], event))
        said = {"Payload": io.BytesIO(json.dumps(self.answer(event)).encode())}
        return {**said, "FunctionError": "Unhandled"} if self.error else said


class FakeCloudFormation:
    """A stack of a few resources."""

    def __init__(self, resources: dict[str, str]) -> None:
        self._resources = resources

    def get_paginator(self, _: str) -> FakeCloudFormation:
        return self

    def paginate(self, **asked: str) -> list[dict[str, Any]]:
        found = [
            {"LogicalResourceId": name, "PhysicalResourceId": f"{asked['StackName']}-{physical}"}
            for name, physical in self._resources.items()
        ]
        return [{"StackResourceSummaries": found}]


@pytest.fixture
def functions() -> FakeLambda:
    return FakeLambda()


@pytest.fixture
def clients(functions: FakeLambda) -> Iterator[Clients]:
    with aws_in_memory():
        make_table()
        sqs, streams = boto3.client("sqs"), boto3.client("dynamodbstreams")
        yield Clients(sqs, functions, streams, FakeCloudFormation({}), seconds_to_look=0)


@pytest.fixture
def of_sweep(clients: Clients) -> Queue:
    return Queue("Sweep", "stack-sweep", clients.sqs.create_queue(QueueName="sweep")["QueueUrl"])


@pytest.fixture
def of_stream(clients: Clients) -> Queue:
    address = clients.sqs.create_queue(QueueName="on-change")["QueueUrl"]
    return Queue("OnChange", "stack-on-change", address)


def put_aside(queue: Queue, body: Any, clients: Clients) -> None:
    clients.sqs.send_message(QueueUrl=queue.address, MessageBody=json.dumps(body))


def waiting(queue: Queue, clients: Clients) -> int:
    """How many letters there are, held back or not."""
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    said = clients.sqs.get_queue_attributes(QueueUrl=queue.address, AttributeNames=names)
    return sum(int(number) for number in said["Attributes"].values())


def batch_of(sort_keys: list[str], **changed: Any) -> dict[str, Any]:
    """What the stream's dead letter says of some changes that it showed in vain."""
    for sk in sort_keys:
        boto3.client("dynamodb").put_item(TableName=TABLE, Item={"pk": {"S": "one"}, "sk": {"S": sk}})
    streams: Any = boto3.client("dynamodbstreams")
    (stream,) = streams.list_streams()["Streams"]
    arn = stream["StreamArn"]
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    start = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    records = streams.get_records(ShardIterator=start)["Records"]
    numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
    about = {
        "streamArn": arn,
        "shardId": shard["ShardId"],
        "startSequenceNumber": numbers[0],
        "endSequenceNumber": numbers[len(sort_keys) - 1],
        "batchSize": len(sort_keys),
    }
    return {"DDBStreamBatchInfo": {**about, **changed}}


def test_every_queue_of_a_stack_is_found_with_its_function(clients: Clients):
    stack = FakeCloudFormation(
        {
            "Tick": "tick",
            "TickDeadLetters": "q-tick",
            "Table": "t",
            "Sweep": "s",
            "SweepDeadLetters": "q",
        }
    )

    assert queues_of("live", replace(clients, cloudformation=stack)) == [
        Queue("Sweep", "live-s", "live-q"),
        Queue("Tick", "live-tick", "live-q-tick"),
    ]


def test_a_look_says_what_would_be_done_calls_nothing_and_leaves_the_letter(
    of_sweep: Queue, clients: Clients, functions: FakeLambda
):
    put_aside(of_sweep, schedule_event() | {"detail": {"name": "Petra"}}, clients)

    for _ in range(2):
        (line,) = shown(of_sweep, clients)
        assert line.startswith("Sweep: waiting since ")
        assert line.endswith("UTC; one call, which would be made again")
    assert functions.called == []
    assert waiting(of_sweep, clients) == 1


def test_a_letter_that_its_function_deals_with_is_gone_and_a_second_replay_finds_nothing(
    of_sweep: Queue, clients: Clients, functions: FakeLambda
):
    event = schedule_event()
    put_aside(of_sweep, event, clients)

    assert replayed(of_sweep, clients) == Outcome("Sweep", done=1)
    assert replayed(of_sweep, clients) == Outcome("Sweep")
    assert functions.called == [("stack-sweep", event)]
    assert waiting(of_sweep, clients) == 0


def test_a_letter_that_fails_again_waits_on(of_sweep: Queue, clients: Clients, functions: FakeLambda):
    functions.error = True
    put_aside(of_sweep, schedule_event(), clients)

    assert replayed(of_sweep, clients) == Outcome("Sweep", failed=1)
    assert waiting(of_sweep, clients) == 1


def test_changes_of_the_table_are_shown_to_their_function_as_the_stream_shows_them(
    of_stream: Queue, clients: Clients, functions: FakeLambda
):
    letter = batch_of(["a", "b"])
    boto3.client("dynamodb").put_item(TableName=TABLE, Item={"pk": {"S": "one"}, "sk": {"S": "later"}})
    put_aside(of_stream, letter, clients)

    assert shown(of_stream, clients)[0].endswith("2 changes of the table, which would be made again")
    assert replayed(of_stream, clients) == Outcome("OnChange", done=1)
    ((_, event),) = functions.called
    images = [record["dynamodb"]["NewImage"]["sk"]["S"] for record in event["Records"]]
    assert images == ["a", "b"], "not what came after the batch"


def test_a_batch_of_which_one_change_fails_again_waits_on(
    of_stream: Queue, clients: Clients, functions: FakeLambda
):
    functions.answer = lambda event: {
        "batchItemFailures": [{"itemIdentifier": event["Records"][0]["dynamodb"]["SequenceNumber"]}]
    }
    put_aside(of_stream, batch_of(["a"]), clients)

    assert replayed(of_stream, clients) == Outcome("OnChange", failed=1)
    assert waiting(of_stream, clients) == 1


def test_changes_that_the_stream_holds_no_more_are_thrown_away_for_the_sweep_sees_to_them(
    of_stream: Queue, clients: Clients, functions: FakeLambda
):
    """The proof that it does: test_a_letter_that_the_stream_never_set_is_set_after_the_sweep."""
    arn = "arn:aws:dynamodb:eu-west-2:123456789012:table/gone/stream/2026-01-01T00:00:00.000"
    put_aside(of_stream, batch_of(["a"], streamArn=arn), clients)

    (line,) = shown(of_stream, clients)
    assert "holds it no more" in line
    assert replayed(of_stream, clients) == Outcome("OnChange", too_old=1)
    assert functions.called == []
    assert waiting(of_stream, clients) == 0
