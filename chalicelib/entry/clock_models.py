"""How the API tells of a clock and its working."""

from __future__ import annotations

from datetime import date

from pydantic import AwareDatetime, BaseModel, Field

from chalicelib.domain.clocks import ClockKind, Notice, StepKind, Unmoved
from chalicelib.domain.events import EventType
from chalicelib.presentation.due import DueState


class StepOut(BaseModel):
    """One step of the working: a day of the count, the end of a period, a change of the clocks."""

    what: StepKind
    date: date
    at: AwareDatetime | None
    counted: bool
    n: int | None
    why: str | None


class MilestoneOut(BaseModel):
    """A moment at which somebody is told. Not `pending`: told, or overtaken by a later one."""

    code: str
    at: AwareDatetime
    notice: Notice
    pending: bool


class PauseOut(BaseModel):
    """A time in which the clock stood still; `end` is null for as long as it does."""

    start: AwareDatetime
    end: AwareDatetime | None


class DateChangeOut(BaseModel):
    """An extension or a revision. `unmoved` says why it moved nothing; null where it did."""

    type: EventType
    at: AwareDatetime
    to: date | AwareDatetime | None
    added: int
    agreed: bool
    agreed_with: str
    unmoved: Unmoved | None


class DeadlineOut(BaseModel):
    """A clock with its working: enough to work the date out again.

    `due` is the date to work towards, `last_day` the last in time by law, `due_at` the instant where
    the clock knows one; `due_original` is what was promised at first.
    """

    clock: str
    title: str
    kind: ClockKind
    due: date
    due_at: AwareDatetime | None
    last_day: date
    due_original: date
    due_original_at: AwareDatetime | None
    state: DueState | None = Field(description="Null once it has stopped")
    day_zero: date
    started_at: AwareDatetime
    stopped_at: AwareDatetime | None
    late: bool
    outstanding: tuple[EventType, ...]
    rule: str
    source: str
    policy: str
    calendar: str
    steps: tuple[StepOut, ...]
    milestones: tuple[MilestoneOut, ...]
    pauses: tuple[PauseOut, ...]
    changes: tuple[DateChangeOut, ...]
    working: tuple[str, ...] = Field(description="The steps in words, as a letter would say them")
