"""A promise of the policy pack, as its owner wrote it: what starts a clock, how it counts, what stops
it, whether it can be paused or moved, and whom it tells when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum

from chalicelib.domain.contact import BROUGHT_IN, ContactType
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import RoleCode


class ClockKind(StrEnum):
    """How a clock counts. One arithmetic for all would be wrong for most (domain.md 0.3)."""

    WORKING_DAYS = "working_days"
    ELAPSED_HOURS = "elapsed_hours"
    CALENDAR_PERIOD = "calendar_period"
    NEGOTIATED = "negotiated"


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"
    MINUTES = "minutes"


class Anchor(StrEnum):
    """What a milestone is measured from."""

    START = "start"
    DUE = "due"


class Counting(StrEnum):
    """Whether the first day belongs to a calendar period.

    "Commencing on the day" ends a day before the corresponding date; "after the day" on it.
    Source: domain.md 3.1.
    """

    FROM_THE_DAY = "from_the_day"
    AFTER_THE_DAY = "after_the_day"


class Roll(StrEnum):
    """What becomes of a period that ends on a day that is no working day.

    A statutory maximum must be met before (back); a subject access request may be answered after
    (forward). Source: domain.md 0.4, 3.6.
    """

    NONE = "none"
    BACK = "back"
    FORWARD = "forward"


class Extension(StrEnum):
    """Who can lengthen a clock while it runs."""

    NEVER = "never"
    BY_US = "by_us"
    BY_AGREEMENT = "by_agreement"


class Notice(StrEnum):
    """What reaching a milestone means."""

    REMINDER = "reminder"
    BREACH = "breach"
    ESCALATION = "escalation"
    PROMOTION = "promotion"
    SURVEY = "survey"
    SURVEY_REMINDER = "survey_reminder"


NOTICE_EVENTS = {
    Notice.REMINDER: EventType.REMINDER_SENT,
    Notice.BREACH: EventType.CLOCK_BREACHED,
    Notice.ESCALATION: EventType.CLOCK_ESCALATED,
    Notice.PROMOTION: EventType.CONCERN_PROMOTED,
    Notice.SURVEY: EventType.SURVEY_DECIDED,
    Notice.SURVEY_REMINDER: EventType.SURVEY_REMINDED,
}

ENDS_OF_A_CASE = frozenset(
    {EventType.CASE_DECLINED, EventType.CASE_WITHDRAWN, EventType.CASE_TRANSFERRED}
)
"""What stops every clock of a case but those that outlive it. Source: domain.md 4.4, T17."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A kind of event; where `where` names facts, only one whose facts have one of those values."""

    type: EventType
    where: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    def matches(self, event: Event) -> bool:
        """Whether this event is one of these."""
        if event.type is not self.type:
            return False
        return all(event.facts.get(fact) in values for fact, values in self.where.items())


@dataclass(frozen=True, slots=True)
class MilestoneRule:
    """A moment to tell somebody: so many units before (negative) or after the start or the due date.

    Measured in days it has a London time, `at`; measured in hours or minutes it has none.
    """

    code: str
    offset: int
    unit: Unit
    anchor: Anchor
    at: time | None
    notice: Notice


@dataclass(frozen=True, slots=True)
class Climb:
    """A rung of the pack's ladder as a clock climbs it, when nobody answered whoever heard before.

    It hears `working_days` later at the London time `at`; of a clock that counts hours, `hours` later.
    One `up_to_owner` is the owner's own rung or below it: the owner knows already, unless a handler
    heard in their place. Source: S0-22, S2-72, S1-54.
    """

    rung: int
    working_days: int
    at: time
    hours: int
    up_to_owner: bool = False

    @property
    def code(self) -> str:
        """The name of its milestone."""
        return f"rung_{self.rung}"


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One promise of the policy pack, with its source (domain.md 4.7).

    The clock starts with an event of `starts_on` and begins anew with each of `restarts_on` while it
    runs. It stops when every one of `stops_when_all` has happened since, or any of `ends_when_any`.
    With `each`, there is one clock for every value of that fact: for each document, each action.

    `allowance` is in `unit`. A negotiated clock finds its date in the fact `due_fact` of the event
    that started it; `counts_from` names the fact that holds day 0 where that is not the event's own
    day; `start_offset` are working days that pass before counting begins. `milestones` are in the
    order in which they fall; `climbs` follow them, where the promise is broken and stays unanswered.
    Where roles are `on_call`, all of them hear, whoever has the case (S1-36).
    """

    code: str
    title: str
    kind: ClockKind
    allowance: int
    source: str
    applies_to: frozenset[ContactType]
    starts_on: tuple[Trigger, ...]
    stops_when_all: tuple[Trigger, ...]
    owner: RoleCode
    milestones: tuple[MilestoneRule, ...]
    unit: Unit = Unit.WORKING_DAYS
    restarts_on: tuple[Trigger, ...] = ()
    ends_when_any: tuple[Trigger, ...] = ()
    counting: Counting = Counting.AFTER_THE_DAY
    roll: Roll = Roll.NONE
    start_offset: int = 0
    each: str = ""
    due_fact: str = "due"
    counts_from: str = ""
    pausable: bool = False
    extension: Extension = Extension.NEVER
    revisable: bool = False
    outlives_case: bool = False
    climbs: tuple[Climb, ...] = ()
    on_call: tuple[RoleCode, ...] = ()

    @property
    def milestone_codes(self) -> tuple[str, ...]:
        """Everything that the clock can tell, in the order in which it falls."""
        own = (each.code for each in self.milestones)
        return (*own, *(each.code for each in self.climbs))

    def starts(self, event: Event) -> bool:
        """Whether the event starts the clock where it is not running."""
        return _any(self.starts_on, event)

    def restarts(self, event: Event) -> bool:
        """Whether the event begins a running clock anew."""
        return _any(self.restarts_on, event)

    def ends(self, event: Event) -> bool:
        """Whether the event stops the clock, whatever it still waits for."""
        return (_ends_a_case(event) and not self.outlives_case) or _any(self.ends_when_any, event)

    def code_for(self, instance: str) -> str:
        """The name of this clock for one document, action, …: events and messages say it."""
        return f"{self.code}:{instance}" if instance else self.code


def rule_code(clock_code: str) -> str:
    """The code in the catalogue of a clock that may be one of several.

    >>> rule_code("ACTION:2")
    'ACTION'
    """
    return clock_code.partition(":")[0]


def _ends_a_case(event: Event) -> bool:
    """A case that we closed was answered first; one that ended in a former system waits for nothing."""
    ended_there = event.type is EventType.CASE_CLOSED and BROUGHT_IN in event.facts
    return ended_there or event.type in ENDS_OF_A_CASE


def _any(triggers: tuple[Trigger, ...], event: Event) -> bool:
    return any(trigger.matches(event) for trigger in triggers)
