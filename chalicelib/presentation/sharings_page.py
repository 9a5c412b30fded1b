"""The register of sharings, month by month: who got what, what for, and what allowed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.application.sharing_ports import SharingPage
from chalicelib.domain.sharing import Confidentiality, SharingEntry
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.forms.sharing import BASIS_WORDS, CONFIDENTIALITY_WORDS, PURPOSE_WORDS
from chalicelib.presentation.people import People
from chalicelib.presentation.urls import Urls

SHARINGS = "/staff/register/sharings"
NO_WORDS = "Not shown here: it was erased, or the case is sensitive or kept to few"


@dataclass(frozen=True, slots=True)
class Line:
    """One sharing."""

    reference: str
    path: str
    at: str
    who: str
    with_whom: str
    what: str
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharingsShown:
    """Everything that the template repeats. A path is empty where there is no such page."""

    month: str
    lines: tuple[Line, ...]
    earlier: str
    later: str
    more: str


def sharings_page(
    found: SharingPage, people: People, urls: Urls, *, month: date, today: date
) -> SharingsShown:
    """One page of a month."""
    before, following = month - timedelta(days=1), month + timedelta(days=31)
    return SharingsShown(
        month=f"{month:%B %Y}",
        lines=tuple(_line(entry, people, urls) for entry in found.entries),
        earlier=urls.path(SHARINGS, month=_named(before)),
        later=urls.path(SHARINGS, month=_named(following)) if _named(month) < _named(today) else "",
        more=urls.path(SHARINGS, month=_named(month), after=found.after) if found.after else "",
    )


def _named(day: date) -> str:
    return f"{day:%Y-%m}"


def _line(entry: SharingEntry, people: People, urls: Urls) -> Line:
    shared = entry.shared
    return Line(
        reference=str(entry.reference),
        path=urls.path(urls.staff_case(entry.reference)),
        at=date_and_time(shared.at),
        who=people.actor(entry.by),
        with_whom=shared.with_whom or NO_WORDS,
        what=shared.what,
        why=(
            PURPOSE_WORDS.get(shared.purpose, shared.purpose),
            BASIS_WORDS.get(shared.lawful_basis, shared.lawful_basis),
            CONFIDENTIALITY_WORDS[Confidentiality(shared.confidentiality_basis)],
        ),
    )
