"""The end of every chain on one day, under one hash: what is kept where nobody can change it.

A chain proves that nothing in it was altered. Whoever may write to the table could still write a whole
chain anew, or take a case away: the ends that were kept on an earlier day tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.events import Event, canonical
from chalicelib.domain.reference import CaseNumber


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """How many events a case had, and the hash of the last of them. It says nothing of anybody."""

    number: CaseNumber
    length: int
    head: str


@dataclass(frozen=True, slots=True)
class DayRoot:
    """Every chain's end on a London day. `previous` is the root of the day before it that was kept, so
    that the roots are a chain too; empty for the first.
    """

    day: date
    previous: str
    ends: tuple[ChainEnd, ...]

    @property
    def root(self) -> str:
        """SHA-256, in hexadecimal, of the day, the root before it and every end, by case number."""
        ends = sorted([each.number, each.length, each.head] for each in self.ends)
        text = canonical([self.day.isoformat(), self.previous, ends])
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def by_case(self) -> Mapping[CaseNumber, ChainEnd]:
        """The ends by case."""
        return {each.number: each for each in self.ends}


def root_of(day: date, ends: Iterable[ChainEnd], *, before: DayRoot | None) -> DayRoot:
    """The root of a day."""
    ordered = tuple(sorted(ends, key=lambda each: each.number))
    return DayRoot(day, before.root if before else "", ordered)


def goes_on_from(events: Sequence[Event], before: ChainEnd | None) -> bool:
    """Whether a chain still goes through the end that it had on an earlier day."""
    if before is None:
        return True
    held = next((event for event in events if event.seq == before.length), None)
    return held is not None and held.hash == before.head
