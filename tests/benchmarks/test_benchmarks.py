"""What `make bench` does still works, and asks AWS for what the table of figures says."""

from __future__ import annotations

from chalice.test import Client

from app import app
from tests.benchmarks.filled import filled_aws
from tests.benchmarks.practice import BenchPractice


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
    assert asked["figures"] == {"Query": 1}
    assert asked["cases behind a figure"] == {"Query": 1, "BatchGetItem": 1}
