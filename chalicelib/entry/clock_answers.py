"""From a clock to the API's shape of it, with its working. Nothing is decided here."""

from __future__ import annotations

from datetime import datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import Clock, DateChange, Milestone, Step
from chalicelib.domain.policy import PolicyRef
from chalicelib.entry import clock_models as clocks
from chalicelib.presentation.clock_steps import rule_words
from chalicelib.presentation.due import due_state
from chalicelib.presentation.working import working_text


def deadline(clock: Clock, policy: PolicyRef, now: datetime) -> clocks.DeadlineOut:
    """A clock with its working."""
    return clocks.DeadlineOut(
        clock=clock.code,
        title=clock.rule.title,
        kind=clock.rule.kind,
        due=clock.due,
        due_at=clock.due_at,
        last_day=clock.last_day,
        due_original=clock.due_original,
        due_original_at=clock.due_original_at,
        state=due_state(clock.due, london_date(now)) if clock.running else None,
        day_zero=clock.day_zero,
        started_at=clock.started_at,
        stopped_at=clock.stopped_at,
        late=clock.is_late(now),
        outstanding=clock.outstanding,
        rule=rule_words(clock.rule),
        source=clock.rule.source,
        policy=str(policy),
        calendar=clock.calendar_version,
        steps=tuple(map(_step, clock.steps)),
        milestones=tuple(_milestone(each, clock) for each in clock.milestones),
        pauses=tuple(clocks.PauseOut(start=pause.start, end=pause.end) for pause in clock.pauses),
        changes=tuple(map(_date_change, clock.changes)),
        working=working_text(clock),
    )


def _step(step: Step) -> clocks.StepOut:
    return clocks.StepOut(
        what=step.kind,
        date=step.day,
        at=step.at,
        counted=step.counted,
        n=step.number,
        why=step.why,
    )


def _milestone(milestone: Milestone, clock: Clock) -> clocks.MilestoneOut:
    return clocks.MilestoneOut(
        code=milestone.code,
        at=milestone.at,
        notice=milestone.notice,
        pending=milestone in clock.pending,
    )


def _date_change(change: DateChange) -> clocks.DateChangeOut:
    return clocks.DateChangeOut(
        type=change.type,
        at=change.at,
        to=change.to,
        added=change.added,
        agreed=change.agreed,
        agreed_with=change.agreed_with,
        unmoved=change.unmoved,
    )
