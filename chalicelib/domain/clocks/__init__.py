"""By when: each clock is a pure function of what happened, the policy and the calendar.

    (events, rule of the pack's version, calendar's version) → due date, milestones, and every
    step that leads there

Nothing is stored that could be patched. What the table keeps of a clock is a projection, made again
from the events with every change.

`rules` say what a pack promises; `runs` when a clock starts and stops; `working_days`,
`elapsed_hours`, `calendar_periods` and `negotiated` count; `pauses` and `date_changes` move;
`milestones` tell whoever owns it, `climbing` whoever is next; `readings` bring it together in a
`clock`.
"""

from chalicelib.domain.clocks.clock import Clock, due_moment, earliest, gone, moved
from chalicelib.domain.clocks.date_changes import (
    BECAUSE_OF_THE_CALENDAR,
    BECAUSE_OF_THE_POLICY,
    DateChange,
    Unmoved,
)
from chalicelib.domain.clocks.declared_days import days_to_note, declared_since
from chalicelib.domain.clocks.milestones import Milestone
from chalicelib.domain.clocks.negotiated import Target
from chalicelib.domain.clocks.pauses import Pause
from chalicelib.domain.clocks.readings import read_clock, read_clocks, read_rule
from chalicelib.domain.clocks.rules import (
    NOTICE_EVENTS,
    Anchor,
    Climb,
    ClockKind,
    ClockRule,
    Counting,
    Extension,
    MilestoneRule,
    Notice,
    Roll,
    Trigger,
    Unit,
    rule_code,
)
from chalicelib.domain.clocks.steps import Reckoning, Step, StepKind

__all__ = [
    "BECAUSE_OF_THE_CALENDAR",
    "BECAUSE_OF_THE_POLICY",
    "NOTICE_EVENTS",
    "Anchor",
    "Climb",
    "Clock",
    "ClockKind",
    "ClockRule",
    "Counting",
    "DateChange",
    "Extension",
    "Milestone",
    "MilestoneRule",
    "Notice",
    "Pause",
    "Reckoning",
    "Roll",
    "Step",
    "StepKind",
    "Target",
    "Trigger",
    "Unit",
    "Unmoved",
    "days_to_note",
    "declared_since",
    "due_moment",
    "earliest",
    "gone",
    "moved",
    "read_clock",
    "read_clocks",
    "read_rule",
    "rule_code",
]
