"""The local clock: real time, plus what a person has moved it forward by.

Time only goes forward, as it does; the way back is to real time, and what happened in the future that
one returns from stays in the data.
"""

import json
import math
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from infra.files import write_whole

Number = TypeVar("Number", int, float)

LONDON = ZoneInfo("Europe/London")
# Reminders are due at nine: five past, the tick has something to do.
MORNING = time(9, 5)
# One stop for each morning on the way, so that the reminders of each day arrive; not for years of them.
MOST_STOPS = 60


class OnlyForward(ValueError):
    """The clock was asked to go back; the message can be shown."""


class LocalClock:
    """The clock file that the app's own clock adds to real time, and the tick after each move."""

    def __init__(self, file: Path, run_tick: Callable[[bytes], None]) -> None:
        self._file, self._run_tick = file, run_tick

    def now(self) -> datetime:
        """What the app takes for now."""
        return datetime.now(UTC) + self._offset()

    def is_moved(self) -> bool:
        return bool(self._offset())

    def forward_working_days(self, days: int) -> None:
        """To 09:05 in London on the working day that many working days after today."""
        day = self.now().astimezone(LONDON).date()
        for _ in range(_positive(days)):
            day = _working_day_after(day)
        self.forward_to(datetime.combine(day, MORNING, LONDON))

    def forward_hours(self, hours: float) -> None:
        self.forward_to(self.now() + timedelta(hours=_positive(hours)))

    def forward_to(self, moment: datetime) -> None:
        """To this moment, stopping each morning on the way.

        Raises: OnlyForward
        """
        now = self.now()
        if moment <= now:
            shown = moment.astimezone(LONDON)
            raise OnlyForward(
                f"{shown:%A %d %B %Y %H:%M} has passed already: the clock only goes forward."
            )
        for stop in list(_stops(now, moment))[-MOST_STOPS:]:
            self._set(stop - datetime.now(UTC))

    def straight_to(self, moment: datetime) -> None:
        """To this moment at once, whichever way it lies: how a test begins a calendar of its own."""
        self._set(moment - datetime.now(UTC))

    def back_to_real_time(self) -> None:
        self._set(timedelta())

    def _offset(self) -> timedelta:
        try:
            return timedelta(seconds=json.loads(self._file.read_text())["offset_seconds"])
        except (OSError, ValueError, KeyError):
            return timedelta()

    def _set(self, offset: timedelta) -> None:
        # Up, never down: at 09:04:59 what is due at 09:05 would not be.
        content = json.dumps({"offset_seconds": math.ceil(offset.total_seconds())}).encode()
        write_whole(self._file, content)
        self._run_tick(content)


def _stops(now: datetime, target: datetime) -> Iterator[datetime]:
    """Each morning between the two, then the target itself."""
    day = now.astimezone(LONDON).date()
    while (morning := datetime.combine(day, MORNING, LONDON)) < target:
        if morning > now:
            yield morning
        day += timedelta(days=1)
    yield target


def _working_day_after(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() >= 5 or day in _bank_holidays(day.year):
        day += timedelta(days=1)
    return day


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    # Imported when first asked for: it takes a quarter of a second, and every start would pay.
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def _positive(number: Number) -> Number:
    if number <= 0:
        raise OnlyForward("The clock only goes forward: give a number above zero.")
    return number
