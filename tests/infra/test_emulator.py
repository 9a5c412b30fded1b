"""The embedded AWS keeps its data through a hard kill, and never half of a change."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from infra.local.aws import client
from infra.local.emulator import SECONDS_BETWEEN_SNAPSHOTS
from infra.local.place import Place, place_apart
from infra.local.supervisor import start_emulator

TABLE = "pairs"
NOBODY_LISTENS = 9


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = place_apart("run", tmp_path)
    place.prepare()
    return place


@pytest.fixture
def cleanup() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_after_a_hard_kill_in_the_middle_of_writing_every_change_is_whole(
    place: Place, cleanup: ExitStack
):
    emulator = start_emulator(place, NOBODY_LISTENS, {}, cleanup)
    dynamodb = client(place, "dynamodb")
    make_table(dynamodb)
    write_pairs(dynamodb, seconds=SECONDS_BETWEEN_SNAPSHOTS * 1.5)

    os.kill(emulator.pid, signal.SIGKILL)
    start_emulator(place, NOBODY_LISTENS, {}, cleanup)

    found = dynamodb.scan(TableName=TABLE)["Items"]
    firsts, seconds = (
        {item["number"]["N"] for item in found if item["pk"]["S"] == half} for half in ("one", "two")
    )
    assert firsts
    assert firsts == seconds


def make_table(dynamodb: Any) -> None:
    dynamodb.create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": kind} for name, kind in KEY],
        KeySchema=[
            {"AttributeName": "pk", "KeyType": "HASH"},
            {"AttributeName": "number", "KeyType": "RANGE"},
        ],
    )


KEY = (("pk", "S"), ("number", "N"))


def write_pairs(dynamodb: Any, *, seconds: float) -> None:
    """Two items at a time, both in one transaction, for so many seconds."""
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        halves = [{"pk": {"S": half}, "number": {"N": str(number)}} for half in ("one", "two")]
        dynamodb.transact_write_items(
            TransactItems=[{"Put": {"TableName": TABLE, "Item": item}} for item in halves]
        )
        number += 1
