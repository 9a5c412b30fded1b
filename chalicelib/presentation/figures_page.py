"""The figures as staff read them: a few numbers, then charts, each with its table. A number leads to
the cases behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from chalicelib.domain.dashboard import Dashboard, Keeping, MonthFigures
from chalicelib.domain.figures import NOT_GRADED, Promise
from chalicelib.domain.grading import Grade
from chalicelib.domain.states import ENDED, State
from chalicelib.presentation.charts import Chart, chart_of
from chalicelib.presentation.dates import MONTHS
from chalicelib.presentation.labels import STATES
from chalicelib.presentation.urls import Urls

PATH = "/staff/figures"
CASES = "/staff/figures/cases"
OVERDUE = "overdue"
"""What an address says of open cases whose date has passed."""

GRADES = {NOT_GRADED: "Not graded", **{grade.value: f"Level {grade.value}" for grade in Grade}}
_GRADE_LOOKS = tuple((f"level-{grade}", words) for grade, words in GRADES.items())
PROMISES = {
    "acknowledged": {
        Promise.IN_TIME: "Acknowledged in time",
        Promise.LATE: "Acknowledged late",
        Promise.WAITING: "Not acknowledged yet",
    },
    "answered": {
        Promise.IN_TIME: "Answered in time",
        Promise.LATE: "Answered late",
        Promise.WAITING: "Not answered yet",
    },
}
COLUMNS = {Promise.IN_TIME: "In time", Promise.LATE: "Late", Promise.WAITING: "Waiting"}
"""The promises as the columns of a table, in their order."""
_PROMISE_LOOKS = tuple((f"promise-{promise}", words) for promise, words in COLUMNS.items())


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and the address of the cases behind it; none where there are no cases."""

    text: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    title: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chart with its table. `columns` are the heads above the numbers."""

    id: str
    title: str
    explained: str
    chart: Chart | None
    row_head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A number that a manager looks at first."""

    title: str
    number: Number
    alarming: bool = False


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Everything that the template repeats."""

    cards: tuple[Card, ...]
    sections: tuple[Section, ...]


def figures_page(figures: Dashboard, urls: Urls) -> FiguresPage:
    """The page of these figures."""
    return FiguresPage(
        cards=tuple(_cards(figures, urls)),
        sections=(
            _open_section(figures, urls),
            _promise_section("acknowledged", "Time to acknowledge", figures.months, urls),
            _promise_section("answered", "Time to answer", figures.months, urls),
        ),
    )


def _cards(figures: Dashboard, urls: Urls) -> Iterator[Card]:
    def number(count: int, **asked: str) -> Number:
        return Number(str(count), urls.path(CASES, **asked) if count else "")

    waiting = str(Promise.WAITING)
    yield Card("Open", Number(str(figures.open_cases), urls.path(CASES)))
    yield Card("Overdue", number(figures.overdue, due=OVERDUE), alarming=bool(figures.overdue))
    yield Card("Not acknowledged yet", number(figures.unacknowledged, acknowledged=waiting))
    yield Card("Not answered yet", number(figures.unanswered, answered=waiting))


def _open_section(figures: Dashboard, urls: Urls) -> Section:
    states = [state for state in State if state not in ENDED and figures.in_state(state)]
    counts = {state: [figures.open.get((state, grade), 0) for grade in GRADES] for state in states}
    return Section(
        id="open",
        title="Open now, by stage and level",
        explained="",
        chart=chart_of(((STATES[s].text, counts[s]) for s in states), _GRADE_LOOKS),
        row_head="Stage",
        columns=(*GRADES.values(), "All"),
        rows=tuple(_open_row(state, counts[state], urls) for state in states),
    )


def _open_row(state: State, counts: Sequence[int], urls: Urls) -> Row:
    of_grade = (
        _linked(count, urls, state=str(state), grade=str(grade))
        for grade, count in zip(GRADES, counts, strict=True)
    )
    return Row(STATES[state].text, (*of_grade, _linked(sum(counts), urls, state=str(state))))


def _promise_section(name: str, title: str, months: Iterable[MonthFigures], urls: Urls) -> Section:
    kept = [(each, _keeping(each, name)) for each in reversed(tuple(months)) if each.received]
    return Section(
        id=name,
        title=title,
        explained="By the month in which the case was received. Days count from receipt, weekends "
        "included; half of those that are done took as many days or fewer.",
        chart=chart_of(((month_title(m.month), _amounts(k)) for m, k in kept), _PROMISE_LOOKS),
        row_head="Received in",
        columns=("Received", *COLUMNS.values(), "Share in time", "Half within"),
        rows=tuple(_promise_row(month, keeping, name, urls) for month, keeping in kept),
    )


def _keeping(month: MonthFigures, name: str) -> Keeping:
    return month.acknowledged if name == "acknowledged" else month.answered


def _amounts(keeping: Keeping) -> tuple[int, ...]:
    return keeping.in_time, keeping.late, keeping.waiting


def _promise_row(figures: MonthFigures, keeping: Keeping, name: str, urls: Urls) -> Row:
    month, share, days = figures.month, keeping.share_in_time, keeping.median_days
    counted = (
        _linked(count, urls, month=month, **{name: str(promise)})
        for promise, count in zip(COLUMNS, _amounts(keeping), strict=True)
    )
    return Row(
        month_title(month),
        (
            _linked(figures.received, urls, month=month),
            *counted,
            Number("" if share is None else f"{share}%"),
            Number("" if days is None else f"{days} day{'' if days == 1 else 's'}"),
        ),
    )


def _linked(count: int, urls: Urls, **asked: str) -> Number:
    return Number(str(count), urls.path(CASES, **asked) if count else "")


def month_title(month: str) -> str:
    """A month in words.

    >>> month_title("2026-12")
    'December 2026'
    """
    year, _, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"
