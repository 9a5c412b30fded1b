"""What AWS does between the parts: the table's stream to its function, each schedule to its own.

Only `make run` needs it. Its functions get the very events that Lambda would give them, so the same
handlers serve here, in `make stack` and in AWS.
"""

import base64
import json
import logging
import random
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.files import write_whole

Event = dict[str, Any]
Function = Callable[[Event, Any], Any]
Record = Mapping[str, Any]

SECONDS_BETWEEN_LOOKS = 0.15
SECONDS_BETWEEN_TICKS = 5.0
SECONDS_BEFORE_THE_FIRST_SWEEP = 60.0
SECONDS_BETWEEN_SWEEPS = 3600.0
LARGEST_BATCH = 100
# As in infra/functions.yaml: after so many attempts the record goes to the dead letters.
ATTEMPTS = 6
LONGEST_PAUSE_SECONDS = 5.0
# Whatever is cut off is delivered again after the next start.
SECONDS_TO_FINISH = 2.0

log = logging.getLogger("pump")


class FunctionContext:
    """What a function may ask Lambda about its own call."""

    def __init__(self, name: str, seconds: float) -> None:
        self.function_name = name
        self.function_version = "$LATEST"
        self.memory_limit_in_mb = 1024
        self.invoked_function_arn = f"arn:aws:lambda:local:000000000000:function:{name}"
        self.aws_request_id = str(uuid.uuid4())
        self.log_group_name = f"/aws/lambda/{name}"
        self.log_stream_name = "local"
        self._until = time.monotonic() + seconds

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._until - time.monotonic()) * 1000))


class StreamPump(threading.Thread):
    """Carries what happened in the table to `on_change`, in order, at least once."""

    def __init__(
        self,
        on_change: Function,
        *,
        streams: Any,
        stream_arn: str,
        position_file: Path,
        wanted_operations: Sequence[str] = ("INSERT", "MODIFY", "REMOVE"),
    ) -> None:
        super().__init__(name="stream", daemon=True)
        self._on_change, self._streams, self._arn = on_change, streams, stream_arn
        self._position_file = position_file
        self._wanted = wanted_operations
        self._iterator: str | None = None
        self._stopping = threading.Event()
        self.ran_dry = threading.Event()
        """Once everything had been delivered that had happened before."""

    def run(self) -> None:
        while not self._stopping.is_set():
            found = self._looked()
            if not found:
                self._stopping.wait(SECONDS_BETWEEN_LOOKS)

    def _looked(self) -> bool:
        """Whether there was anything."""
        try:
            found = self._look()
        except Exception:
            log.exception("the stream could not be read; trying again")
            self._iterator = None
            return False
        if not found:
            self.ran_dry.set()
        return found

    def stop(self) -> None:
        """Finish the batch at hand, then stop."""
        self._stopping.set()
        self.join(SECONDS_TO_FINISH)

    def _look(self) -> bool:
        """Deliver what is new; say whether there was anything."""
        iterator = self._iterator or self._iterator_from_position()
        answer = self._streams.get_records(ShardIterator=iterator, Limit=LARGEST_BATCH)
        records = answer["Records"]
        self._deliver([record for record in records if record["eventName"] in self._wanted])
        if records and not self._stopping.is_set():
            self._remember(records[-1]["dynamodb"]["SequenceNumber"])
        self._iterator = answer.get("NextShardIterator")
        return bool(records)

    def _deliver(self, records: Sequence[Record]) -> None:
        """Deliver a batch; what fails is tried again, from the first failure on, then set aside."""
        left = list(records)
        attempts = 0
        while left and not self._stopping.is_set():
            failed_from = self._attempt(left)
            if failed_from is None:
                return
            attempts = 1 if failed_from else attempts + 1
            left = left[failed_from:]
            if attempts >= ATTEMPTS:
                self._set_aside(left.pop(0))
                attempts = 0
            else:
                self._stopping.wait(_pause_after(attempts))

    def _attempt(self, records: Sequence[Record]) -> int | None:
        """The index of the first record that failed, or None if all went well."""
        event = stream_event(records, stream_arn=self._arn)
        try:
            answer = self._on_change(event, FunctionContext("on_change", 60)) or {}
        except Exception:
            log.exception("on_change failed for a batch of %d", len(records))
            return 0
        failures = {failure["itemIdentifier"] for failure in answer.get("batchItemFailures", [])}
        numbers = [record["dynamodb"]["SequenceNumber"] for record in records]
        return next((index for index, number in enumerate(numbers) if number in failures), None)

    def _set_aside(self, record: Record) -> None:
        number = record["dynamodb"]["SequenceNumber"]
        log.error("record %s failed %d times and goes to the dead letters", number, ATTEMPTS)
        letter = self._position_file.parent / "dead-letters" / f"{number}.json"
        write_whole(letter, json.dumps(stream_event([record], stream_arn=self._arn), indent=2))

    def _iterator_from_position(self) -> str:
        where = {"ShardIteratorType": "TRIM_HORIZON"}
        if number := self._remembered():
            where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": number}
        shard = self._streams.describe_stream(StreamArn=self._arn)["StreamDescription"]["Shards"][0][
            "ShardId"
        ]
        try:
            answer = self._streams.get_shard_iterator(StreamArn=self._arn, ShardId=shard, **where)
        except ClientError:
            # The emulator started anew: what the stream held then is gone, and the tick catches it.
            self._position_file.unlink(missing_ok=True)
            answer = self._streams.get_shard_iterator(
                StreamArn=self._arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
            )
        return str(answer["ShardIterator"])

    def _remembered(self) -> str | None:
        try:
            position = json.loads(self._position_file.read_text())
        except (OSError, ValueError):
            return None
        return str(position["sequence_number"]) if position["stream_arn"] == self._arn else None

    def _remember(self, number: str) -> None:
        position = {"stream_arn": self._arn, "sequence_number": number}
        write_whole(self._position_file, json.dumps(position))


class SchedulePump(threading.Thread):
    """Calls `tick` every few seconds, and at once when the local clock was moved."""

    def __init__(self, tick: Function, *, clock_file: Path, tick_file: Path) -> None:
        super().__init__(name="schedule", daemon=True)
        self._tick, self._clock_file, self._tick_file = tick, clock_file, tick_file
        self._stopping = threading.Event()

    def run(self) -> None:
        next_tick = 0.0
        clock_before: bytes | None = None
        while not self._stopping.wait(SECONDS_BETWEEN_LOOKS):
            clock = _content(self._clock_file)
            if clock != clock_before or time.monotonic() >= next_tick:
                more_to_do = self._call(clock)
                next_tick = time.monotonic() + (0 if more_to_do else SECONDS_BETWEEN_TICKS)
                clock_before = clock

    def stop(self) -> None:
        self._stopping.set()
        self.join(SECONDS_TO_FINISH)

    def _call(self, clock: bytes | None) -> bool:
        """Whether it left something to the next one, which then comes at once."""
        answer: Any = None
        try:
            answer = self._tick(schedule_event(), FunctionContext("tick", 60))
        except Exception:
            log.exception("tick failed; the next one comes in a few seconds")
        # Tells the clock page that the reminders of its new time are on their way.
        write_whole(self._tick_file, clock or b"{}")
        return bool(answer and answer.get("more_to_do"))


class HourPump(threading.Thread):
    """Calls `sweep` soon after the start and then every hour.

    Not before the stream has run dry: the demonstration's cases are weeks old and written a minute ago,
    and what the stream was about to do for them would look left undone.
    """

    def __init__(self, sweep: Function, *, after: threading.Event) -> None:
        super().__init__(name="hour", daemon=True)
        self._sweep, self._after = sweep, after
        self._stopping = threading.Event()

    def run(self) -> None:
        wait = SECONDS_BEFORE_THE_FIRST_SWEEP
        while not self._stopping.wait(wait):
            if not self._after.is_set():
                wait = SECONDS_BETWEEN_LOOKS
                continue
            wait = SECONDS_BETWEEN_SWEEPS
            try:
                self._sweep(schedule_event(), FunctionContext("sweep", 60))
            except Exception:
                log.exception("sweep failed; the next one comes in an hour")

    def stop(self) -> None:
        self._stopping.set()
        self.join(SECONDS_TO_FINISH)


def stream_event(records: Sequence[Record], *, stream_arn: str) -> Event:
    """The event that Lambda makes of stream records: boto3's types turned back into JSON's."""
    return {"Records": [_lambda_record(record, stream_arn) for record in records]}


def _lambda_record(record: Record, stream_arn: str) -> Event:
    change = _plain(record["dynamodb"])
    created = record["dynamodb"].get("ApproximateCreationDateTime")
    if isinstance(created, datetime):
        change["ApproximateCreationDateTime"] = created.timestamp()
    return {**record, "dynamodb": change, "eventSource": "aws:dynamodb", "eventSourceARN": stream_arn}


def _plain(value: Any) -> Any:
    """JSON of a value from boto3: bytes, in stored binary attributes, become base64 text."""
    if isinstance(value, Mapping):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def schedule_event() -> Event:
    """The event that an EventBridge schedule sends."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "eu-west-2",
        "resources": ["arn:aws:events:eu-west-2:000000000000:rule/tick"],
        "detail": {},
    }


def _pause_after(attempts: int) -> float:
    """Longer after each failure, and never the same twice."""
    return float(min(LONGEST_PAUSE_SECONDS, 0.2 * 2**attempts) * random.uniform(0.5, 1.0))


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
