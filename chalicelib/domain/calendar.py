"""Days in London: which date an instant belongs to, and which days count as working days.

A working day is not a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday
(SI 2009/309 reg. 2). A calendar knows the span for which its bank holidays are known and answers
nothing outside it: a missing bank holiday would make every date silently wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from chalicelib.domain.errors import CalendarExhausted

LONDON = ZoneInfo("Europe/London")

_SATURDAY, _SUNDAY = 5, 6
_ONE_DAY = timedelta(days=1)


def london_date(instant: datetime) -> date:
    """The civil date in London to which an instant belongs, whatever the hour and the season.

    >>> london_date(datetime(2026, 5, 14, 23, 30, tzinfo=UTC))
    datetime.date(2026, 5, 15)
    """
    return instant.astimezone(LONDON).date()


def london_instant(day: date, at: time) -> datetime:
    """The UTC instant at which London's clocks show `at` on `day`.

    >>> london_instant(date(2026, 7, 1), time(9))
    datetime.datetime(2026, 7, 1, 8, 0, tzinfo=datetime.timezone.utc)
    """
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


class Skipped(StrEnum):
    """Why a day does not count, where the calendar has no better name for it."""

    SATURDAY = "Saturday"
    SUNDAY = "Sunday"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """One day passed while counting: its number if it counted, or why it was skipped."""

    day: date
    number: int | None
    why_skipped: str | None = None

    @property
    def counted(self) -> bool:
        """Whether this day was a working day."""
        return self.number is not None


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of one nation, as far as its bank holidays are known.

    `holidays` maps each bank holiday between `first` and `last` (both included) to its title.
    """

    nation: str
    version: str
    first: date
    last: date
    holidays: Mapping[date, str]

    def closed_on(self, days: Mapping[date, str]) -> WorkingCalendar:
        """This calendar with more bank holidays, by their titles, under the same version."""
        return replace(self, holidays={**days, **self.holidays}) if days else self

    def why_not_working(self, day: date) -> str | None:
        """The reason that `day` is not a working day; None if it is one.

        A bank holiday is named even where it falls on a weekend.
        Raises: CalendarExhausted, outside the span that is held.
        """
        if not self.first <= day <= self.last:
            raise CalendarExhausted(day, first=self.first, last=self.last)
        if day in self.holidays:
            return self.holidays[day]
        return {_SATURDAY: Skipped.SATURDAY, _SUNDAY: Skipped.SUNDAY}.get(day.weekday())

    def is_working(self, day: date) -> bool:
        """Whether `day` counts. Raises: CalendarExhausted."""
        return self.why_not_working(day) is None

    def count(self, start: date, days: int) -> tuple[CountedDay, ...]:
        """Every day after `start` until `days` working days have counted; `start` is day 0.

        Source: SI 2009/309 reg. 13(3): "after the day on which it receives the complaint".
        Raises: CalendarExhausted.
        """
        return tuple(self._passing(start, days))

    def _passing(self, start: date, days: int) -> Iterator[CountedDay]:
        self.why_not_working(start)
        day, number = start, 0
        while number < days:
            day += _ONE_DAY
            why = self.why_not_working(day)
            number += why is None
            yield CountedDay(day, None if why else number, why)

    def add_working_days(self, start: date, days: int) -> date:
        """The date `days` working days after `start`, or before it where `days` is negative.

        With 0 the answer is `start` itself, working day or not.
        Raises: CalendarExhausted.
        """
        if days >= 0:
            passed = self.count(start, days)
            return passed[-1].day if passed else start
        return self._back(start, -days)

    def _back(self, start: date, days: int) -> date:
        day = start
        while days:
            day -= _ONE_DAY
            days -= self.is_working(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`; 0 if none."""
        span = (end - start).days
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, span + 1))
