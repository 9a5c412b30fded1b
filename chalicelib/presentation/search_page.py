"""What a search found: enough to know the case by, and no more than any list shows."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.search_cases import Results
from chalicelib.domain.calendar import london_date
from chalicelib.domain.worklist import Existence, Row, Shown
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.labels import CONTACT_TYPES, Tag, states_under
from chalicelib.presentation.people import People, person_in
from chalicelib.presentation.urls import Urls


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One case that fits. Of a restricted one only whom to `ask` and with whom it is."""

    reference: str
    path: str
    handler: str
    person: str = ""
    kind: str = ""
    about: str = ""
    state: Tag | None = None
    received: str = ""
    received_on: str = ""
    ask: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the template repeats. `heading` says how many fit; it is empty before a search."""

    heading: str
    lines: tuple[FoundLine, ...]
    is_all: bool


def search_page(found: Results | None, people: People, urls: Urls) -> SearchPage:
    """The page, before a search or after one."""
    if found is None:
        return SearchPage("", (), is_all=True)
    lines = tuple(_line(row, people, urls) for row in found.rows)
    return SearchPage(_heading(len(lines), is_all=found.is_all), lines, found.is_all)


def _heading(count: int, *, is_all: bool) -> str:
    if not is_all:
        return f"{count} cases, and there are more" if count else "Too many people fit"
    return {0: "No case fits", 1: "1 case fits"}.get(count, f"{count} cases fit")


def _line(row: Shown, people: People, urls: Urls) -> FoundLine:
    if isinstance(row, Existence):
        path = urls.path(urls.staff_case(row.reference))
        handler = people.handler(row.handler)
        return FoundLine(str(row.reference), path, handler, ask=people.who_may_enter())
    return _of_row(row, people, urls)


def _of_row(row: Row, people: People, urls: Urls) -> FoundLine:
    received = london_date(row.received_at)
    return FoundLine(
        reference=str(row.reference),
        path=urls.path(urls.staff_case(row.reference)),
        person=person_in(row),
        kind=CONTACT_TYPES[row.contact_type],
        about="" if row.sensitive else people.pack.subject_title(row.subject),
        state=states_under(people.pack)[row.state],
        received=full_date(received),
        received_on=received.isoformat(),
        handler=people.handler(row.handler),
    )
