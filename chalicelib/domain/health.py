"""Whether the machinery runs: what each job said of itself when it last ran, and how long ago that was.

Source: issue 7, point 4. The waits are those of infra/alarms.yaml, which calls whoever operates it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Job(StrEnum):
    """What the clock starts."""

    TICK = "tick"
    SWEEP = "sweep"
    CALENDAR = "calendar"
    VERIFICATION = "verification"


class Sign(StrEnum):
    """Something that a job counts, and that is a worry unless there is none of it."""

    DUE_FAILED = "due_failed"
    DUE_LATE = "due_late"
    MESSAGES_STALE = "messages_stale"
    MAILS_UNDELIVERED = "mails_undelivered"
    CASES_FAILED = "cases_failed"
    HOLIDAYS_NOT_TAKEN_UP = "holidays_not_taken_up"
    CASES_NOT_MOVED = "cases_not_moved"
    ROLES_VACANT = "roles_vacant"
    CHAINS_BROKEN = "chains_broken"
    CASES_GONE = "cases_gone"


class Health(StrEnum):
    """How a job is."""

    WORKS = "works"
    WORRIES = "worries"
    STANDS_STILL = "stands_still"
    NOT_YET = "not_yet"


STANDS_STILL_AFTER: Mapping[Job, timedelta] = {
    Job.TICK: timedelta(minutes=10),
    Job.SWEEP: timedelta(hours=3),
    Job.CALENDAR: timedelta(days=2),
    Job.VERIFICATION: timedelta(days=2),
}
"""How long a job may be silent before somebody is called."""

LATE_AFTER = timedelta(minutes=15)
"""How long something may have been due before it is late."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What a job said when it last ran."""

    job: Job
    at: datetime
    signs: Mapping[Sign, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """How a job is, since when it has been silent, and how many there are of each worry."""

    job: Job
    health: Health
    last_at: datetime | None = None
    worries: Mapping[Sign, int] = field(default_factory=dict)


def condition_of_all(beats: Iterable[Beat], now: datetime) -> tuple[Condition, ...]:
    """How every job is. One that never ran is not yet there: a new stage has no night behind it."""
    last = {beat.job: beat for beat in beats}
    return tuple(_condition(job, last.get(job), now) for job in Job)


def _condition(job: Job, beat: Beat | None, now: datetime) -> Condition:
    if beat is None:
        return Condition(job, Health.NOT_YET)
    worries = {sign: number for sign, number in beat.signs.items() if number > 0}
    if now - beat.at >= STANDS_STILL_AFTER[job]:
        return Condition(job, Health.STANDS_STILL, beat.at, worries)
    return Condition(job, Health.WORRIES if worries else Health.WORKS, beat.at, worries)
