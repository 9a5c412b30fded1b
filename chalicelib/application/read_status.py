"""Staff ask whether everything works."""

from __future__ import annotations

from chalicelib.application.ports import Reading
from chalicelib.domain.health import Condition, condition_of_all


def read_status(reading: Reading) -> tuple[Condition, ...]:
    """How each job is, in one call. It says nothing of any case. Raises: StoreBusy."""
    return condition_of_all(reading.pulse.beats(), reading.clock.now())
