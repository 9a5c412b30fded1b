"""Where bank holidays come from: what was adopted, what is published, and what the law computes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chalicelib.domain.calendar import WorkingCalendar


class AdoptedReader(Protocol):
    """The calendars that were adopted from the published list, by version."""

    def newest(self, nation: str) -> str:
        """The version adopted last; empty where none ever was."""

    def calendar(self, version: str) -> WorkingCalendar:
        """One of them. Raises: PolicyUnknown."""


class AdoptedCalendars(AdoptedReader, Protocol):
    """Reading and adopting calendars. None is ever changed or taken away: cases pin them."""

    def adopt(self, calendar: WorkingCalendar) -> bool:
        """Hold it from now on; False where its version is held already."""


class PublishedHolidays(Protocol):
    """The list of bank holidays that the government publishes."""

    def fetch(self) -> bytes:
        """The list as it stands, unread. Raises: ListUnreachable."""


class ComputedHolidays(Protocol):
    """What the law gives, worked out by a library that knows it."""

    def between(self, nation: str, first_year: int, last_year: int) -> frozenset[date]:
        """The bank holidays of these years, both included, with those on a weekend."""


@dataclass(frozen=True, slots=True)
class HolidaySources:
    """Where bank holidays come from, and where what is believed of them is kept."""

    published: PublishedHolidays
    computed: ComputedHolidays
    adopted: AdoptedCalendars
