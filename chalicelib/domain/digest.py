"""The list of the day: what each person should look at this morning, grouped, and when it goes.

waiting for its hour → sending → waiting for the next day
         ↑                ├────→ in five minutes again    the mail service was away
         └────────────────┘      we stopped in between: that day's list is given up, never doubled
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from chalicelib.domain.calendar import WorkingCalendar, london_date, london_instant
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.worklist import Row

PROOF_WITHIN = timedelta(minutes=10)
"""How long a sending may stay without its end before it is given up."""
RETRY_AFTER = timedelta(minutes=5)
ATTEMPTS = 6
"""Half an hour of a mail service that is away: then the day's list has lost its use."""


class Urgency(StrEnum):
    """How a case stands in somebody's list, the most urgent first."""

    CRITICAL = "critical"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class DigestTerms:
    """What the pack calls urgent, in working days: late by more than `critical_after`, due within
    `soon_within`.
    """

    critical_after: int
    soon_within: int


def urgency_of(row: Row, today: date, terms: DigestTerms, calendar: WorkingCalendar) -> Urgency | None:
    """Where a case stands; None for one that needs nobody yet.

    What is late is late, whoever is waited for. Raises: CalendarExhausted.
    """
    if row.due and row.due < today:
        late = calendar.working_days_between(row.due, today)
        return Urgency.CRITICAL if late > terms.critical_after else Urgency.OVERDUE
    if row.due and calendar.working_days_between(today, row.due) <= terms.soon_within:
        return Urgency.DUE_SOON
    return Urgency.WAITING if row.waiting else None


def grouped(
    rows: Iterable[Row], today: date, terms: DigestTerms, calendar: WorkingCalendar
) -> Mapping[Urgency, tuple[Row, ...]]:
    """The cases by urgency, in their order; groups without a case are left out."""
    found: dict[Urgency, list[Row]] = {urgency: [] for urgency in Urgency}
    for row in rows:
        urgency = urgency_of(row, today, terms, calendar)
        if urgency:
            found[urgency].append(row)
    return {urgency: tuple(cases) for urgency, cases in found.items() if cases}


@dataclass(frozen=True, slots=True)
class DayList:
    """Somebody's list of one London day. `more` says that they have more cases than it shows; `mails`
    are those that wait in the inbox, for whoever looks after it; `oldest_mail` is when the first came;
    `kept_files` are files that were kept for long enough, for whoever decides about them.
    """

    today: date
    groups: Mapping[Urgency, tuple[Row, ...]]
    more: bool
    mails: int = 0
    oldest_mail: datetime | None = None
    kept_files: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """When somebody's list is looked at next. `claimed` while one sender has it.

    `sent_on` is the London day whose list was sent or given up: no day has two.
    """

    organisation: OrganisationId
    staff: StaffId
    at: datetime
    claimed: bool = False
    attempts: int = 0
    sent_on: date | None = None


def next_turn(turn: Turn, hour: int, now: datetime, calendar: WorkingCalendar) -> Turn:
    """The turn at this hour of London's clocks, on the first working day to come whose list has not
    been sent. Never on a weekend or a bank holiday. Raises: CalendarExhausted.
    """
    day = london_date(now)
    while not _is_open(day, hour, turn, now, calendar):
        day += timedelta(days=1)
    return replace(turn, at=london_instant(day, time(hour)), claimed=False, attempts=0)


def _is_open(day: date, hour: int, turn: Turn, now: datetime, calendar: WorkingCalendar) -> bool:
    has_its_list = turn.sent_on is not None and day <= turn.sent_on
    return not has_its_list and calendar.is_working(day) and london_instant(day, time(hour)) > now


def claimed(turn: Turn, now: datetime) -> Turn:
    """The turn while one sender has it; its day counts as sent from now on."""
    return replace(
        turn,
        at=now + PROOF_WITHIN,
        claimed=True,
        attempts=turn.attempts + 1,
        sent_on=london_date(now),
    )


def put_back(turn: Turn, now: datetime, *, sent_on: date | None) -> Turn | None:
    """The turn a little later, because nothing was taken; None after too many attempts."""
    if turn.attempts >= ATTEMPTS:
        return None
    return replace(turn, at=now + RETRY_AFTER, claimed=False, sent_on=sent_on)
