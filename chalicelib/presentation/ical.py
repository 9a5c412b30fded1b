"""Dates as calendars read them (RFC 5545): a feed of one's own, and invitations.

References and neutral titles only: a calendar is shown on walls and shared with colleagues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from chalicelib.application.calendar_feed import PersonalCalendar
from chalicelib.application.personal import Engagement
from chalicelib.domain.calendar import LONDON, london_date
from chalicelib.domain.calls import APPOINTMENT, CALLBACK
from chalicelib.domain.clocks import rule_code
from chalicelib.domain.diary import CELL
from chalicelib.domain.reference import Reference
from chalicelib.domain.worklist import Row
from chalicelib.presentation.urls import Urls

if TYPE_CHECKING:
    from icalendar import Calendar, Event

MADE_BY = "-//Candour//Complaints casework//EN"
_ONE_DAY = timedelta(days=1)
_TITLES = {CALLBACK: "Call back", APPOINTMENT: "Appointment"}


@dataclass(frozen=True, slots=True)
class Invitation:
    """One thing in two calendars. `uid` stays the same when it moves; `sequence` counts its changes.

    Without `minutes` it takes the whole London day of its start.
    """

    uid: str
    sequence: int
    title: str
    start: datetime
    minutes: int
    organiser: tuple[str, str]
    attendee: tuple[str, str]
    cancelled: bool
    now: datetime


def feed(shown: PersonalCalendar, urls: Urls) -> str:
    """Somebody's calendar, whole."""
    calendar = _calendar()
    calendar.add("x-wr-calname", "Complaints casework")
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    for row in shown.rows:
        if row.due:
            calendar.add_component(_due(row, row.due, shown, urls))
    for engagement in _joined(shown.engagements):
        calendar.add_component(_engaged(engagement, shown, urls))
    for absence in shown.arranged.absences:
        uid = f"away-{absence.first.isoformat()}-{absence.last.isoformat()}"
        last = absence.last + _ONE_DAY
        calendar.add_component(_event(uid, "Away", absence.first, last, shown.now))
    return _text(calendar, shown.now)


def invitation(invited: Invitation) -> str:
    """An invitation as an attachment of a mail: REQUEST, or CANCEL for one that is off."""
    calendar = _calendar()
    calendar.add("method", "CANCEL" if invited.cancelled else "REQUEST")
    start, end = _span(invited)
    event = _event(invited.uid, invited.title, start, end, invited.now)
    event.add("sequence", invited.sequence)
    event.add("status", "CANCELLED" if invited.cancelled else "CONFIRMED")
    event.add("organizer", _person(*invited.organiser))
    event.add("attendee", _person(*invited.attendee))
    calendar.add_component(event)
    return _text(calendar, invited.now)


def _span(invited: Invitation) -> tuple[date, date]:
    if not invited.minutes:
        day = london_date(invited.start)
        return day, day + _ONE_DAY
    return _local(invited.start), _local(invited.start + timedelta(minutes=invited.minutes))


def _calendar() -> Calendar:
    from icalendar import Calendar  # loaded by the few who ask for a calendar

    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    return calendar


def _event(uid: str, title: str, start: date, end: date, now: datetime) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", title)
    return event


def _due(row: Row, day: date, shown: PersonalCalendar, urls: Urls) -> Event:
    rule = shown.pack.clock(rule_code(row.due_clock))
    title = f"{row.reference}: {rule.title if rule else row.due_clock}"
    event = _event(f"{row.due_clock}.{row.reference.number}", title, day, day + _ONE_DAY, shown.now)
    event.add("transp", "TRANSPARENT")
    event.add("url", urls.full(urls.staff_case(row.reference)))
    return event


@dataclass(frozen=True, slots=True)
class _Span:
    reference: Reference
    what: str
    start: datetime
    end: datetime


def _joined(cells: Iterable[Engagement]) -> Iterator[_Span]:
    """The quarters of an hour that belong together, as one span each."""
    ordered = sorted(cells, key=lambda cell: (cell.reference.number, cell.what, cell.slot))
    for _, mine in groupby(ordered, key=lambda cell: (cell.reference.number, cell.what)):
        slots = list(mine)
        first, last = slots[0], slots[-1]
        yield _Span(last.reference, last.what, first.slot, last.slot + CELL)


def _engaged(span: _Span, shown: PersonalCalendar, urls: Urls) -> Event:
    title = f"{span.reference}: {_TITLES.get(rule_code(span.what), span.what)}"
    start, end = _local(span.start), _local(span.end)
    event = _event(f"{span.what}.{span.reference.number}", title, start, end, shown.now)
    event.add("url", urls.full(urls.staff_case(span.reference)))
    return event


def _local(instant: datetime) -> datetime:
    return instant.astimezone(LONDON)


def _person(name: str, address: str) -> Any:
    from icalendar import vCalAddress

    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = name
    return person


def _text(calendar: Calendar, now: datetime) -> str:
    """As it goes, with London's changes of the clocks for the years that matter."""
    calendar.add_missing_timezones(
        first_date=date(now.year - 1, 1, 1), last_date=date(now.year + 3, 1, 1)
    )
    text: str = calendar.to_ical().decode("utf-8")
    return text
