"""The cases behind a number of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chalicelib.application.figure_ports import CasesBehind
from chalicelib.domain.figures import Behind
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.figures_page import CASES, GRADES, OVERDUE, PROMISES, month_title
from chalicelib.presentation.labels import STATES
from chalicelib.presentation.people import People
from chalicelib.presentation.urls import Urls
from chalicelib.presentation.work_labels import CAUSES
from chalicelib.presentation.worklist import Line, lines_of


@dataclass(frozen=True, slots=True)
class CasesBehindPage:
    """Everything that the template repeats. `only` says in words which cases these are."""

    only: tuple[str, ...]
    lines: tuple[Line, ...]
    next_path: str


def cases_behind_page(
    asked: Behind, found: CasesBehind, people: People, urls: Urls, *, today: date
) -> CasesBehindPage:
    """One page of them."""
    following = urls.path(CASES, **asked_as(asked), after=found.after) if found.after else ""
    return CasesBehindPage(tuple(_only(asked)), lines_of(found.rows, people, urls, today), following)


def asked_as(asked: Behind) -> Mapping[str, str]:
    """What is asked for, as an address says it."""
    asked_for = {name: str(value) for name, value in asked.chosen.items()}
    place = {"month": asked.month or "", "quarter": asked.quarter or ""}
    return {**place, "due": OVERDUE if asked.due_before else "", **asked_for}


def _only(asked: Behind) -> Iterator[str]:
    yield _place(asked)
    if asked.cause:
        yield CAUSES[asked.cause]
    if asked.due_before:
        yield "Overdue"
    if asked.state:
        yield STATES[asked.state].text
    if asked.grade is not None:
        yield GRADES[asked.grade]
    if asked.acknowledged:
        yield PROMISES["acknowledged"][asked.acknowledged]
    if asked.answered:
        yield PROMISES["answered"][asked.answered]


def _place(asked: Behind) -> str:
    if asked.quarter:
        ends_on = full_date(date.fromisoformat(asked.quarter))
        return f"Root cause recorded in the quarter to {ends_on}"
    return f"Received in {month_title(asked.month)}" if asked.month else "Open"
