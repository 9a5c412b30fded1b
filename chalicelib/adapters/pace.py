"""Answers that come no sooner than a while after they were asked for."""

from __future__ import annotations

import time
from datetime import timedelta


class SteadyPace:
    """Counted by a clock that nobody moves."""

    def begun(self) -> float:
        """Now, to be handed back."""
        return time.monotonic()

    def wait(self, begun: float, after: timedelta) -> None:
        """Until so long after the beginning; not at all where that is past."""
        time.sleep(max(0.0, begun + after.total_seconds() - time.monotonic()))
