"""The copy of somebody's details: its index page for the person, and the list of copies for staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.archives import Copied
from chalicelib.application.read_case import OpenFile
from chalicelib.domain.copies import Copy, LeftOut, Told, copies_of
from chalicelib.domain.sharing import register_of
from chalicelib.presentation import case_facts, signposts
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.event_labels import EVENTS
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.pages import environment
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.privacy import grounds, how_long
from chalicelib.presentation.urls import Urls

WHY: Mapping[LeftOut, str] = {
    LeftOut.STAFF: "It is about members of staff",
    LeftOut.LEGAL: "It is legal advice, or about a claim",
    LeftOut.PATIENT: "It is about somebody else, who has not agreed that you may see it",
    LeftOut.NOT_CHOSEN: "It is a file that may be about other people too",
    LeftOut.NOT_HERE: "It is a file that was deleted, or that could do harm",
    LeftOut.TOO_LARGE: "It is a file that is too large for this copy: ask us for it",
}
"""Why something is left out, as the person reads it. Source: DPA 2018 Schedule 2."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, with what was written or said."""

    when: str
    what: str
    who: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything that the template of the copy repeats."""

    organisation: str
    reference: str
    made: str
    person: tuple[Fact, ...]
    lines: tuple[Line, ...]
    files: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, int], ...]
    grounds: tuple[str, ...]
    how_long: str
    reach_us: tuple[str, ...]
    regulator: str


def index_of(copied: Copied) -> str:
    """The index page, as HTML that stands by itself: it loads nothing."""
    template = environment(ENGLISH).get_template("copies/index.html")
    return template.render(page=_index(copied))


def _index(copied: Copied) -> IndexPage:
    pack, contents = copied.terms.pack, copied.contents
    people = people_of(copied.staff, pack)
    reasons = [why for why, _ in contents.left_out]
    return IndexPage(
        organisation=copied.organisation.name,
        reference=str(copied.file.case.reference),
        made=date_and_time(copied.at),
        person=case_facts.person(contents.person),
        lines=tuple(_line(told, people) for told in contents.told),
        files=tuple((copied.names[each.id], each.title) for each in contents.files),
        shared=tuple(
            (full_date(each.at.date()), each.with_whom) for each in register_of(copied.file.events)
        ),
        left_out=tuple((WHY[why], reasons.count(why)) for why in LeftOut if why in reasons),
        grounds=grounds(pack, ENGLISH),
        how_long=how_long(pack, ENGLISH),
        reach_us=signposts.reach_us(copied.organisation, ENGLISH),
        regulator=signposts.data_protection_regulator(pack.contacts, ENGLISH),
    )


def _line(told: Told, people: People) -> Line:
    event = told.event
    return Line(
        date_and_time(event.happened_at), EVENTS[event.type], people.actor(event.by), told.texts
    )


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy in the list of staff. `opening` is where it is opened; empty until it is there."""

    ordered: str
    request: str
    opening: str


@dataclass(frozen=True, slots=True)
class CopiesPage:
    """Everything that the template of the list repeats."""

    title: str
    reference: str
    case_path: str
    copies: tuple[CopyLine, ...]


def copies_page(opened: OpenFile, urls: Urls) -> CopiesPage:
    """The copies of a case, the newest first."""
    case = opened.file.case
    path = urls.path(urls.staff_case(case.reference))
    found = copies_of(opened.file.events, case.number)
    lines = tuple(_copy_line(each, path) for each in reversed(found))
    return CopiesPage("Copies of details", str(case.reference), path, lines)


def _copy_line(copy: Copy, path: str) -> CopyLine:
    opening = f"{path}/copies/{copy.id}/opening" if copy.made_at else ""
    return CopyLine(date_and_time(copy.ordered_at), copy.request, opening)
