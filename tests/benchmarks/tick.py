"""How long one tick takes with 100 reminders due, at different numbers of open cases.

    python -m tests.benchmarks.tick 1000 10000

Needs a running `make run`, whose emulator it uses with a table of its own. Prints medians, AWS calls
and the ratio to the first size; what is due is the same at every size, so the ratio should be 1.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import boto3

from chalicelib.adapters import case_table
from chalicelib.adapters.case_table import CaseTable
from chalicelib.adapters.crew import ThreadCrew
from chalicelib.adapters.table import Table
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.ports import Ports
from chalicelib.domain.messages import MessageState
from chalicelib.domain.sending import finished
from tests.aws import make_table
from tests.builders import ENGLAND, a_receipt, an_intake, london
from tests.fakes import FakeClock, FakeWorld

DUE = 100
ROUNDS = 5
FIRST_DAY = date(2026, 3, 2)
ANNOUNCEMENT = Path(".local/stack.json")


def main(sizes: list[int]) -> None:
    """Measure each size in a table of its own."""
    stack = json.loads(ANNOUNCEMENT.read_text())
    os.environ |= {
        "AWS_ENDPOINT_URL": stack["endpoint_url"],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "eu-west-2",
    }
    first = None
    for size in sizes:
        name = f"bench-tick-{size}-{os.getpid()}"
        make_table(name)
        seconds, calls = _measure(name, size)
        first = first or seconds
        ratio = seconds / first
        print(f"{size:>8} open, {DUE} due: {seconds:.3f} s, ratio {ratio:.2f}, {dict(calls)}")
        boto3.client("dynamodb").delete_table(TableName=name)


def _measure(name: str, size: int) -> tuple[float, Counter[str]]:
    _fill(name, size - DUE * (ROUNDS + 1), FIRST_DAY + timedelta(days=60), start=200_000)
    took, calls = [], Counter[str]()
    for n in range(ROUNDS + 1):
        day = FIRST_DAY + timedelta(days=n)
        _fill(name, DUE, day, start=100_000 + n * DUE)
        ports = _ports(name)
        ports.clock.move_to(london(ENGLAND.add_working_days(day, 2), 9, 1))  # type: ignore[attr-defined]
        ports.cases._table.client.meta.events.register(  # type: ignore[attr-defined]
            "before-call.*.*", lambda model, **_: calls.update([model.name])
        )
        calls.clear()
        began = time.perf_counter()
        report = look_after_due(ports)
        took.append(time.perf_counter() - began)
        assert (report.looked_at, report.failed) == (DUE, 0), report
        _forget(name, range(100_000 + n * DUE, 100_000 + (n + 1) * DUE))
    return statistics.median(took[1:]), calls


def _ports(name: str) -> Ports:
    world = FakeWorld(clock=FakeClock())
    return replace(world.ports, cases=CaseTable(Table(name)), crew=ThreadCrew())


def _fill(name: str, count: int, day: date, *, start: int) -> None:
    """Cases received that day, with nothing owed any more, written in bulk."""
    client: Any = boto3.client("dynamodb")
    batch: list[dict[str, Any]] = []
    for n in range(count):
        change = a_receipt(
            an_intake(key=f"k{start + n}", received_at=london(day, 8)), number=str(start + n)
        )
        sent = tuple(finished(message, MessageState.SENT) for message in change.messages)
        writes = case_table._writes(replace(change, messages=sent))
        batch += [{"PutRequest": {"Item": w.request("")["Put"]["Item"]}} for w in writes]
        while len(batch) >= 25:
            client.batch_write_item(RequestItems={name: batch[:25]})
            batch = batch[25:]
    if batch:
        client.batch_write_item(RequestItems={name: batch})


def _forget(name: str, numbers: Iterable[int]) -> None:
    """Remove the cases of a round, so that the next one finds only its own due."""
    table = Table(name)
    for number in numbers:
        for item in table.partition(f"CASE#{number}"):
            key = {"pk": {"S": item["pk"]}, "sk": {"S": item["sk"]}}
            table.client.delete_item(TableName=name, Key=key)


def _sizes(arguments: Iterable[str]) -> list[int]:
    return [int(argument) for argument in arguments] or [1_000, 10_000]


if __name__ == "__main__":
    main(_sizes(sys.argv[1:]))
