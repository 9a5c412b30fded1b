"""What the people who run this can see: one line per request or job, with no personal data in it.

The logger takes facts, not sentences: a caller cannot put a name into a line without naming the
field, and the fields are checked by a test that reads the log of whole journeys.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


NAMESPACE = "Candour"
DIMENSION = "Function"
"""A function's own name: two stages in one account must not report in each other's place."""
UNITS: Mapping[str, str] = {
    "TickRan": "Count",
    "DueLookedAt": "Count",
    "ListsLookedAt": "Count",
    "DueFailed": "Count",
    "OldestDueAgeSeconds": "Seconds",
    "TickRoundComplete": "Count",
    "SweepRan": "Count",
    "SweepRoundComplete": "Count",
    "CasesChecked": "Count",
    "CasesRepaired": "Count",
    "CasesFailed": "Count",
    "CountersRepaired": "Count",
    "AcknowledgedInTime": "Count",
    "AcknowledgedLate": "Count",
    "AcknowledgementsOverdue": "Count",
    "ClocksLate": "Count",
    "MessagesStale": "Count",
    "MailsUndelivered": "Count",
    "MailsForgotten": "Count",
    "CalendarRan": "Count",
    "CalendarsNotTakenUp": "Count",
    "CasesMoved": "Count",
    "CasesNotMoved": "Count",
    "RolesVacant": "Count",
    "ReportsCalledFor": "Count",
    "SignInsRefused": "Count",
    "VerifyRan": "Count",
    "VerifyComplete": "Count",
    "ChainsChecked": "Count",
    "ChainsBroken": "Count",
    "CasesGone": "Count",
}
"""Every metric that there is. infra/alarms.yaml waits for some of them."""


def embedded(at: datetime, function: str, numbers: Mapping[str, float]) -> dict[str, object]:
    """What turns a line of the log into metrics: CloudWatch's embedded metric format.

    >>> at = datetime(2026, 12, 24, 15, 10, tzinfo=UTC)
    >>> embedded(at, "tick", {"TickRan": 1})["TickRan"]
    1
    """
    metrics = [{"Name": name, "Unit": UNITS[name]} for name in numbers]
    directive = {"Namespace": NAMESPACE, "Dimensions": [[DIMENSION]], "Metrics": metrics}
    timestamp = int(at.timestamp() * 1000)
    return {
        "_aws": {"Timestamp": timestamp, "CloudWatchMetrics": [directive]},
        DIMENSION: function,
        **numbers,
    }


@cache
def _logger(level: str) -> Logger:
    # Imported late: a function that never logs does not pay for it at its cold start.
    from aws_lambda_powertools import Logger

    # Not the app's name: Chalice keeps a logger of that name and would write every line again.
    return Logger(service="complaints", level=level, log_uncaught_exceptions=False, location=None)


_ABOUT: ContextVar[Mapping[str, object]] = ContextVar("about")
"""What every line of this request, or of this message, carries."""


@dataclass
class Look:
    """Who asked for something, and which cases were read to answer them, each by its trace: only
    who may read the table finds a name or a reference by one (docs/decisions/0109).
    """

    who: str = ""
    cases: dict[str, None] = field(default_factory=dict)

    def facts(self) -> dict[str, object]:
        """What the line of the request says of it: nothing where nobody is signed in."""
        if not self.who:
            return {}
        return {"who": self.who, **({"cases": list(self.cases)} if self.cases else {})}


_LOOK: ContextVar[Look] = ContextVar("look")


@contextmanager
def looking() -> Iterator[Look]:
    """What is seen by whoever asks, for as long as one request is answered."""
    look = Look()
    outer = _LOOK.set(look)
    try:
        yield look
    finally:
        _LOOK.reset(outer)


def known_as(who: str) -> None:
    """Whoever asks is this one. Nothing happens where nobody asks: in a job, or for a message."""
    if look := _LOOK.get(None):
        look.who = who


def was_read(case: str) -> None:
    """This case was read for whoever asks."""
    if look := _LOOK.get(None):
        look.cases[case] = None


class StructuredLog:
    """Lines of JSON on standard output."""

    def __init__(self, level: str) -> None:
        self._level = level

    @contextmanager
    def about(self, **facts: object) -> Iterator[None]:
        """Let every line within carry these facts, whoever writes it."""
        outer = _ABOUT.set(_about(facts))
        try:
            yield
        finally:
            _ABOUT.reset(outer)

    def info(self, message: str, **facts: object) -> None:
        """Something worth counting."""
        _logger(self._level).info(message, extra=_about(facts))

    def error(self, message: str, **facts: object) -> None:
        """Something that somebody must look at."""
        _logger(self._level).error(message, extra=_about(facts))

    def measure(self, message: str, *, at: datetime, function: str, **numbers: float) -> None:
        """A line from which CloudWatch makes metrics, whatever the level of the log."""
        line = {"message": message, **embedded(at, function, numbers)}
        sys.stdout.write(json.dumps(line) + "\n")


def _about(facts: Mapping[str, object]) -> dict[str, object]:
    return {**_ABOUT.get({}), **facts}


def where(error: BaseException) -> str:
    """The file and line where an error arose: its message may quote what somebody typed."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_name}:{frame.tb_lineno}" if frame else "unknown"
