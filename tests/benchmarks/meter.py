"""Counts what a stretch of work asks of AWS, and what AWS would bill for it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from gzip import compress
from io import StringIO
from typing import Any

from tests.benchmarks.capacity import Item, size_of, units_read, units_written

TRANSACTION, A_MAIL = "TransactWriteItems", "SendRawEmail"
LOG = StringIO()
"""One for all: a logger keeps what it printed to first."""


@dataclass
class Used:
    """What was asked: calls by name, units of DynamoDB, requests at the gateway, runs of functions."""

    calls: Counter[str] = field(default_factory=Counter)
    read: float = 0
    written: float = 0
    runs: Counter[str] = field(default_factory=Counter)
    seconds: Counter[str] = field(default_factory=Counter)
    waits: Counter[str] = field(default_factory=Counter)
    bytes_out: int = 0
    bytes_logged: int = 0

    def __iadd__(self, more: Used) -> Used:
        """Both together."""
        for counts in ("calls", "runs", "seconds", "waits"):
            getattr(self, counts).update(getattr(more, counts))
        self.read, self.written = self.read + more.read, self.written + more.written
        self.bytes_out += more.bytes_out
        self.bytes_logged += more.bytes_logged
        return self

    @property
    def mails(self) -> int:
        """How many went."""
        return self.calls[A_MAIL]


class Meter:
    """Listens to the clients of a session. What is used goes to `used`, until `fresh` begins anew.
    What is printed to `log` counts as logged.
    """

    def __init__(self) -> None:
        self.used, self.log = Used(), LOG
        self.mails: list[tuple[str, bytes]] = []
        """The id and the bytes of each that went; whoever tells what became of one takes it away."""
        self._asked: Mapping[str, Any] = {}
        self._in_transaction: Counter[tuple[str, str]] = Counter()
        self._actions = 0

    def listen(self, session: Any) -> None:
        """To every client that this session makes from now on."""
        session.events.register("provide-client-params.*.*", self._before)
        session.events.register("after-call.*.*", self._after)

    def fresh(self) -> Used:
        """What was used until now; the count begins anew."""
        used, self.used = self.used, Used()
        used.bytes_logged += len(self.log.getvalue().encode())
        self.log.seek(0), self.log.truncate()
        return used

    @contextmanager
    def running(self, function: str) -> Iterator[None]:
        """One run of a function."""
        began, calls = time.process_time(), self.used.calls.total()
        yield
        self.used.runs[function] += 1
        self.used.seconds[function] += time.process_time() - began
        self.used.waits[function] += self.used.calls.total() - calls

    def answered(self, body: bytes) -> None:
        """What the gateway sends, as it goes over the wire."""
        self.used.bytes_out += len(compress(body)) if len(body) > 1024 else len(body)

    def shown(self, records: list[dict[str, Any]]) -> None:
        """What the stream shows of the writes since."""
        for record in records:
            change = record["dynamodb"]
            key = (change["Keys"]["pk"]["S"], change["Keys"]["sk"]["S"])
            together = self._in_transaction[key] > 0
            self._in_transaction[key] -= together
            self._actions -= together
            self.used.written += units_written(
                change.get("OldImage", {}), change.get("NewImage", {}), in_transaction=together
            )
        # What was only checked, or said what it said before, or is of another table, is billed too.
        self.used.written += 2 * max(0, self._actions)
        self._actions = 0
        self._in_transaction.clear()

    def _before(self, params: Mapping[str, Any], **_: Any) -> None:
        self._asked = params
        self._raw = params.get("RawMessage", {}).get("Data", b"")

    def _after(self, model: Any, parsed: Mapping[str, Any], **_: Any) -> None:
        self.used.calls[model.name] += 1
        if model.name == A_MAIL:
            self.mails.append((parsed["MessageId"], self._raw))
        if model.service_model.service_name != "dynamodb":
            return
        newest = bool(self._asked.get("ConsistentRead"))
        if model.name == TRANSACTION:
            self._transaction(self._asked["TransactItems"])
        elif model.name == "GetItem":
            self.used.read += units_read([parsed.get("Item", {})], newest=newest)
        elif model.name == "Query":
            self.used.read += units_read(_looked_at(parsed), newest=newest)
        elif model.name == "BatchGetItem":
            found = [item for items in parsed["Responses"].values() for item in items]
            self.used.read += sum(units_read([item], newest=newest) for item in found)

    def _transaction(self, items: list[dict[str, Any]]) -> None:
        for item in items:
            ((_, action),) = item.items()
            key: Item = action.get("Key") or action["Item"]
            self._in_transaction[key["pk"]["S"], key["sk"]["S"]] += 1
            self._actions += 1


def _looked_at(parsed: Mapping[str, Any]) -> list[Item]:
    """What a Query read, with what its filter left out: of the size of what it did not."""
    items: list[Item] = parsed["Items"]
    left_out = parsed.get("ScannedCount", len(items)) - len(items)
    if items and left_out:
        middle = sorted(items, key=size_of)[len(items) // 2]
        return [*items, *[middle] * left_out]
    return items
