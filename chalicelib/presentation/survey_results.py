"""The results of the survey as staff read them: rounded, and silent about few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from chalicelib.domain.small_numbers import shares
from chalicelib.domain.surveys.results import Group, Results
from chalicelib.presentation.dates import MONTHS
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.survey_words import DEGREES, HOW_WELL, OVERALL, QUESTIONS

PATH = "/staff/organisation/surveys"
KEPT_BACK = "Too few to tell"

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: how many gave it and what share that is, or that they are too few to tell."""

    words: str
    count: str
    share: str


@dataclass(frozen=True, slots=True)
class Table:
    """The answers to one question."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GroupShown:
    """Some months together."""

    title: str
    answered: str
    tables: tuple[Table, ...]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything that the template repeats."""

    groups: tuple[GroupShown, ...]
    waits_for: int
    waiting: str


def results_page(results: Results) -> ResultsPage:
    """The page of these results."""
    since = results.waiting_since
    waiting = (
        f"Answers since {_month(since)} wait until there are enough of them to hide who gave them."
        if since
        else ""
    )
    return ResultsPage(tuple(map(_group, results.groups)), results.waits_for, waiting)


def _group(group: Group) -> GroupShown:
    first, last = _month(group.first), _month(group.last)
    return GroupShown(
        title=first if first == last else f"{first} to {last}",
        answered=f"About {_count(group.answered)} of {_count(group.asked)} people answered.",
        tables=(
            _table(HOW_WELL, OVERALL, group.overall),
            *(_table(QUESTIONS[each], DEGREES, group.others[each]) for each in QUESTIONS),
        ),
        comments=group.comments,
    )


def _table(title: str, words: Mapping[Code, str], shown: Mapping[Code, int | None]) -> Table:
    return Table(ENGLISH.said(title), tuple(_lines(words, shown)))


def _lines(words: Mapping[Code, str], shown: Mapping[Code, int | None]) -> Iterable[Line]:
    share = shares(shown)
    for code, text in words.items():
        per_cent = share[code]
        yield Line(ENGLISH.said(text), _count(shown[code]), "" if per_cent is None else f"{per_cent}%")


def _count(count: int | None) -> str:
    return KEPT_BACK if count is None else str(count)


def _month(month: str) -> str:
    year, _separator, number = month.partition("-")
    return f"{MONTHS[int(number) - 1]} {year}"
