"""What a clock says, as everybody else reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks.date_changes import DateChange
from chalicelib.domain.clocks.milestones import Milestone
from chalicelib.domain.clocks.pauses import Pause
from chalicelib.domain.clocks.rules import ClockRule
from chalicelib.domain.clocks.steps import Step
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import StaffId


@dataclass(frozen=True, slots=True)
class Clock:
    """What one clock of one case says, with its working.

    `day_zero` is the London date on which it began and `due` the date to work towards; `last_day` is
    the last that is still in time, `due_at` the instant where the clock knows one. `due_original` is
    what was promised at first. `changes` are all that were asked for; `pauses` the times in which it
    stood still. `milestones` are all of this run, `pending` those not yet told: none once it has
    stopped, none while it stands still. `round` tells apart the notices of a clock that began anew
    or whose date was moved. `person` is whoever of the staff the start named: they hear of it, not
    the handler.
    """

    rule: ClockRule
    instance: str
    started_at: datetime
    day_zero: date
    due: date
    due_at: datetime | None
    last_day: date
    due_original: date
    due_original_at: datetime | None
    steps: tuple[Step, ...]
    changes: tuple[DateChange, ...]
    pauses: tuple[Pause, ...]
    calendar_version: str
    stopped_at: datetime | None
    outstanding: tuple[EventType, ...]
    milestones: tuple[Milestone, ...]
    pending: tuple[Milestone, ...]
    round: str
    person: StaffId | None = None

    @property
    def code(self) -> str:
        """The clock's name, such as `ACK`, or `ACTION:2` where there can be several."""
        return self.rule.code_for(self.instance)

    @property
    def running(self) -> bool:
        """Whether something that the clock waits for has not happened yet."""
        return self.stopped_at is None

    @property
    def paused_since(self) -> datetime | None:
        """Since when it stands still; None if it does not."""
        last = self.pauses[-1] if self.pauses else None
        return last.start if self.running and last and last.end is None else None

    @property
    def ticking(self) -> bool:
        """Whether time passes for it: it runs and does not stand still."""
        return self.running and self.paused_since is None

    def is_late(self, now: datetime) -> bool:
        """Whether the date passed before the clock stopped, or has passed while it runs."""
        end = self.stopped_at or self.paused_since or now
        return end > self.due_at if self.due_at else london_date(end) > self.last_day

    def reached(self, now: datetime) -> Milestone | None:
        """The latest milestone that has come and was not told: after an outage one, not all."""
        past = [each for each in self.pending if each.at <= now]
        return past[-1] if past else None

    def rungs_by(self, milestone: Milestone) -> tuple[int, ...]:
        """The rungs of the ladder that have not heard and are to hear by this milestone."""
        return tuple(m.rung for m in self.pending if m.rung and m.at <= milestone.at)

    def owner_unheard(self, milestone: Milestone) -> bool:
        """Whether the clock's own last notice is untold too: an outage swallowed it."""
        return bool(milestone.rung) and any(not each.rung for each in self.pending)

    def climbing_to(self, milestone: Milestone) -> dict[str, object]:
        """What the event of an escalation says besides: after an outage, all that it makes good."""
        rungs = {"rungs": list(self.rungs_by(milestone))}
        return rungs | ({"owner_unheard": True} if self.owner_unheard(milestone) else {})

    @property
    def next_at(self) -> datetime | None:
        """When the tick must look at this clock again; None if never."""
        return self.pending[0].at if self.pending else None


def due_moment(clock: Clock) -> tuple[date, datetime]:
    """What clocks are compared by: the day, and on it those with a time before those without."""
    end_of_day = datetime.max.replace(tzinfo=clock.started_at.tzinfo)
    return clock.due, clock.due_at or end_of_day


def earliest(clocks: Iterable[Clock]) -> Clock | None:
    """The clock that runs out first of those for which time passes; None if none does."""
    return min((clock for clock in clocks if clock.ticking), key=due_moment, default=None)


def moved(before: Iterable[Clock], after: Iterable[Clock]) -> tuple[Clock, ...]:
    """The clocks whose date or next notice is not what it was: all that the indexes must learn."""
    known = {(clock.code, clock.due, clock.next_at) for clock in before}
    return tuple(clock for clock in after if (clock.code, clock.due, clock.next_at) not in known)


def gone(before: Iterable[Clock], after: Iterable[Clock]) -> tuple[str, ...]:
    """The clocks that never started, as it turns out: an acknowledgement that did not arrive is none,
    and so is what it began.
    """
    known = {clock.code for clock in after}
    return tuple(clock.code for clock in before if clock.code not in known)
