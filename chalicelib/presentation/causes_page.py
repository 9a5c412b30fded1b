"""The report of root causes by quarter, as staff read it and take it along: numbers, and nobody's name.

Source: S3-14, S3-15, SC-6.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from chalicelib.application.read_figures import QuarterReport
from chalicelib.domain.causes import Cause, Learned, Quarter
from chalicelib.domain.policy import PolicyPack
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.figures_page import CASES, Number
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.work_labels import CAUSES

PATH = "/staff/figures/causes"
AS_CSV = "csv"
"""What the address asks for to get the report as a file."""
_COLUMNS = (
    "Cases",
    "Upheld",
    "Partly upheld",
    "Not upheld",
    "Other or no answer",
    "Could happen to others",
    "Led to a change",
    "Cases in the quarter before",
)
_ANSWERED = ("upheld", "partially_upheld", "not_upheld")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its head and its numbers."""

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, the head of its rows, those of its columns, and its lines."""

    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OtherQuarter:
    """Another quarter of which something is counted, and its address."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class CausesPage:
    """Everything that the template repeats. `missing` says how many answers have no cause yet."""

    title: str
    tables: tuple[Table, ...]
    missing: str
    others: tuple[OtherQuarter, ...]
    csv_path: str


def causes_page(report: QuarterReport, pack: PolicyPack, urls: Urls) -> CausesPage:
    """The page of one quarter."""
    quarter = report.quarter
    others = (each for each in reversed(report.known) if each != quarter.ends_on)
    return CausesPage(
        title=f"Root causes: {_title(quarter.ends_on)}",
        tables=(_causes(report, urls), _about(quarter, pack)),
        missing=_missing(quarter),
        others=tuple(OtherQuarter(_title(e), urls.path(PATH, quarter=e.isoformat())) for e in others),
        csv_path=urls.path(PATH, quarter=quarter.ends_on.isoformat(), form=AS_CSV),
    )


def _title(ends_on: date) -> str:
    return f"the quarter to {full_date(ends_on)}"


def _missing(quarter: Quarter) -> str:
    count = quarter.count(Learned.MISSING)
    if not count:
        return ""
    cases = "1 case was" if count == 1 else f"{count} cases were"
    return f"{cases} answered in this quarter, and no root cause is recorded yet."


def _causes(report: QuarterReport, urls: Urls) -> Table:
    """Each cause that occurs in this quarter or the one before, with the way to its cases."""
    found = [c for c in Cause if report.quarter.of_cause(c) or report.before.of_cause(c)]
    lines = (Line(CAUSES[cause], tuple(_numbers(cause, report, urls))) for cause in found)
    return Table("What was behind it", "Root cause", _COLUMNS, tuple(lines))


def _numbers(cause: Cause, report: QuarterReport, urls: Urls) -> Iterator[Number]:
    quarter = report.quarter
    count, answers = quarter.of_cause(cause), quarter.parts(Learned.CAUSE, cause)
    cases = urls.path(CASES, quarter=quarter.ends_on.isoformat(), cause=cause) if count else ""
    yield Number(str(count), cases)
    for how in _ANSWERED:
        yield Number(str(answers.get(how, 0)))
    yield Number(str(sum(n for how, n in answers.items() if how not in _ANSWERED)))
    yield Number(str(quarter.count(Learned.SYSTEMIC, cause)))
    yield Number(str(quarter.count(Learned.CHANGED, cause)))
    yield Number(str(report.before.of_cause(cause)))


def _about(quarter: Quarter, pack: PolicyPack) -> Table:
    """What the cases were about, by cause: where the same thing goes wrong again."""
    causes = [each for each in Cause if quarter.of_cause(each)]
    found = {each: quarter.parts(Learned.ABOUT, each) for each in causes}
    subjects = sorted({code for parts in found.values() for code in parts})
    lines = (
        Line(pack.subject_title(code), tuple(Number(str(found[each].get(code, 0))) for each in causes))
        for code in subjects
    )
    return Table("What they were about", "Subject", tuple(CAUSES[c] for c in causes), tuple(lines))


def causes_csv(page: CausesPage) -> str:
    """The same as a file for a spreadsheet: a table after the other, each with its heads."""
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow([page.title])
    for table in page.tables:
        rows.writerow([])
        rows.writerow([table.title])
        rows.writerow([table.head, *table.columns])
        rows.writerows([line.title, *(n.text for n in line.numbers)] for line in table.lines)
    rows.writerows([[], [page.missing]] if page.missing else [])
    return out.getvalue()
