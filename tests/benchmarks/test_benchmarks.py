"""What `make bench` does still works, and asks AWS for what the table of figures says."""

from __future__ import annotations

from pathlib import Path

import pytest
from chalice.test import Client

from app import app
from infra.steps import Refusal
from tests.benchmarks.capacity import size_of, units_read, units_written
from tests.benchmarks.filled import filled_aws
from tests.benchmarks.practice import BenchPractice
from tests.benchmarks.written_down import write_down


def test_everything_that_is_measured_can_be_done_and_asks_aws_a_few_times():
    with filled_aws(30) as table, Client(app) as client:
        practice = BenchPractice(table, due=2)
        asked = {}
        for thing in practice.everything(client):
            with practice.visited():
                thing.before()
                asked[thing.name] = practice.timed(thing.act).calls

    assert asked["tick, 2 due"]["TransactWriteItems"] == 2
    assert asked["tick, nothing due"] == {"GetItem": 1, "Query": 2}
    assert asked["case page"] == {"Query": 1}
    assert asked["note, and the page after it"] == {"Query": 2, "TransactWriteItems": 1}
    assert sum(asked["form sent, and the page after it"].values()) <= 4
    assert sum(asked["worklist, first page"].values()) <= 2
    assert sum(asked["search for a name, and what is found"].values()) <= 2
    assert asked["figures"] == {"Query": 1}
    assert asked["cases behind a figure"] == {"Query": 1, "BatchGetItem": 1}


def test_capacity_is_reckoned_as_dynamodb_publishes_it():
    kilobyte = {"pk": {"S": "p"}, "sk": {"S": "s"}, "body": {"S": "x" * 1014}}
    assert size_of(kilobyte) == 1024
    more = {**kilobyte, "body": {"S": "x" * 1015}}

    assert units_written({}, kilobyte, in_transaction=False) == 1
    assert units_written({}, more, in_transaction=False) == 2
    assert units_written(more, kilobyte, in_transaction=True) == 4  # by the larger of both, twice
    due = {**kilobyte, "due_shard": {"S": "d"}, "due_at": {"S": "1"}}
    assert units_written(kilobyte, due, in_transaction=False) == 3  # its own two blocks, and the index
    later = {**due, "due_at": {"S": "2"}}
    assert units_written(due, later, in_transaction=False) == 4  # deleted from the index, and put
    assert units_read([kilobyte] * 4, newest=True) == 1
    assert units_read([kilobyte] * 5, newest=False) == 1
    assert units_read([], newest=False) == 0.5


def test_a_table_is_written_between_its_marks_and_nowhere_else(tmp_path: Path):
    document = tmp_path / "performance.md"
    document.write_text("Before\n<!-- measured: x -->\nold\n<!-- /measured: x -->\nAfter\n")

    write_down("x", [("what", "ratio"), ("tick", "1.00")], into=document)

    text = document.read_text()
    assert text.startswith("Before\n<!-- measured: x -->\nMeasured ")
    assert "| tick | 1.00 |\n<!-- /measured: x -->\nAfter" in text
    assert "old" not in text
    with pytest.raises(Refusal, match="no place for y"):
        write_down("y", [("what",)], into=document)
