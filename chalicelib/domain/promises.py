"""How a case stands to what we promised, counted for whoever runs the system and not shown by case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock
from chalicelib.domain.events import EventType

STALE_AFTER = timedelta(hours=1)
"""A mail that is owed for so long was tried four times and did not go."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Of one case or of many: acknowledgements given in time, given late, and overdue now; running
    clocks past their date; mails that are owed and do not go, and mails that wait for a person.
    """

    acknowledged_in_time: int = 0
    acknowledged_late: int = 0
    acknowledgements_overdue: int = 0
    clocks_late: int = 0
    messages_stale: int = 0
    mails_undelivered: int = 0

    def __add__(self, other: Kept) -> Kept:
        return Kept(
            self.acknowledged_in_time + other.acknowledged_in_time,
            self.acknowledged_late + other.acknowledged_late,
            self.acknowledgements_overdue + other.acknowledgements_overdue,
            self.clocks_late + other.clocks_late,
            self.messages_stale + other.messages_stale,
            self.mails_undelivered + other.mails_undelivered,
        )


NOTHING_YET = Kept()


def promises_of(file: CaseFile, clocks: Sequence[Clock], now: datetime) -> Kept:
    """How one case stands. Source: S2-19 for the acknowledgement; issue 7, point 4."""
    owed = [clock for clock in clocks if _is_acknowledgement(clock)]
    given = [clock for clock in owed if not clock.running]
    late = sum(clock.is_late(now) for clock in given)
    return Kept(
        acknowledged_in_time=len(given) - late,
        acknowledged_late=late,
        acknowledgements_overdue=sum(clock.ticking and clock.is_late(now) for clock in owed),
        clocks_late=sum(clock.ticking and clock.is_late(now) for clock in clocks),
        messages_stale=sum(m.is_unfinished and m.owed_at + STALE_AFTER <= now for m in file.messages),
        mails_undelivered=sum(message.needs_a_person for message in file.messages),
    )


def _is_acknowledgement(clock: Clock) -> bool:
    return any(trigger.type is EventType.ACK_SENT for trigger in clock.rule.stops_when_all)
