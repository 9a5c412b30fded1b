"""What a function could not deal with, as its queue of dead letters holds it, and calling it again.

A dead letter leaves its queue only after its function has dealt with it. Whatever our functions do
is safe to do twice, so replaying is too.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

QUEUE = "DeadLetters"
"""How the logical id of every queue of dead letters ends; its function's comes before."""
AT_ONCE = 10
HELD_SECONDS = 960
"""A letter that is being dealt with is nobody else's for longer than any function may take."""


@dataclass(frozen=True)
class Clients:
    """What replaying needs of an account; tests make them of AWS in memory."""

    sqs: Any
    lambda_: Any
    streams: Any
    cloudformation: Any
    seconds_to_look: int = 1
    """A queue has several servers: one that is asked in passing may not know of a letter."""


@dataclass(frozen=True)
class Queue:
    """One queue of dead letters: its address, and the function whose letters it holds."""

    function: str
    called: str
    address: str


@dataclass(frozen=True)
class Letter:
    """One call that failed. `records` is how many records of the table's stream it is about, as far as
    the stream still holds them; None for the call of a schedule, a mail, a notice or a file.
    """

    event: dict[str, Any] | None
    waiting_since: datetime
    records: int | None
    receipt: str

    @property
    def too_old(self) -> bool:
        """Whether the stream holds nothing of it any more: tick and sweep have seen to it."""
        return self.event is None


def queues_of(stack: str, clients: Clients) -> list[Queue]:
    """Every queue of dead letters of a stack, by the name of its function."""
    pages = clients.cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    ids = {
        each["LogicalResourceId"]: each["PhysicalResourceId"]
        for page in pages
        for each in page["StackResourceSummaries"]
    }
    functions = [name.removesuffix(QUEUE) for name in sorted(ids) if name.endswith(QUEUE)]
    return [Queue(name, ids[name], ids[name + QUEUE]) for name in functions]


def letters_in(queue: Queue, clients: Clients) -> list[Letter]:
    """Every letter that waits now, held back from others until it is let go, or for HELD_SECONDS."""
    return [_read(message, clients.streams) for message in _held(queue, clients)]


def let_go(queue: Queue, letters: list[Letter], clients: Clients) -> None:
    """Let letters wait as they did before they were read."""
    for letter in letters:
        clients.sqs.change_message_visibility(
            QueueUrl=queue.address, ReceiptHandle=letter.receipt, VisibilityTimeout=0
        )


def replay(queue: Queue, letter: Letter, clients: Clients) -> bool:
    """Call the function again; whether it dealt with all of it. Then the letter is gone for good."""
    if letter.event is not None and not _deals_with(queue.called, letter.event, clients.lambda_):
        return False
    clients.sqs.delete_message(QueueUrl=queue.address, ReceiptHandle=letter.receipt)
    return True


def _held(queue: Queue, clients: Clients) -> Iterator[dict[str, Any]]:
    while True:
        answer = clients.sqs.receive_message(
            QueueUrl=queue.address,
            AttributeNames=["SentTimestamp"],
            MaxNumberOfMessages=AT_ONCE,
            VisibilityTimeout=HELD_SECONDS,
            WaitTimeSeconds=clients.seconds_to_look,
        )
        if not answer.get("Messages"):
            return
        yield from answer["Messages"]


def _read(message: dict[str, Any], streams: Any) -> Letter:
    body = json.loads(message["Body"])
    sent = int(message["Attributes"]["SentTimestamp"]) / 1000
    since, receipt = datetime.fromtimestamp(sent, UTC), message["ReceiptHandle"]
    if "DDBStreamBatchInfo" not in body:
        return Letter(body, since, None, receipt)
    records = list(_records(body["DDBStreamBatchInfo"], streams))
    return Letter({"Records": records} if records else None, since, len(records), receipt)


def _records(batch: dict[str, Any], streams: Any) -> Iterator[dict[str, Any]]:
    """The records of a batch, as far as the stream still holds them: a day."""
    last = int(batch["endSequenceNumber"])
    for record in _from_the_first(batch, streams):
        if int(record["dynamodb"]["SequenceNumber"]) > last:
            return
        yield {**record, "eventSourceARN": batch["streamArn"]}


def _from_the_first(batch: dict[str, Any], streams: Any) -> Iterator[dict[str, Any]]:
    gone = (
        streams.exceptions.TrimmedDataAccessException,
        streams.exceptions.ResourceNotFoundException,
    )
    try:
        iterator = streams.get_shard_iterator(
            StreamArn=batch["streamArn"],
            ShardId=batch["shardId"],
            ShardIteratorType="AT_SEQUENCE_NUMBER",
            SequenceNumber=batch["startSequenceNumber"],
        )["ShardIterator"]
        # A page may be smaller than a batch; an empty one is the end of what there is.
        while iterator:
            page = streams.get_records(ShardIterator=iterator)
            if not page["Records"]:
                return
            yield from page["Records"]
            iterator = page.get("NextShardIterator")
    except gone:
        return


def _deals_with(function: str, event: dict[str, Any], lambda_: Any) -> bool:
    """Whether the function dealt with it: no error, and none of its records left over."""
    payload = json.dumps(event, default=as_lambda_has_it).encode()
    answer = lambda_.invoke(FunctionName=function, Payload=payload)
    said = json.loads(answer["Payload"].read() or b"null")
    left_over = isinstance(said, dict) and said.get("batchItemFailures")
    return "FunctionError" not in answer and not left_over


def as_lambda_has_it(value: Any) -> Any:
    """Times as seconds and bytes as text, as the stream's own caller writes them."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value.timestamp()
