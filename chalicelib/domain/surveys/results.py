"""What may be reported of the answers: whole months that are over, taken together until they hold as
many answers as the pack asks for, and of each group only what the method of disclosure lets through.

A month is in one group for ever and groups do not overlap, so that nothing can be learned of one person
by taking two reports from each other. Source: issue 4, point 9; domain.md 3.13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.small_numbers import METHOD, disclosed
from chalicelib.domain.surveys.asking import SMALLEST_GROUP
from chalicelib.domain.surveys.questions import Answer, Degree, Overall, Question

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Group:
    """Some months and what is said of them. `None` is a number that is kept back."""

    first: str
    last: str
    asked: int | None
    answered: int | None
    overall: Mapping[Overall, int | None]
    others: Mapping[Question, Mapping[Degree, int | None]]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The groups, newest first. `waits_for` is how many answers a group needs; `waiting_since` is the
    first month whose answers are too few to be told, "" where none wait.
    """

    groups: tuple[Group, ...]
    waits_for: int
    waiting_since: str = ""


def results(
    answers: Iterable[Answer], asked: Mapping[str, int], *, this_month: str, pack: PolicyPack
) -> Results:
    """What staff may see. The month that still runs is never told: tomorrow it would hold one more."""
    fewest = int(str(pack.settings[SMALLEST_GROUP].value))
    over = sorted((each for each in answers if each.month < this_month), key=lambda each: each.id)
    groups, waiting = [], ""
    for months, complete in _grouped(over, asked, fewest=fewest, before=this_month):
        if complete:
            groups.append(_group(months, over, asked, pack))
        else:
            waiting = months[0]
    return Results(tuple(reversed(groups)), fewest, waiting)


def _grouped(
    answers: Sequence[Answer], asked: Mapping[str, int], *, fewest: int, before: str
) -> Iterator[tuple[list[str], bool]]:
    """The months from the first on, in groups; the last may be too small to be told."""
    counted = Counter(each.month for each in answers)
    months: list[str] = []
    for month in sorted({*counted, *(month for month in asked if month < before)}):
        months.append(month)
        if sum(counted[each] for each in months) >= fewest:
            yield months, True
            months = []
    if months:
        yield months, False


def _group(
    months: Sequence[str], answers: Iterable[Answer], asked: Mapping[str, int], pack: PolicyPack
) -> Group:
    given = [each for each in answers if each.month in months]
    method = str(pack.settings[METHOD].value)
    size = disclosed(
        {"asked": sum(asked.get(month, 0) for month in months), "answered": len(given)}, method
    )
    return Group(
        first=months[0],
        last=months[-1],
        asked=size["asked"],
        answered=size["answered"],
        overall=disclosed(_counted(Overall, (each.overall for each in given)), method),
        others={
            question: disclosed(_counted(Degree, _degrees(question, given)), method)
            for question in Question
        },
        # Sorted by random ids: in no order of time.
        comments=tuple(each.comment for each in given if each.comment),
    )


def _degrees(question: Question, answers: Iterable[Answer]) -> Iterator[Degree]:
    return (each.others[question] for each in answers if question in each.others)


def _counted(choices: Iterable[Choice], given: Iterable[Choice]) -> dict[Choice, int]:
    counted = Counter(given)
    return {choice: counted[choice] for choice in choices}
