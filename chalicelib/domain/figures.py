"""What is counted of a case: codes and days, and nothing of anybody in it (S4-3).

A case is counted in the month in which it was received, for good, and among the open ones for as long
as it is open. What it counts as follows from its events, so it can always be counted again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.causes import QUARTER, Cause, cause_of, quarter_end, quarterly_lines
from chalicelib.domain.clocks import Clock, earliest
from chalicelib.domain.events import Event, EventType, standing
from chalicelib.domain.grading import grade_of
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.states import State
from chalicelib.domain.yearly import YEAR, Counted, lines_of

NOT_GRADED = 0
"""The grade of a case that nobody graded yet."""


class Promise(StrEnum):
    """How a promise to whoever complained stands. `NONE`: there was none, or nothing is owed now."""

    NONE = "none"
    WAITING = "waiting"
    IN_TIME = "in_time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Figure:
    """What one case counts as. `month` is London's, such as `2026-12`. `state` and `due` are None once
    it is at its end. The days are counted from receipt, weekends included, and None until it was done.
    `yearly` are its lines in the reports of a year, `quarterly` those in the report of root causes;
    what was counted before there were any has none. `quarter` is the last day of the one in which its
    `cause` was recorded.
    """

    number: CaseNumber
    month: str
    state: State | None
    grade: int
    due: date | None
    acknowledged: Promise
    acknowledged_days: int | None
    answered: Promise
    answered_days: int | None
    yearly: tuple[str, ...] = ()
    quarterly: tuple[str, ...] = ()
    quarter: str = ""
    cause: Cause | None = None

    @property
    def rank(self) -> str:
        """What open cases are sorted by: what is due first."""
        return f"{self.due.isoformat() if self.due else '9999-12-31'}#{self.number}"


def month_of(day: date) -> str:
    """The name of a month.

    >>> month_of(date(2026, 12, 24))
    '2026-12'
    """
    return f"{day:%Y-%m}"


_ACKNOWLEDGEMENTS = frozenset({EventType.ACK_SENT})
_ANSWERS = frozenset({EventType.RESPONSE_SENT, EventType.STAGE_REPLIED})


def figure_of(file: CaseFile, clocks: Iterable[Clock]) -> Figure:
    """What the case counts as now."""
    case, read, found = file.case, tuple(clocks), cause_of(file.events)
    first = earliest(read) if case.is_open else None
    acknowledged, acknowledged_days = _kept(_ACKNOWLEDGEMENTS, file, read)
    answered, answered_days = _kept(_ANSWERS, file, read)
    return Figure(
        number=case.number,
        month=month_of(london_date(case.received_at)),
        state=case.state if case.is_open else None,
        grade=grade_of(file.events) or NOT_GRADED,
        due=first.due if first else None,
        acknowledged=acknowledged,
        acknowledged_days=acknowledged_days,
        answered=answered,
        answered_days=answered_days,
        yearly=lines_of(file, dict(_promised(acknowledged, answered))),
        quarterly=quarterly_lines(file),
        quarter=quarter_end(found.found_on).isoformat() if found else "",
        cause=found.cause if found else None,
    )


def _promised(acknowledged: Promise, answered: Promise) -> Iterator[tuple[Counted, str]]:
    for counted, how in ((Counted.ACKNOWLEDGED, acknowledged), (Counted.ANSWERED, answered)):
        if how is not Promise.NONE:
            yield counted, how


def _kept(
    by: frozenset[EventType], file: CaseFile, clocks: Iterable[Clock]
) -> tuple[Promise, int | None]:
    """How the clocks stand that wait for one of these, and after how many days the first was met.

    One that begins anew with each word to the person is a promise of news, not of this.
    """
    promises = [c for c in clocks if _waits_for(c, by) and not c.rule.restarts_on]
    happened = tuple(standing(file.events))
    met = [(c.stopped_at, c) for c in promises if c.stopped_at and _is_met(c, happened)]
    if not met:
        waits = promises and file.case.is_open
        return (Promise.WAITING if waits else Promise.NONE), None
    late = any(clock.is_late(at) for at, clock in met)
    days = _days_after(file.case.received_at, min(at for at, _ in met))
    return (Promise.LATE if late else Promise.IN_TIME), days


def _waits_for(clock: Clock, types: frozenset[EventType]) -> bool:
    return any(trigger.type in types for trigger in clock.rule.stops_when_all)


def _is_met(clock: Clock, happened: Sequence[Event]) -> bool:
    """Whether what it waited for happened; a clock also stops with its case."""
    return all(any(map(trigger.matches, happened)) for trigger in clock.rule.stops_when_all)


def _days_after(start: datetime, end: datetime) -> int:
    # Back-dated work cannot be done before the case came.
    return max((london_date(end) - london_date(start)).days, 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """The name of one counter: the sheet that it stands on, and its line there."""

    sheet: str
    line: str


MONTH, OPEN, DUE = "MONTH#", "OPEN", "DUE#"
"""The sheets: one for each month of receipt, one of open cases, one for each month of what is due."""
RECEIVED = "received"


def tallies_of(figure: Figure) -> Iterator[Tally]:
    """The counters under which a case stands, each of them once."""
    month = MONTH + figure.month
    yield Tally(month, RECEIVED)
    for name in ("acknowledged", "answered"):
        promise, days = getattr(figure, name), getattr(figure, f"{name}_days")
        if promise is not Promise.NONE:
            yield Tally(month, f"{name}:{promise}")
        if days is not None:
            yield Tally(month, f"{name}_days:{days}")
    if figure.state:
        yield Tally(OPEN, f"{figure.state}:{figure.grade}")
    if figure.due:
        yield Tally(DUE + month_of(figure.due), figure.due.isoformat())
    for sheets, lines in ((YEAR, figure.yearly), (QUARTER, figure.quarterly)):
        for each in lines:
            end, _, line = each.partition("/")
            yield Tally(sheets + end, line)


def moved(before: Figure | None, now: Figure | None) -> Mapping[str, Mapping[str, int]]:
    """What must be added to which line of which sheet, so that `now` is counted in the place of
    `before`; empty where both count alike.
    """
    amounts = Counter(tallies_of(now) if now else ())
    amounts.subtract(tallies_of(before) if before else ())
    sheets: dict[str, dict[str, int]] = {}
    for tally, amount in amounts.items():
        if amount:
            sheets.setdefault(tally.sheet, {})[tally.line] = amount
    return sheets


@dataclass(frozen=True, slots=True)
class Behind:
    """Which cases stand behind a number; None asks for all. With a `month` those received in it, with
    a `quarter` those whose cause was recorded in it, otherwise the open ones. `due_before` keeps those
    due before that London date.
    """

    month: str | None = None
    state: State | None = None
    grade: int | None = None
    acknowledged: Promise | None = None
    answered: Promise | None = None
    due_before: date | None = None
    quarter: str | None = None
    cause: Cause | None = None

    @property
    def chosen(self) -> dict[str, str | int]:
        """What a figure must say besides its month and its date, by the names of its fields."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        del values["due_before"], values["month"], values["quarter"]
        return {name: value for name, value in values.items() if value is not None}

    def fit(self, figure: Figure) -> bool:
        """Whether this case is one of them."""
        if not all(getattr(figure, name) == value for name, value in self.chosen.items()):
            return False
        if not self._is_place_of(figure):
            return False
        return self.due_before is None or (figure.due is not None and figure.due < self.due_before)

    def _is_place_of(self, figure: Figure) -> bool:
        if self.quarter:
            return figure.quarter == self.quarter
        return figure.month == self.month if self.month else figure.state is not None
