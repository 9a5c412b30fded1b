"""Reading a date with a time of day, as people type them: `27 3 26` and `14:30`, `2.30pm` or `9am`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from chalicelib.domain.calendar import LONDON, london_date, london_instant
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.entry.typed_dates import Misread, exact_date, typed_date

_TIME = re.compile(r"^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$", re.IGNORECASE | re.ASCII)


def typed_moment(answers: Mapping[str, str], field: str, *, now: datetime) -> datetime:
    """The instant whose London date and time were typed, not after today. Raises: Invalid."""
    typed = typed_date(answers, field)
    if typed.is_blank:
        raise Invalid([Fault(field, "Enter the date and time")])
    try:
        day = exact_date(typed, latest=london_date(now))
        at = time_of_day(answers.get(f"{field}-time", ""))
    except Misread as misread:
        raise Invalid([Fault(field, misread.of("The date and time"))]) from None
    return london_instant(day, at)


def london_moment(day: date, at: time) -> datetime:
    """The instant at which London's clocks show this. Raises: Misread, in the night in which the clocks
    go forward for a time that there is not, and in the one in which they go back for one that there
    is twice.

    >>> london_moment(date(2027, 3, 28), time(3))
    datetime.datetime(2027, 3, 28, 2, 0, tzinfo=datetime.timezone.utc)
    """
    first = london_instant(day, at)
    if first.astimezone(LONDON).time() != at:
        raise Misread("There is no such time that night: the clocks go forward")
    if datetime.combine(day, at.replace(fold=1), LONDON).astimezone(UTC) != first:
        raise Misread("This time comes twice that night: the clocks go back. Choose another")
    return first


def time_of_day(text: str) -> time:
    """A time as London's clocks show it. Raises: Misread.

    >>> time_of_day("2.30pm"), time_of_day("9am"), time_of_day("14:30"), time_of_day("12am")
    (datetime.time(14, 30), datetime.time(9, 0), datetime.time(14, 30), datetime.time(0, 0))
    """
    written = _TIME.match(text.strip())
    if written is None or (written[2] is None and written[3] is None):
        raise Misread("{called} must include a time, like 14:30 or 2.30pm")
    hour = _hour(int(written[1]), (written[3] or "").lower())
    try:
        return time(hour, int(written[2] or 0))
    except ValueError:
        raise Misread("{called} must include a real time, like 14:30 or 2.30pm") from None


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise Misread("{called} must include a real time, like 14:30 or 2.30pm")
    return hour % 12 + (12 if half == "pm" else 0)
