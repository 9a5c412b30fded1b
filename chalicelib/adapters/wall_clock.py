"""What time it is: in truth, or as a laptop's moved clock says."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """The time."""

    def now(self) -> datetime:
        """This instant, in UTC, in whole milliseconds: what every store and format keeps."""
        now = datetime.now(UTC)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)


class MovedClock(SystemClock):
    """A laptop's clock, as many seconds from the truth as a file says. Never in AWS."""

    def __init__(self, path: str) -> None:
        self._path = Path(path)

    def now(self) -> datetime:
        """This instant, moved."""
        return super().now() + timedelta(seconds=self._offset())

    def _offset(self) -> float:
        try:
            return float(json.loads(self._path.read_text())["offset_seconds"])
        except FileNotFoundError:
            return 0.0
