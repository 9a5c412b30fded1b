"""What the people who run this can see: one line per request or job, with no personal data in it.

The logger takes facts, not sentences: a caller cannot put a name into a line without naming the
field, and the fields are checked by a test that reads the log of whole journeys.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger


@cache
def _logger(level: str) -> Logger:
    # Imported late: a function that never logs does not pay for it at its cold start.
    from aws_lambda_powertools import Logger

    # Not the app's name: Chalice keeps a logger of that name and would write every line again.
    return Logger(service="complaints", level=level, log_uncaught_exceptions=False, location=None)


class StructuredLog:
    """Lines of JSON on standard output."""

    def __init__(self, level: str) -> None:
        self._level = level

    def info(self, message: str, **facts: object) -> None:
        """Something worth counting."""
        _logger(self._level).info(message, extra=facts)

    def error(self, message: str, **facts: object) -> None:
        """Something that somebody must look at."""
        _logger(self._level).error(message, extra=facts)


def where(error: BaseException) -> str:
    """The file and line where an error arose: its message may quote what somebody typed."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_name}:{frame.tb_lineno}" if frame else "unknown"
