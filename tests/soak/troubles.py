"""What goes on beside the load: functions are killed, and the stream repeats and reorders itself."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from infra.deploy.dead_letters import as_lambda_has_it
from tests.packaged.rig import PackagedStack

EVERY_SECONDS = 5.0
PATIENCE_SECONDS = 30.0
KILLED = "a function was killed"
REPEATED = "changes that the stream repeated in another order"


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


class Killer:
    """Ends one process in which a function runs, as the machine would: without a word.

    The next one only when somebody was answered since, or has waited long: where a function takes
    longer to start than the killer pauses, nobody would ever be answered and nothing be proved.
    """

    def __init__(
        self, emulator: int, injected: Counter[str], random: Random, answered: Callable[[], int]
    ) -> None:
        self._emulator, self._injected, self._random = emulator, injected, random
        self._answered = answered
        self._seen, self._last = -1, 0.0
        injected[KILLED] = 0

    def __call__(self) -> None:
        answered, now = self._answered(), time.monotonic()
        if answered == self._seen and now < self._last + PATIENCE_SECONDS:
            return
        running = [pid for pid in _below(self._emulator) if "infra.local.emulator" not in _command(pid)]
        if running:
            os.kill(self._random.choice(running), signal.SIGKILL)
            self._injected[KILLED] += 1
            self._seen, self._last = answered, now


def repeat_the_stream(stack: PackagedStack, injected: Counter[str], random: Random) -> None:
    """Show the stream's function some of the last changes once more, in another order."""
    records = _last_records(stack)
    again = random.sample(records, min(len(records), 20))
    event = json.dumps({"Records": again}, default=as_lambda_has_it).encode()
    stack.client("lambda").invoke(FunctionName=stack.physical("OnChange"), Payload=event)
    injected[REPEATED] += len(again)


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
