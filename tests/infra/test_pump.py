"""The pump gives functions what Lambda would, in order, and forgets nothing."""

import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.local import pump
from infra.local.pump import HourPump, SchedulePump, StreamPump, stream_event

ARN = "arn:aws:dynamodb:eu-west-2:000000000000:table/t/stream/now"


def record(number: int, *, operation: str = "INSERT") -> dict[str, Any]:
    """A stream record, as boto3 reads it."""
    return {
        "eventID": str(number),
        "eventName": operation,
        "dynamodb": {
            "ApproximateCreationDateTime": datetime(2026, 11, 23, 9, tzinfo=UTC),
            "Keys": {"pk": {"S": "case"}, "sk": {"S": str(number)}},
            "NewImage": {"digest": {"B": b"\x01\x02"}},
            "SequenceNumber": str(number),
        },
    }


class FakeStream:
    """A stream that holds some records, like the emulator's: iterators are positions."""

    def __init__(self, *records: dict[str, Any]) -> None:
        self.records = list(records)

    def describe_stream(self, **_: Any) -> dict[str, Any]:
        return {"StreamDescription": {"Shards": [{"ShardId": "one"}]}}

    def get_shard_iterator(self, **asked: str) -> dict[str, str]:
        if asked["ShardIteratorType"] == "TRIM_HORIZON":
            return {"ShardIterator": "0"}
        numbers = [one["dynamodb"]["SequenceNumber"] for one in self.records]
        if asked["SequenceNumber"] not in numbers:
            raise ClientError({"Error": {"Code": "TrimmedDataAccessException"}}, "GetShardIterator")
        return {"ShardIterator": str(numbers.index(asked["SequenceNumber"]) + 1)}

    def get_records(self, **asked: Any) -> dict[str, Any]:
        start = int(asked["ShardIterator"])
        found = self.records[start : start + asked["Limit"]]
        return {"Records": found, "NextShardIterator": str(start + len(found))}


class Recorder:
    """A function that remembers the numbers it was given, and fails as told."""

    def __init__(self, answers: Iterator[list[str]] | None = None) -> None:
        self.calls: list[list[str]] = []
        self._answers = answers

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        self.calls.append([one["dynamodb"]["SequenceNumber"] for one in event["Records"]])
        failed = next(self._answers, []) if self._answers else []
        return {"batchItemFailures": [{"itemIdentifier": number} for number in failed]}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pump, "LONGEST_PAUSE_SECONDS", 0.0)


def look_once(function: Recorder, stream: FakeStream, folder: Path) -> None:
    position = folder / "position.json"
    StreamPump(function, streams=stream, stream_arn=ARN, position_file=position)._look()


def test_removals_are_carried_too_because_a_draft_may_leave_files_behind(tmp_path: Path):
    function = Recorder()

    look_once(function, FakeStream(record(1), record(2, operation="REMOVE"), record(3)), tmp_path)

    assert function.calls == [["1", "2", "3"]]


def test_after_a_failure_delivery_goes_on_from_the_record_that_failed(tmp_path: Path):
    function = Recorder(iter([["2"]]))

    look_once(function, FakeStream(record(1), record(2), record(3)), tmp_path)

    assert function.calls == [["1", "2", "3"], ["2", "3"]]


def test_a_record_that_never_succeeds_is_set_aside_and_the_next_one_delivered(tmp_path: Path):
    function = Recorder(iter([["1"]] * pump.ATTEMPTS))

    look_once(function, FakeStream(record(1), record(2)), tmp_path)

    assert function.calls[-1] == ["2"]
    letter = json.loads((tmp_path / "dead-letters" / "1.json").read_text())
    assert letter["Records"][0]["eventID"] == "1"


def test_a_restart_goes_on_where_it_stopped(tmp_path: Path):
    stream = FakeStream(record(1))
    look_once(Recorder(), stream, tmp_path)
    stream.records.append(record(2))
    restarted = Recorder()

    look_once(restarted, stream, tmp_path)

    assert restarted.calls == [["2"]]


def test_a_position_that_the_stream_has_forgotten_means_everything_it_holds(tmp_path: Path):
    look_once(Recorder(), FakeStream(record(1)), tmp_path)
    restarted = Recorder()

    look_once(restarted, FakeStream(record(8), record(9)), tmp_path)

    assert restarted.calls == [["8", "9"]]


def test_a_tick_that_left_something_is_called_again_at_once(tmp_path: Path):
    left, ended = iter([3, 2, 1, 0]), threading.Event()

    def tick(event: object, context: object) -> dict[str, int]:
        more = next(left)
        if not more:
            ended.set()
        return {"more_to_do": more}

    schedule = SchedulePump(tick, clock_file=tmp_path / "clock", tick_file=tmp_path / "tick")
    schedule.start()

    # With five seconds between ticks the fourth would come after fifteen.
    assert ended.wait(4)
    schedule.stop()


def test_the_first_sweep_waits_until_the_stream_has_run_dry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(pump, "SECONDS_BEFORE_THE_FIRST_SWEEP", 0.0)
    happened: list[str] = []
    swept = threading.Event()

    def slowly(event: Any, context: object) -> dict[str, Any]:
        time.sleep(0.3)
        happened.append("stream")
        return {}

    def sweep(event: object, context: object) -> None:
        happened.append("sweep")
        swept.set()

    streams = FakeStream(record(1))
    stream = StreamPump(slowly, streams=streams, stream_arn=ARN, position_file=tmp_path / "position")
    hour = HourPump(sweep, after=stream.ran_dry)
    hour.start(), stream.start()
    assert swept.wait(5)
    hour.stop(), stream.stop()

    assert happened == ["stream", "sweep"]


def test_a_record_looks_as_lambda_gives_it():
    [given] = stream_event([record(1)], stream_arn=ARN)["Records"]

    assert json.loads(json.dumps(given)) == {
        "eventID": "1",
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "eventSourceARN": ARN,
        "dynamodb": {
            "ApproximateCreationDateTime": 1795424400.0,
            "Keys": {"pk": {"S": "case"}, "sk": {"S": "1"}},
            "NewImage": {"digest": {"B": "AQI="}},
            "SequenceNumber": "1",
        },
    }
