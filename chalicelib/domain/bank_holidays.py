"""The published list of bank holidays: read, doubted, and only then believed.

A list that lost a day would make dates early and nobody would see it. So a list has to give reasons
to be believed: it is whole, it reaches far enough, it holds every day that we hold, and it differs
from what the law computes only by a few days more. Whatever it lacks, nothing changes.

Source: domain.md 3.12, the list of gov.uk: `{division: {"events": [{"title", "date", "notes"}]}}`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import ListUnreadable

MOST_DECLARED_IN_A_YEAR = 2
"""Days beyond what the law computes. Source: domain.md 3.12, a jubilee and a funeral in 2022."""

YEARS_AHEAD = 5
"""How far ahead a date can be believed. Source: domain.md 3.12; lists reach two or three years."""

LONGEST_TITLE = 100
"""Characters of a title: it is shown in the working of a date. Source: domain.md 3.12."""


@dataclass(frozen=True, slots=True)
class PublishedList:
    """The bank holidays of one nation as they were published, by date.

    It speaks for whole years: from the first day of its first to the last day of its last.
    """

    nation: str
    holidays: Mapping[date, str]

    @property
    def first(self) -> date:
        """The first day that it speaks for."""
        return date(min(self.holidays).year, 1, 1)

    @property
    def last(self) -> date:
        """The last day that it speaks for."""
        return date(max(self.holidays).year, 12, 31)

    def speaks_for(self, day: date) -> bool:
        """Whether a day that it does not name is therefore no bank holiday."""
        return self.first <= day <= self.last


def read_list(body: bytes, nation: str) -> PublishedList:
    """The nation's part of the list. Raises: ListUnreadable, where it is not what it should be.

    >>> body = b'{"scotland": {"events": [{"title": "2nd January", "date": "2028-01-03"}]}}'
    >>> read_list(body, "scotland").holidays
    {datetime.date(2028, 1, 3): '2nd January'}
    """
    events = _events(_parsed(body), nation)
    if not events:
        raise ListUnreadable(f"The published list is empty for {nation}")
    named = [_holiday(event) for event in events]
    holidays = dict(named)
    if len(holidays) < len(named):
        raise ListUnreadable("The published list is malformed: it names a date twice")
    return PublishedList(nation, holidays)


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ListUnreadable("The published list is malformed: it is not JSON") from error


def _events(parsed: Any, nation: str) -> list[Any]:
    if not isinstance(parsed, dict):
        raise ListUnreadable("The published list is malformed: it has no divisions")
    division = parsed.get(nation)
    if division is None:
        raise ListUnreadable(f"The published list has no division {nation}")
    events = division.get("events") if isinstance(division, dict) else None
    if not isinstance(events, list):
        raise ListUnreadable(f"The published list is malformed: {nation} has no events")
    return events


def _holiday(event: Any) -> tuple[date, str]:
    try:
        day, title, notes = date.fromisoformat(event["date"]), event["title"], event.get("notes", "")
        named = f"{title.strip()} ({notes.strip().lower()})" if notes else title.strip()
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = "The published list is malformed: an event lacks its date or its title"
        raise ListUnreadable(message) from error
    if not title.strip() or len(named) > LONGEST_TITLE:
        raise ListUnreadable("The published list is malformed: a title is empty or too long")
    return day, named


def faults_of(
    published: PublishedList, held: WorkingCalendar, computed: Collection[date], today: date
) -> tuple[str, ...]:
    """Every reason not to believe the list, each in a plain sentence; empty if there is none.

    `computed` are the bank holidays that the law gives for the years of the list and of what is held.
    Source: issue 3, point 4; domain.md 3.12.
    """
    return (
        *_on_a_wrong_span(published, held, today),
        *_shrunk(published, held, today),
        *_stale(published, held, today),
        *_not_as_computed(published, held, computed),
    )


def _on_a_wrong_span(published: PublishedList, held: WorkingCalendar, today: date) -> Iterator[str]:
    # A calendar that is younger than today means that the clock here is wrong, and "future" with it.
    if held.version.partition("/")[2][:10] > today.isoformat():
        yield f"We hold {held.version}, but the clock here says {_said(today)}"
    if published.first > today:
        yield f"The published list begins only on {_said(published.first)}"
    far = [day for day in published.holidays if day.year > today.year + YEARS_AHEAD]
    if far:
        yield f"The published list names {_said(min(far))}, further ahead than is ever published"


def _shrunk(published: PublishedList, held: WorkingCalendar, today: date) -> Iterator[str]:
    for day, title in sorted(held.holidays.items()):
        to_come = day >= today and published.speaks_for(day)
        if to_come and _on_a_weekday(day) and day not in published.holidays:
            yield f"The published list lacks {title} on {_said(day)}, which we hold"


def _stale(published: PublishedList, held: WorkingCalendar, today: date) -> Iterator[str]:
    needed = date(today.year + 1, 12, 31)
    if published.last < needed:
        yield f"The published list ends on {_said(published.last)}, before {_said(needed)}"
    elif published.last < held.last and not declared_days(published, held):
        yield f"The published list ends before {_said(held.last)}, which we hold, and adds nothing"


def _not_as_computed(
    published: PublishedList, held: WorkingCalendar, computed: Collection[date]
) -> Iterator[str]:
    due = [day for day in computed if published.speaks_for(day) and day >= held.first]
    for day in sorted(due):
        if _on_a_weekday(day) and day not in published.holidays:
            yield f"The published list lacks {_said(day)}, a bank holiday by law"
    extra = [day for day in published.holidays if day >= held.first and day not in computed]
    for year, count in sorted(Counter(day.year for day in extra).items()):
        if count > MOST_DECLARED_IN_A_YEAR:
            yield f"The published list has {count} days in {year} that the law does not give"


def declared_days(published: PublishedList, held: WorkingCalendar) -> tuple[date, ...]:
    """The days that the list names and we do not hold, in order, from the first day that we hold."""
    ours = (day for day in published.holidays if day >= held.first)
    return tuple(sorted(day for day in ours if day not in held.holidays))


def adds_nothing(published: PublishedList, held: WorkingCalendar) -> bool:
    """Whether every day that would count with the list counts already, and it reaches no further."""
    return published.last <= held.last and not declared_days(published, held)


def with_published(
    published: PublishedList, held: WorkingCalendar, adopted_at: datetime
) -> WorkingCalendar:
    """What is held from now on: the list's days and all of ours, under a version of its own.

    Nothing that is held is dropped: a holiday that falls on a weekend is named by its title though
    the list has only its substitute, and years that the list does not reach stay.
    """
    added = {day: title for day, title in published.holidays.items() if day >= held.first}
    return replace(
        held,
        version=f"{held.nation}/{adopted_at:%Y-%m-%dT%H%M%SZ}",
        last=max(held.last, published.last),
        holidays=dict(_in_order({**added, **held.holidays})),
    )


def _in_order(holidays: Mapping[date, str]) -> Iterable[tuple[date, str]]:
    return sorted(holidays.items())


def _on_a_weekday(day: date) -> bool:
    return day.weekday() < 5


def _said(day: date) -> str:
    return f"{day:%-d %B %Y}"
