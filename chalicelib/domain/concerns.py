"""A concern that is settled at once needs no formal answer: until when, and by which rule."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from chalicelib.domain.calendar import london_date, london_instant
from chalicelib.domain.case import CaseFile
from chalicelib.domain.policy import PolicyPack, Terms

ORAL = frozenset({"phone", "in_person"})
"""The ways in which something was said, not written (S2-18)."""

CLOCK = "ORAL"
"""Its clock in a pack: when it has run out, the concern becomes a complaint (S2-18)."""

MODE = "oral_exemption.mode"
TARGET_HOURS = "oral_exemption.internal_target_hours"
HOURS = timedelta(hours=24)
"""The alternative to the next working day (C-2)."""


def was_oral(file: CaseFile) -> bool:
    """Whether it was told to us by mouth. What came in writing is never exempt (SC-2)."""
    return file.events[0].facts["received_via"] in ORAL


def exempt_until(file: CaseFile, terms: Terms) -> datetime:
    """The last instant at which an oral concern, settled to the person's satisfaction, is exempt.

    By `oral_exemption.mode`: the end of the next working day after the day on which it was made, 24
    hours after it, or whichever is earlier.

    Source: C-2, S2-18; SI 2009/309 regulation 8(1)(c). Raises: CalendarExhausted.
    """
    received = file.case.received_at
    next_day = terms.calendar.add_working_days(london_date(received), 1)
    end_of_day = london_instant(next_day + timedelta(days=1), time())
    until = {
        "next_working_day": end_of_day,
        "elapsed_24h": received + HOURS,
        "stricter": min(end_of_day, received + HOURS),
    }
    return until[_mode(terms.pack)]


def _mode(pack: PolicyPack) -> str:
    setting = pack.settings.get(MODE)
    return str(setting.value) if setting else "next_working_day"


def within_target(file: CaseFile, at: datetime, pack: PolicyPack) -> bool:
    """Whether it was settled within the organisation's own target; true where it has none (C-2)."""
    target = pack.settings.get(TARGET_HOURS)
    hours = int(str(target.value)) if target else None
    return hours is None or at <= file.case.received_at + timedelta(hours=hours)
