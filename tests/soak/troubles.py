"""What goes on beside the load: functions are killed, and the stream repeats and reorders itself."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from infra.deploy.dead_letters import as_lambda_has_it
from tests.packaged.rig import PackagedStack

EVERY_SECONDS = 5.0


class Trouble(threading.Thread):
    """Does something again and again, until it is told to stop."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._act, self._over = act, threading.Event()

    def run(self) -> None:
        while not self._over.wait(EVERY_SECONDS):
            # What is killed or repeated may be gone at this moment.
            with contextlib.suppress(Exception):
                self._act()

    def stop(self) -> None:
        self._over.set()
        self.join()


def kill_a_function(emulator: int, injected: Counter[str], random: Random) -> None:
    """End one process in which a function runs, as the machine would: without a word."""
    running = [pid for pid in _below(emulator) if "infra.local.emulator" not in _command(pid)]
    if running:
        os.kill(random.choice(running), signal.SIGKILL)
        injected["a function was killed"] += 1


def repeat_the_stream(stack: PackagedStack, injected: Counter[str], random: Random) -> None:
    """Show the stream's function some of the last changes once more, in another order."""
    records = _last_records(stack)
    again = random.sample(records, min(len(records), 20))
    event = json.dumps({"Records": again}, default=as_lambda_has_it).encode()
    stack.client("lambda").invoke(FunctionName=stack.physical("OnChange"), Payload=event)
    injected["changes that the stream repeated in another order"] += len(again)


def _last_records(stack: PackagedStack) -> list[dict[str, Any]]:
    streams = stack.client("dynamodbstreams")
    (stream,) = streams.list_streams(TableName=stack.table)["Streams"]
    arn = stream["StreamArn"]
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    start = streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    records: list[dict[str, Any]] = streams.get_records(ShardIterator=start)["Records"]
    return [record for record in records if record["eventName"] != "REMOVE"][-200:]


def _below(process: int) -> Iterator[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    for child in map(int, children):
        yield child
        yield from _below(child)


def _command(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
