"""The register of openings, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.application.register_ports import RegisterPage
from chalicelib.domain.reads import Read
from chalicelib.presentation.access_labels import READ_REASONS
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.people import People
from chalicelib.presentation.urls import Urls

REGISTER = "/staff/register"


@dataclass(frozen=True, slots=True)
class Line:
    """One opening."""

    reference: str
    path: str
    who: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class RegisterShown:
    """Everything that the template repeats. A path is empty where there is no such page."""

    month: str
    lines: tuple[Line, ...]
    earlier: str
    later: str
    more: str


def register_page(
    found: RegisterPage, people: People, urls: Urls, *, month: date, today: date
) -> RegisterShown:
    """One page of a month."""
    before, following = month - timedelta(days=1), month + timedelta(days=31)
    return RegisterShown(
        month=f"{month:%B %Y}",
        lines=tuple(_line(read, people, urls) for read in found.reads),
        earlier=urls.path(REGISTER, month=_named(before)),
        later=urls.path(REGISTER, month=_named(following)) if _named(month) < _named(today) else "",
        more=urls.path(REGISTER, month=_named(month), after=found.after) if found.after else "",
    )


def _named(day: date) -> str:
    return f"{day:%Y-%m}"


def _line(read: Read, people: People, urls: Urls) -> Line:
    return Line(
        reference=str(read.reference),
        path=urls.path(urls.staff_case(read.reference)),
        who=people.handler(read.by),
        at=date_and_time(read.at),
        why=READ_REASONS[read.reason],
    )
