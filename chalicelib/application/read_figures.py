"""Staff look at the figures, and at the cases behind one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chalicelib.application.figure_ports import CasesBehind
from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.application.ports import Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.causes import (
    Quarter,
    quarter_before,
    quarter_end,
    quarter_in,
    quarters_of,
)
from chalicelib.domain.dashboard import Dashboard, dashboard_of
from chalicelib.domain.figures import Behind
from chalicelib.domain.figures_for_others import FiguresForOthers, for_others
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import known_rows
from chalicelib.domain.yearly import Return, Year, return_of, year_end, year_in, years_of


@dataclass(frozen=True, slots=True)
class YearReport:
    """The counters of one year and of that before it, its return, and the years that are counted."""

    year: Year
    before: Year
    return_: Return
    known: tuple[date, ...]


def read_figures(reader: Staff, reading: Reading) -> Dashboard:
    """The figures of the reader's organisation today. One call to the store.

    Source: issue 6, point 8; S4-3. Raises: NotAllowed.
    """
    _permitted(reader, reading)
    today = london_date(reading.clock.now())
    return dashboard_of(reading.figures.sheets(reader.organisation), today=today)


def read_figures_for_others(reader: Staff, reading: Reading) -> FiguresForOthers:
    """What may be handed to partners. One call to the store. Source: S4-7. Raises: NotAllowed."""
    pack = _permitted(reader, reading)
    return for_others(read_figures(reader, reading), pack)


def read_year(reader: Staff, reading: Reading, ends_on: date | None = None) -> YearReport:
    """What the reports of a year count, of the present one where none is named. One call to the store.

    Source: S2-35, S2-37; domain.md 3.3. Raises: NotAllowed.
    """
    _permitted(reader, reading)
    years = years_of(reading.figures.sheets(reader.organisation))
    asked = ends_on or year_end(london_date(reading.clock.now()))
    before = year_in(years, asked.replace(year=asked.year - 1))
    known = tuple(each.ends_on for each in years)
    return YearReport(year_in(years, asked), before, return_of(years, asked), known)


@dataclass(frozen=True, slots=True)
class QuarterReport:
    """The root causes of one quarter and of that before it, and the quarters that are counted."""

    quarter: Quarter
    before: Quarter
    known: tuple[date, ...]


def read_causes(reader: Staff, reading: Reading, ends_on: date | None = None) -> QuarterReport:
    """What was found to be behind complaints in a quarter, the present one where none is named. One
    call to the store.

    Source: S3-14, S3-15, SC-6. Raises: NotAllowed.
    """
    _permitted(reader, reading)
    quarters = quarters_of(reading.figures.sheets(reader.organisation))
    asked = ends_on or quarter_end(london_date(reading.clock.now()))
    before = quarter_in(quarters, quarter_before(asked))
    return QuarterReport(quarter_in(quarters, asked), before, tuple(q.ends_on for q in quarters))


def cases_behind(asked: Behind, reader: Staff, reading: Reading, *, after: str = "") -> CasesBehind:
    """Some of the cases that a number counts, as far as the reader may know of them. Two calls.

    Source: S2-14, S4-10. Raises: NotAllowed, Invalid where `after` is not a key that a page gave.
    """
    pack = _permitted(reader, reading)
    found = reading.figures.behind(reader.organisation, asked, limit=PAGE_SIZE, after=after)
    # As in a list that is narrowed: to find a restricted case by its grade would be to be told it.
    return replace(found, rows=known_rows(reader, pack, found.rows))


def _permitted(reader: Staff, reading: Reading) -> PolicyPack:
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.READ_FIGURES)
    return pack
