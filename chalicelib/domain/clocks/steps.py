"""The working of a date: what happened between day 0 and the due date, day by day or leap by leap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class StepKind(StrEnum):
    """What one step of the working says."""

    COUNTED = "counted"
    SKIPPED = "skipped"
    PAUSED = "paused"
    PERIOD_ENDS = "period_ends"
    HOURS_END = "hours_end"
    CLOCKS_CHANGE = "clocks_change"
    ROLLED_BACK = "rolled_back"
    ROLLED_FORWARD = "rolled_forward"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `number` counts what was counted; `why` says why a day was not, or what was agreed."""

    kind: StepKind
    day: date
    number: int | None = None
    why: str | None = None
    at: datetime | None = None

    @property
    def counted(self) -> bool:
        """Whether this was a day that counts."""
        return self.kind is StepKind.COUNTED


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where counting led to.

    `due` is the London date to work towards and `last_day` the last that is still in time: they
    differ where a statutory period ends on a day that is no working day. `due_at` is the instant, for
    a clock that knows one.
    """

    due: date
    last_day: date
    due_at: datetime | None
    steps: tuple[Step, ...]
