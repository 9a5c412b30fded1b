"""The reports of a year as staff read them: the breakdown for the partners, table by table, and the
return. Source: S2-35, S2-37; domain.md 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.application.read_figures import YearReport
from chalicelib.domain.contact import ContactType
from chalicelib.domain.figures import Promise
from chalicelib.domain.issues import Outcome, StaffGroup
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.stages import StageOutcome
from chalicelib.domain.yearly import (
    ASKED,
    DONE,
    MET,
    MISSED,
    PROMISED,
    UPHELD,
    WORKS,
    Counted,
    Return,
    Year,
)
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.labels import CONTACT_TYPES
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.work_labels import OUTCOMES, STAFF_GROUPS

PATH = "/staff/figures/report"
_KINDS = tuple(CONTACT_TYPES)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name, the head of its rows, those of its columns, and its lines."""

    title: str
    head: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class OtherYear:
    """Another year of which something is counted, and its address."""

    title: str
    path: str


@dataclass(frozen=True, slots=True)
class YearPage:
    """Everything that the template repeats."""

    title: str
    breakdown: tuple[Table, ...]
    returned: tuple[Table, ...]
    others: tuple[OtherYear, ...]


def year_page(report: YearReport, pack: PolicyPack, urls: Urls) -> YearPage:
    """The page of one year."""
    others = (each for each in reversed(report.known) if each != report.year.ends_on)
    return YearPage(
        title=_title(report.year.ends_on),
        breakdown=tuple(_breakdown(report.year, report.before, pack)),
        returned=tuple(_return(report.return_, pack)),
        others=tuple(OtherYear(_title(e), urls.path(PATH, year=e.isoformat())) for e in others),
    )


def _title(ends_on: date) -> str:
    return f"The year to {full_date(ends_on)}"


def _breakdown(year: Year, before: Year, pack: PolicyPack) -> Iterator[Table]:
    """The seven sections, each for every kind of contact (S2-35)."""
    yield _received(year, before)
    yield _by_kind("Dates kept", _DATES, year)
    subjects = {each.code: each.title for each in pack.subjects}
    yield _by_code("What they were about", "Subject", Counted.SUBJECT, subjects, year)
    yield _by_code("How they ended", "Outcome", Counted.OUTCOME, _ENDS, year)
    yield _by_kind("Settled at once", _AT_ONCE, year)
    yield _by_kind("Cases that led to a change", _LESSONS, year)
    yield _by_kind("With the ombudsman", _OMBUDSMAN, year)


_ENDS: Mapping[str, str] = {
    **{str(each): words for each, words in OUTCOMES.items()},
    StageOutcome.INFORMATION: "Answered with information",
}
_DATES = (
    ("Acknowledged in time", Counted.ACKNOWLEDGED, Promise.IN_TIME),
    ("Acknowledged late", Counted.ACKNOWLEDGED, Promise.LATE),
    ("Answered in time", Counted.ANSWERED, Promise.IN_TIME),
    ("Answered late", Counted.ANSWERED, Promise.LATE),
)
_AT_ONCE = (
    ("Within our own target", Counted.AT_ONCE, MET),
    ("Later than that", Counted.AT_ONCE, MISSED),
)
_LESSONS = (
    ("Promised", Counted.LESSON, PROMISED),
    ("Made", Counted.LESSON, DONE),
    ("Shown to work", Counted.LESSON, WORKS),
)
_OMBUDSMAN = (
    ("Looked at", Counted.OMBUDSMAN, ASKED),
    ("Upheld", Counted.OMBUDSMAN, UPHELD),
)
_Column = tuple[str, Counted, str]


def _by_kind(title: str, columns: Iterable[_Column], year: Year) -> Table:
    shown = tuple(columns)
    return Table(
        title,
        "Kind of contact",
        tuple(head for head, _, _ in shown),
        tuple((CONTACT_TYPES[kind], tuple(_counts(kind, shown, year))) for kind in _KINDS),
    )


def _received(year: Year, before: Year) -> Table:
    """How many there were, beside the year before: whether they grow more or fewer."""
    lines = (
        (CONTACT_TYPES[kind], tuple(each.count(Counted.RECEIVED, kind) for each in (year, before)))
        for kind in _KINDS
    )
    return Table("Received", "Kind of contact", ("This year", "The year before"), tuple(lines))


def _counts(kind: ContactType, columns: Iterable[_Column], year: Year) -> Iterator[int]:
    for _, counted, of in columns:
        yield year.count(counted, kind, *([of] if of else []))


def _by_code(title: str, head: str, counted: Counted, words: Mapping[str, str], year: Year) -> Table:
    """One line for each code that occurs, with a column for each kind of contact."""
    found = {kind: year.parts(counted, kind) for kind in _KINDS}
    codes = sorted({code for parts in found.values() for code in parts})
    lines = (
        (words.get(code, code), tuple(found[kind].get(code, 0) for kind in _KINDS)) for code in codes
    )
    return Table(title, head, tuple(CONTACT_TYPES[kind] for kind in _KINDS), tuple(lines))


def _return(found: Return, pack: PolicyPack) -> Iterator[Table]:
    subjects = {each.code: each.title for each in pack.subjects}
    yield Table("Complaints", "", ("Complaints",), tuple((t, (n,)) for t, n in _summary(found)))
    yield _marks("Subjects", "Subject", found.subjects, subjects)
    groups = {str(group): words for group, words in STAFF_GROUPS.items()}
    known = {code: n for code, n in found.staff.items() if code != StaffGroup.NOBODY}
    yield _marks("Staff concerned", "Group", known, groups)


def _summary(found: Return) -> Iterator[tuple[str, int]]:
    yield "Brought forward", found.brought_forward
    yield "New", found.new
    yield OUTCOMES[Outcome.UPHELD], found.upheld
    yield OUTCOMES[Outcome.PARTIALLY_UPHELD], found.partially_upheld
    yield OUTCOMES[Outcome.NOT_UPHELD], found.not_upheld
    yield "Resolved, all of these", found.resolved
    yield "Ended without a finding", found.ended_otherwise
    yield "Carried forward", found.carried_forward


def _marks(title: str, head: str, counts: Mapping[str, int], words: Mapping[str, str]) -> Table:
    lines = ((words.get(code, code), (n,)) for code, n in sorted(counts.items()))
    return Table(title, head, ("Complaints",), tuple(lines))
