"""What each job last said of itself: kept by the job, read by whoever wants to know if all works."""

from __future__ import annotations

from typing import Protocol

from chalicelib.domain.health import Beat


class PulseReader(Protocol):
    """Reading what the jobs said."""

    def beats(self) -> tuple[Beat, ...]:
        """The last word of each job that ever ran, in one call."""


class Pulse(PulseReader, Protocol):
    """Reading and keeping it."""

    def keep(self, beat: Beat) -> None:
        """Keep this in place of what the job said before."""
