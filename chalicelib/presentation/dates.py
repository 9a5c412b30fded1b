"""Dates and times as the NHS content style writes them, always in London.

Source: NHS digital service manual, "Dates" and "Times".
"""

from __future__ import annotations

from datetime import date, datetime

from chalicelib.domain.calendar import LONDON


def full_date(day: date) -> str:
    """A date with its weekday, for anything that somebody must not miss.

    >>> full_date(date(2026, 12, 31))
    'Thursday 31 December 2026'
    """
    return f"{day:%A} {short_date(day)}"


def short_date(day: date) -> str:
    """A date without its weekday.

    >>> short_date(date(2026, 12, 1))
    '1 December 2026'
    """
    return f"{day.day} {day:%B %Y}"


def clock_time(instant: datetime) -> str:
    """The time on London's clocks.

    >>> clock_time(datetime.fromisoformat("2026-07-01T08:00Z"))
    '9am'
    >>> clock_time(datetime.fromisoformat("2026-12-24T12:00Z"))
    'midday'
    """
    local = instant.astimezone(LONDON)
    named = {(12, 0): "midday", (0, 0): "midnight"}.get((local.hour, local.minute))
    if named:
        return named
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'am' if local.hour < 12 else 'pm'}"


def date_and_time(instant: datetime) -> str:
    """Date and time of an instant, in London.

    >>> date_and_time(datetime.fromisoformat("2026-12-24T15:10Z"))
    '24 December 2026 at 3:10pm'
    """
    return f"{short_date(instant.astimezone(LONDON).date())} at {clock_time(instant)}"
