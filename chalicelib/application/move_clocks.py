"""The live calendar is newer than the one that open cases pinned: clocks get the days that it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.application.casework import act_for_system
from chalicelib.application.open_cases import watched_rows
from chalicelib.application.ports import Ports
from chalicelib.domain import casework
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.clocks import days_to_note, declared_since
from chalicelib.domain.events import EventType, Happening, Occasion, system
from chalicelib.domain.policy import Terms
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation
from chalicelib.domain.what_if import Candidate, Subject, differences_of, later, revisions

CALENDAR_JOB = system("refresh_calendar")


@dataclass(frozen=True, slots=True)
class Moved:
    """How many cases were looked at, moved, and could not be dealt with this time."""

    looked_at: int
    moved: int
    failed: int


def move_clocks(organisation: Organisation, ports: Ports) -> Moved:
    """Move the clocks of every case that the organisation's live calendar gives more time, also those
    that outlive their case; and keep reminders off the days that were declared.

    Safe to run twice, at once in two places, or again after it was cut short: a moved clock says the
    same by both calendars, and an event is written on one version of a case only. Cases that pinned
    this calendar are not read. One case that fails does not hold up the others.
    Source: issue 3, point 4; domain.md 3.12.
    """
    newest = ports.policies.calendar(ports.policies.live_calendar(organisation))
    rows = watched_rows(organisation, ports.cases, ports.directory)
    # All numbers first: a case whose date moves changes its place in the list that is being paged.
    numbers = [r.reference.number for r in rows if r.calendar_version != newest.version]
    outcomes = ports.crew.each(lambda number: _moved(number, newest, ports), numbers)
    return Moved(len(numbers), outcomes.count(True), outcomes.count(None))


def _moved(number: CaseNumber, newest: WorkingCalendar, ports: Ports) -> bool | None:
    """Whether the case had a clock to move; None where it could not be dealt with."""
    occasion = ports.occasion(CALENDAR_JOB)

    def decide(file: CaseFile, terms: Terms) -> Change | None:
        given = _later(file, terms, newest, occasion)
        return _with_other_reminders(file, given, terms, newest, occasion)

    try:
        change = act_for_system(number, decide, ports)
    except Exception as error:  # whatever one case does, the others must have their days
        ports.log.error("calendar move failed", error=type(error).__name__)
        return None
    return change is not None and any(each.type is EventType.CLOCK_REVISED for each in change.events)


def _later(
    file: CaseFile, terms: Terms, newest: WorkingCalendar, occasion: Occasion
) -> tuple[Happening, ...]:
    """Later dates for the clocks to which the newest calendar gives more time."""
    proposed = replace(terms, calendar=newest)
    moves = later(differences_of(file, pinned=terms, proposed=proposed, now=occasion.at))
    return tuple(revisions(moves, Candidate(Subject.CALENDAR, newest.version)))


def _with_other_reminders(
    file: CaseFile,
    given: tuple[Happening, ...],
    terms: Terms,
    newest: WorkingCalendar,
    occasion: Occasion,
) -> Change | None:
    """The later dates, and other days for reminders that would then fall on a declared holiday."""

    def change(happenings: Sequence[Happening]) -> Change:
        return casework.give_later_dates(file, happenings, terms=terms, occasion=occasion)

    after = change(given).file if given else file
    days = days_to_note(after.clocks(terms), declared_since(terms.calendar, newest))
    happenings = (*given, *days)
    return change(happenings) if happenings else None
