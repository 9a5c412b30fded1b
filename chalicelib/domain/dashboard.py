"""The figures of an organisation: what is open and overdue, and how promises were kept by month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.figures import DUE, MONTH, OPEN, RECEIVED, Promise, month_of
from chalicelib.domain.states import State

Sheets = Mapping[str, Mapping[str, int]]
"""Every counter of an organisation, by sheet and line."""

MONTHS_SHOWN = 12
"""A year, the month that runs included: what a yearly report looks back upon (S2-99)."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one promise stands for the cases of a month. `median_days` is None until one was kept."""

    in_time: int
    late: int
    waiting: int
    median_days: int | None

    @property
    def promised(self) -> int:
        """How many cases it was promised in."""
        return self.in_time + self.late + self.waiting

    @property
    def share_in_time(self) -> int | None:
        """Whole per cent of those that were kept or missed; None while there are none."""
        done = self.in_time + self.late
        return round(100 * self.in_time / done) if done else None


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The cases that were received in one month."""

    month: str
    received: int
    acknowledged: Keeping
    answered: Keeping


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All figures. `open` counts by state and grade, only where there is a case; `unacknowledged` and
    `unanswered` are open, whenever they came; `months` are the last ones, the oldest first.
    """

    open: Mapping[tuple[State, int], int]
    overdue: int
    unacknowledged: int
    unanswered: int
    months: tuple[MonthFigures, ...]

    @property
    def open_cases(self) -> int:
        """How many cases are open."""
        return sum(self.open.values())

    def in_state(self, state: State) -> int:
        """How many open cases are in this state, whatever their grade."""
        return sum(count for (each, _), count in self.open.items() if each is state)

    def of_grade(self, grade: int) -> int:
        """How many open cases have this grade, whatever their state."""
        return sum(count for (_, each), count in self.open.items() if each == grade)


def dashboard_of(sheets: Sheets, *, today: date) -> Dashboard:
    """What the counters say today. What is due today is not overdue."""
    return Dashboard(
        open=dict(_open(sheets.get(OPEN, {}))),
        overdue=sum(_overdue(sheets, today)),
        unacknowledged=_in_all_months(f"acknowledged:{Promise.WAITING}", sheets),
        unanswered=_in_all_months(f"answered:{Promise.WAITING}", sheets),
        months=tuple(_month(each, sheets.get(MONTH + each, {})) for each in months_until(today)),
    )


def months_until(today: date) -> tuple[str, ...]:
    """The months that are shown, the oldest first.

    >>> months_until(date(2026, 2, 1))[0], months_until(date(2026, 2, 1))[-1]
    ('2025-03', '2026-02')
    """
    last = today.year * 12 + today.month - 1
    numbers = range(last - MONTHS_SHOWN + 1, last + 1)
    return tuple(month_of(date(n // 12, n % 12 + 1, 1)) for n in numbers)


def _open(lines: Mapping[str, int]) -> Iterable[tuple[tuple[State, int], int]]:
    for line, count in lines.items():
        state, _, grade = line.partition(":")
        if count:
            yield (State(state), int(grade)), count


def _overdue(sheets: Sheets, today: date) -> Iterable[int]:
    for sheet, lines in sheets.items():
        if sheet.startswith(DUE):
            yield from (count for day, count in lines.items() if day < today.isoformat())


def _in_all_months(line: str, sheets: Sheets) -> int:
    return sum(lines.get(line, 0) for sheet, lines in sheets.items() if sheet.startswith(MONTH))


def _month(month: str, lines: Mapping[str, int]) -> MonthFigures:
    return MonthFigures(
        month=month,
        received=lines.get(RECEIVED, 0),
        acknowledged=_keeping("acknowledged", lines),
        answered=_keeping("answered", lines),
    )


def _keeping(name: str, lines: Mapping[str, int]) -> Keeping:
    return Keeping(
        in_time=lines.get(f"{name}:{Promise.IN_TIME}", 0),
        late=lines.get(f"{name}:{Promise.LATE}", 0),
        waiting=lines.get(f"{name}:{Promise.WAITING}", 0),
        median_days=_median(_days(name, lines)),
    )


def _days(name: str, lines: Mapping[str, int]) -> Mapping[int, int]:
    """How many cases took how many days."""
    start = f"{name}_days:"
    return {int(k.removeprefix(start)): n for k, n in lines.items() if k.startswith(start) and n}


def _median(counted: Mapping[int, int]) -> int | None:
    """The number of days within which half of the cases were done; of two in the middle, the later."""
    seen, half = 0, sum(counted.values()) // 2
    for days in sorted(counted):
        seen += counted[days]
        if seen > half:
            return days
    return None
