"""The page on which staff say when they are away, who acts for them, and when their list comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.domain.arrangements import HOURS, Absence, Arrangements
from chalicelib.domain.staff import Staff
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.typed import Choice, Typed
from chalicelib.presentation.urls import Urls

OWN, OF_OTHERS = "/staff/my-settings", "/staff/my-settings/{staff}"
NO_LIST = "none"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody whose settings the reader may change."""

    name: str
    path: str
    away: str


@dataclass(frozen=True, slots=True)
class MySettingsPage:
    """Everything that the template shows. `whose` is empty on one's own page."""

    whose: str
    path: str
    typed: Typed
    deputies: tuple[Choice, ...]
    hours: tuple[Choice, ...]
    absences: tuple[Choice, ...]
    colleagues: tuple[Colleague, ...]
    saved: bool
    has_calendar: bool


def my_settings_page(
    person: Staff,
    arranged: Arrangements,
    *,
    people: Sequence[Staff],
    typed: Typed,
    path: str,
    own: bool,
    colleagues: tuple[Colleague, ...] = (),
    saved: bool = False,
) -> MySettingsPage:
    """The page of one person's settings, or what was typed into it."""
    deputy = typed.value("deputy", arranged.deputy or "")
    hour = arranged.digest_hour
    chosen_hour = typed.value("digest_hour", NO_LIST if hour is None else str(hour))
    return MySettingsPage(
        whose="" if own else person.name,
        path=path,
        typed=typed,
        deputies=tuple(
            Choice(each.id, each.name, each.id == deputy) for each in people if each != person
        ),
        hours=(
            Choice(NO_LIST, "No list", chosen_hour == NO_LIST),
            *(Choice(str(each), hour_words(each), chosen_hour == str(each)) for each in HOURS),
        ),
        absences=tuple(
            Choice(absence_key(each), absence_words(each), absence_key(each) in typed.all("remove"))
            for each in arranged.absences
        ),
        colleagues=colleagues,
        saved=saved,
        has_calendar=bool(arranged.feed),
    )


def colleagues_of(
    reader: Staff, people: Sequence[Staff], away: frozenset[str], urls: Urls
) -> tuple[Colleague, ...]:
    """Everybody else, with who is away today."""
    return tuple(
        Colleague(
            name=person.name,
            path=urls.path(OF_OTHERS.format(staff=person.id)),
            away="Away today" if person.id in away else "",
        )
        for person in people
        if person.id != reader.id
    )


def absence_key(absence: Absence) -> str:
    """How the form names an absence."""
    return f"{absence.first.isoformat()}/{absence.last.isoformat()}"


def absence_words(absence: Absence) -> str:
    """From when to when."""
    if absence.first == absence.last:
        return full_date(absence.first)
    return f"{full_date(absence.first)} to {full_date(absence.last)}"


def hour_words(hour: int) -> str:
    """An hour of the day.

    >>> hour_words(0), hour_words(9), hour_words(12), hour_words(17)
    ('12am', '9am', '12pm', '5pm')
    """
    return f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"
