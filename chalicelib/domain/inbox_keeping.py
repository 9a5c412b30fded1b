"""How long mail may wait in the inbox before more people hear of it, and how long what was put away is
kept. What is in a case is kept with the case; what waits is kept until somebody decides (S0-12).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from chalicelib.domain.calendar import WorkingCalendar, london_date, london_instant
from chalicelib.domain.digest import Turn, next_turn
from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId
from chalicelib.domain.policy import PolicyPack

INBOX = StaffId("#inbox")
"""Whose turn it is when the inbox is told of: no sign-in name has this sign."""
ALARMED = StaffId("#alarmed")
"""Whose turn it is when a mail with words of danger waits for longer than it may."""
OPENS, CLOSES = 9, 17
"""Between these hours of London a mail is told of at once, and otherwise in the morning. Source:
domain.md 4.7, reminders at nine.
"""
SOON = timedelta(days=7)
"""How long before it goes somebody is told of what was put away. [D]"""


@dataclass(frozen=True, slots=True)
class InboxTerms:
    """What a pack says: who hears on each working day, after how many working days of waiting those
    hear who are alerted of complaints, and how many days what was put away is kept.
    """

    told: tuple[RoleCode, ...]
    told_late: RoleCode
    late_after: int
    kept_days: int


def inbox_terms(pack: PolicyPack) -> InboxTerms:
    """What this pack says of the inbox."""
    told = pack.settings["inbox.told"].value
    assert isinstance(told, tuple), "the pack's keys say what may stand there"
    return InboxTerms(
        told=tuple(map(RoleCode, told)),
        told_late=pack.alerted_on_receipt,
        late_after=int(str(pack.settings["inbox.late_working_days"].value)),
        kept_days=int(str(pack.settings["inbox.put_away_days"].value)),
    )


def is_late(oldest: datetime, today: date, terms: InboxTerms, calendar: WorkingCalendar) -> bool:
    """Whether the mail that waits longest waits too long: it may be a complaint, whose days count."""
    return calendar.working_days_between(london_date(oldest), today) > terms.late_after


def goes_on(put_away_at: datetime, terms: InboxTerms) -> date:
    """The London date from which a mail that was put away is kept no longer."""
    return london_date(put_away_at) + timedelta(days=terms.kept_days)


@dataclass(frozen=True, slots=True)
class InboxNotice:
    """What is told of an inbox: how many mails wait and since when, whether that is too long, and how
    many that were put away go soon. `more` says that there are more than were counted.
    """

    waiting: int
    oldest: datetime | None
    late_after: int | None
    going: int
    more: bool = False


def turn_after_arrival(
    turn: Turn | None, organisation: OrganisationId, now: datetime, calendar: WorkingCalendar
) -> Turn:
    """When the inbox is told of next, now that a mail waits: at once in the hours of work, unless today
    has been told; otherwise on the next working morning.
    """
    known = turn or Turn(organisation, INBOX, now)
    day = london_date(now)
    at_work = london_instant(day, time(OPENS)) <= now < london_instant(day, time(CLOSES))
    if calendar.is_working(day) and at_work and known.sent_on != day:
        return replace(known, at=now)
    return next_turn(known, OPENS, now, calendar)


def has_a_notice_now(turn: Turn, now: datetime, calendar: WorkingCalendar) -> bool:
    """Whether the inbox may be told of: once on a working day."""
    today = london_date(now)
    return calendar.is_working(today) and (turn.sent_on is None or turn.sent_on < today)


def is_told_alone(turn: Turn, today: date) -> bool:
    """Whether mail that goes soon is worth a notice though nothing waits: once a week."""
    return turn.sent_on is None or turn.sent_on.isocalendar()[:2] != today.isocalendar()[:2]
