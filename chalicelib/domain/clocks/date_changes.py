"""Dates that were moved after they were promised: extensions and revisions, each with what came of it.

Nothing forgets the first date: a clock shows both, and every change that was made or tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks.negotiated import Target, day_of, target_in
from chalicelib.domain.clocks.rules import ClockRule, Extension
from chalicelib.domain.clocks.steps import Reckoning
from chalicelib.domain.events import Event, EventType

BECAUSE_OF_THE_CALENDAR = "calendar"
"""The `cause` of a revision that a newly declared bank holiday makes. Source: domain.md 3.12."""

BECAUSE_OF_THE_POLICY = "policy"
"""The `cause` of a revision by which an open case gains what a newer policy gives. Source: issue 3,
point 5; domain.md 2.
"""

_ONLY_LATER = (BECAUSE_OF_THE_CALENDAR, BECAUSE_OF_THE_POLICY)

CHANGES = frozenset({EventType.CLOCK_EXTENDED, EventType.CLOCK_REVISED})


class Unmoved(StrEnum):
    """Why a change moved nothing."""

    LATE = "late"
    NOT_AGREED = "not_agreed"
    NOT_ALLOWED = "not_allowed"
    SHORTENS = "shortens"


@dataclass(frozen=True, slots=True)
class DateChange:
    """One extension or revision: to a date, or by an amount of the rule's unit.

    `unmoved` says why it moved nothing; None where it did. The reason that somebody typed is sealed.
    """

    type: EventType
    at: datetime
    seq: int
    to: Target | None
    added: int
    agreed: bool
    agreed_with: str
    cause: str
    unmoved: Unmoved | None = None

    @property
    def moved(self) -> bool:
        """Whether it counts."""
        return self.unmoved is None


Reckon = Callable[[Sequence[DateChange], datetime], Reckoning]
"""Where the clock stood at an instant, with these changes."""


def changes_of(clock_code: str, events: Iterable[Event]) -> tuple[DateChange, ...]:
    """What was asked to be changed of this clock, in order. Raises: DateMissing."""
    mine = (event for event in events if event.facts.get("clock") == clock_code)
    return tuple(_change(event) for event in mine if event.type in CHANGES)


def _change(event: Event) -> DateChange:
    facts = event.facts
    stated = facts.get("added")
    added = stated if isinstance(stated, int) and not isinstance(stated, bool) else None
    return DateChange(
        type=event.type,
        at=event.happened_at,
        seq=event.seq,
        to=target_in(facts, "due") if added is None else None,
        added=added or 0,
        agreed=facts.get("agreed") is True,
        agreed_with=str(facts.get("agreed_with", "")),
        cause=str(facts.get("cause", "")),
    )


def judged(rule: ClockRule, asked: Iterable[DateChange], reckon: Reckon) -> tuple[DateChange, ...]:
    """Each change with whether it counts, in the light of those before it.

    Source: S2-52 (after the due date it is late); reg. 14(3)–(4) (six months only by agreement
    before expiry); S3-13; domain.md 2 and 3.12 (a newer policy or calendar never shortens).
    """
    known: list[DateChange] = []
    for change in asked:
        stood = reckon([each for each in known if each.moved], change.at)
        known.append(replace(change, unmoved=_why_unmoved(rule, change, stood)))
    return tuple(known)


def _why_unmoved(rule: ClockRule, change: DateChange, stood: Reckoning) -> Unmoved | None:
    if is_past(stood, change.at):
        return Unmoved.LATE
    if change.cause in _ONLY_LATER:
        return Unmoved.SHORTENS if _shortens(change, stood) else None
    if change.type is EventType.CLOCK_REVISED:
        return None if rule.revisable else Unmoved.NOT_ALLOWED
    return _why_not_extended(rule.extension, change, stood)


def _why_not_extended(by: Extension, change: DateChange, stood: Reckoning) -> Unmoved | None:
    if by is Extension.NEVER:
        return Unmoved.NOT_ALLOWED
    if by is Extension.BY_AGREEMENT and not change.agreed:
        return Unmoved.NOT_AGREED
    return Unmoved.SHORTENS if _shortens(change, stood) else None


def _shortens(change: DateChange, stood: Reckoning) -> bool:
    if change.to is None:
        return change.added < 0
    if isinstance(change.to, datetime) and stood.due_at:
        return change.to < stood.due_at
    return day_of(change.to) < stood.due


def is_past(reckoning: Reckoning, instant: datetime) -> bool:
    """Whether the date had passed at this instant. The last moment itself is in time."""
    if reckoning.due_at:
        return instant > reckoning.due_at
    return london_date(instant) > reckoning.last_day


def last_dated(changes: Sequence[DateChange]) -> tuple[DateChange | None, int]:
    """The last change to a date, and how much was added since; all that was added, without one."""
    dated = [n for n, change in enumerate(changes) if change.to is not None]
    after = changes[dated[-1] + 1 :] if dated else changes
    return (changes[dated[-1]] if dated else None), sum(change.added for change in after)
