"""What a case counts as in the reports of a year: the breakdown for the partners, and the return that
is made for every practice (S2-35, S2-37; domain.md 3.3). Codes only, and nothing of anybody.

A case is new in the year of its receipt, and resolved in the year of its answer, whether or not it is
closed in it: two ends, two years (C-22).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of
from chalicelib.domain.issues import Outcome, issues_of, outcome_of
from chalicelib.domain.learning import AuditResult, actions_of

YEAR = "YEAR#"
"""The sheets of counters: one for each year of reports, by the day on which it ends."""


class Counted(StrEnum):
    """What is counted, of each kind of contact."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ANSWERED = "answered"
    AT_ONCE = "at_once"
    SUBJECT = "subject"
    OUTCOME = "outcome"
    RESOLVED = "resolved"
    ISSUE = "issue"
    STAFF = "staff"
    LESSON = "lesson"
    OMBUDSMAN = "ombudsman"


MET, MISSED = "met", "missed"
"""Whether what was said to us was settled within our own target (C-2)."""
PROMISED, DONE, WORKS = "promised", "done", "works"
"""How far what was learned has come (S2-89, S2-98)."""
ASKED, UPHELD = "asked", "upheld"
"""That the ombudsman looked at it, and upheld it."""


def year_end(day: date) -> date:
    """The last day of the year of reports in which a day lies.

    Source: SI 2009/309 regulation 18: each year that ends on 31 March.

    >>> year_end(date(2027, 2, 10)), year_end(date(2027, 4, 1))
    (datetime.date(2027, 3, 31), datetime.date(2028, 3, 31))
    """
    this_year = date(day.year, 3, 31)
    return this_year if day <= this_year else date(day.year + 1, 3, 31)


def lines_of(file: CaseFile, promises: Mapping[Counted, str]) -> tuple[str, ...]:
    """Every line of every year under which the case stands, as `2027-03-31/received:complaint`.

    `promises` say how those to acknowledge and to answer stand.
    """
    received, kind = london_date(file.case.received_at), file.case.contact_type
    lines = [
        _line(received, Counted.RECEIVED, kind),
        _line(received, Counted.SUBJECT, kind, file.case.subject),
        *(_line(received, counted, kind, how) for counted, how in promises.items()),
        *(_line(day, Counted.OUTCOME, kind, how) for day, how in _ended(file)),
        *_of_a_complaint(file, received),
        *_further(file, kind),
    ]
    return tuple(dict.fromkeys(lines))


def _line(day: date, counted: Counted, *of: str) -> str:
    return f"{year_end(day).isoformat()}/{':'.join((counted, *of))}"


def _ended(file: CaseFile) -> Iterator[tuple[date, str]]:
    """When and how it ended as it stands; nothing while it is looked into again."""
    ends = each_of(file.events, *_ENDS)
    outcome = outcome_of(file.events)
    if ends and outcome:
        yield london_date(ends[-1].happened_at), outcome


_ENDS = (
    EventType.RESPONSE_SENT,
    EventType.CASE_DECLINED,
    EventType.CASE_WITHDRAWN,
    EventType.CASE_TRANSFERRED,
    EventType.CONCERN_RESOLVED,
)


def _of_a_complaint(file: CaseFile, received: date) -> Iterator[str]:
    """What the return counts: how it left us first, and each category and group of staff once."""
    if file.case.contact_type is not ContactType.COMPLAINT:
        return
    for day, how in _first_left(file):
        yield _line(day, Counted.RESOLVED, how)
    issues = issues_of(file.events).issues
    for subject in {each.subject for each in issues} or {file.case.subject}:
        yield _line(received, Counted.ISSUE, subject)
    for group in {each.staff_group for each in issues}:
        yield _line(received, Counted.STAFF, group)


def _first_left(file: CaseFile) -> Iterable[tuple[date, str]]:
    """When and how it was answered first; or else ended without an answer. A year that was returned
    does not change because a case is opened again.
    """
    answered = next(filter(_is_an_answer, file.events), None)
    if answered is None:
        return _ended(file)
    return [(london_date(answered.happened_at), str(answered.facts["outcome"]))]


def _is_an_answer(event: Event) -> bool:
    staged = event.type is EventType.STAGE_REPLIED and bool(event.facts["answers"])
    return staged or event.type is EventType.RESPONSE_SENT


def _further(file: CaseFile, kind: ContactType) -> Iterator[str]:
    """What was settled at once, what was learned, and what the ombudsman did."""
    for event in file.events:
        day = london_date(event.happened_at)
        if event.type is EventType.CONCERN_RESOLVED:
            within = MET if event.facts["within_target"] else MISSED
            yield _line(day, Counted.AT_ONCE, kind, within)
        elif event.type is EventType.OMBUDSMAN_INVOLVED:
            yield _line(day, Counted.OMBUDSMAN, kind, ASKED)
        elif event.type is EventType.OMBUDSMAN_DECIDED and event.facts["upheld"]:
            yield _line(day, Counted.OMBUDSMAN, kind, UPHELD)
    yield from _learned(file, kind)


def _learned(file: CaseFile, kind: ContactType) -> Iterator[str]:
    """One line for each case that led to a change: how far the slowest of its changes has come."""
    actions = actions_of(file.events)
    if not actions:
        return
    day = london_date(each_of(file.events, EventType.ACTION_SET)[0].happened_at)
    yield _line(day, Counted.LESSON, kind, PROMISED)
    if all(each.done for each in actions):
        yield _line(day, Counted.LESSON, kind, DONE)
    if all(each.done and each.audited is AuditResult.WORKS for each in actions):
        yield _line(day, Counted.LESSON, kind, WORKS)


Sheet = Mapping[str, int]
"""The counters of one year, by line."""


@dataclass(frozen=True, slots=True)
class Year:
    """The counters of one year of reports."""

    ends_on: date
    lines: Sheet

    def count(self, counted: Counted, *of: str) -> int:
        """How many cases stand on a line."""
        return self.lines.get(":".join((counted, *of)), 0)

    def parts(self, counted: Counted, *of: str) -> dict[str, int]:
        """The counters that begin so, by what follows."""
        start = ":".join((counted, *of)) + ":"
        return {k.removeprefix(start): n for k, n in self.lines.items() if k.startswith(start) and n}


@dataclass(frozen=True, slots=True)
class Return:
    """The return of a year: written complaints, also those that began orally (domain.md 3.3).

    `brought_forward + new - resolved - ended_otherwise = carried_forward`.
    """

    brought_forward: int
    new: int
    upheld: int
    partially_upheld: int
    not_upheld: int
    ended_otherwise: int
    subjects: Mapping[str, int]
    staff: Mapping[str, int]

    @property
    def resolved(self) -> int:
        """Those that were answered in the year, whether or not they are closed (C-22)."""
        return self.upheld + self.partially_upheld + self.not_upheld

    @property
    def well_founded(self) -> int:
        """Upheld at least in part (S2-37; SI 2009/309 regulation 18(b))."""
        return self.upheld + self.partially_upheld

    @property
    def carried_forward(self) -> int:
        """Those that wait for their answer at the end of the year, or now."""
        return self.brought_forward + self.new - self.resolved - self.ended_otherwise


def years_of(sheets: Mapping[str, Sheet]) -> tuple[Year, ...]:
    """Every year of which something is counted, the oldest first."""
    ends = sorted(name.removeprefix(YEAR) for name in sheets if name.startswith(YEAR))
    return tuple(Year(date.fromisoformat(each), sheets[YEAR + each]) for each in ends)


def year_in(years: Iterable[Year], ends_on: date) -> Year:
    """The year that ends on this day; an empty one where nothing is counted of it."""
    return next((each for each in years if each.ends_on == ends_on), Year(ends_on, {}))


def return_of(years: Iterable[Year], ends_on: date) -> Return:
    """What the return of this year says."""
    held = tuple(years)
    year = year_in(held, ends_on)
    left = year.parts(Counted.RESOLVED)
    before = sum(_left(each) for each in held if each.ends_on < ends_on)
    return Return(
        brought_forward=before,
        new=year.count(Counted.RECEIVED, ContactType.COMPLAINT),
        upheld=left.get(Outcome.UPHELD, 0),
        partially_upheld=left.get(Outcome.PARTIALLY_UPHELD, 0),
        not_upheld=left.get(Outcome.NOT_UPHELD, 0),
        ended_otherwise=sum(n for how, n in left.items() if how not in _RESOLVED),
        subjects=year.parts(Counted.ISSUE),
        staff=year.parts(Counted.STAFF),
    )


def _left(year: Year) -> int:
    """By how many the complaints that wait for an answer grew in a year."""
    new = year.count(Counted.RECEIVED, ContactType.COMPLAINT)
    return new - sum(year.parts(Counted.RESOLVED).values())


_RESOLVED = (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD, Outcome.NOT_UPHELD)
"""What the return calls resolved; whatever else left us was withdrawn, declined, or passed on."""
