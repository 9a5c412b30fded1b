"""Organisation, "Timetable": what is owed once a month and once a year, outside any case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.keep_timetable import Timetable
from chalicelib.domain.clocks import Clock
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, words_of
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.people import REMOVED, People
from chalicelib.presentation.typed import Choice, Typed
from chalicelib.presentation.working import Working, working_of


@dataclass(frozen=True, slots=True)
class DoneLine:
    """A period that was met: of what, where it stands, who recorded it and when."""

    what: str
    words: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class TimetablePage:
    """Everything that the template repeats."""

    open: tuple[Working, ...]
    choices: tuple[Choice, ...]
    done: tuple[DoneLine, ...]
    typed: Typed
    said: str


def timetable_page(
    timetable: Timetable, people: People, typed: Typed, now: datetime, *, said: bool = False
) -> TimetablePage:
    """The page, with what was typed."""
    running = [clock for clock in timetable.clocks if clock.running]
    chosen = typed.value("clock")
    met = {event.facts["period"]: event for event in _met(timetable)}
    stopped = [clock for clock in timetable.clocks if clock.instance in met]
    return TimetablePage(
        open=tuple(working_of(clock, timetable.pack.ref, now=now) for clock in running),
        choices=tuple(Choice(c.code, title_of(c), c.code == chosen) for c in running),
        done=tuple(_done(clock, met[clock.instance], people) for clock in reversed(stopped)),
        typed=typed,
        said="It is recorded." if said else "",
    )


def _met(timetable: Timetable) -> tuple[Event, ...]:
    return each_of(timetable.events, EventType.REPORT_GENERATED)


def title_of(clock: Clock) -> str:
    """What is owed, and for which time."""
    return f"{clock.rule.title}, for the time until {full_date(clock.day_zero)}"


def _done(clock: Clock, met: Event, people: People) -> DoneLine:
    words = str(words_of(met).get("text", REMOVED))
    return DoneLine(title_of(clock), words, people.actor(met.by), date_and_time(met.at))
