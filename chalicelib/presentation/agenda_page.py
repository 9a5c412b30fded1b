"""The agenda of the monthly meeting, to look at together or to print: references, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chalicelib.application.read_agenda import Agenda
from chalicelib.domain.agenda import Item, since
from chalicelib.domain.calendar import london_date
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of, words_of
from chalicelib.domain.meetings import meeting_ahead
from chalicelib.domain.policy import Action
from chalicelib.domain.states import AFTER_RESPONSE
from chalicelib.domain.worklist import Row
from chalicelib.presentation.case_actions import command_path
from chalicelib.presentation.dates import full_date, short_date
from chalicelib.presentation.labels import CONTACT_TYPES, NEXT_STEPS
from chalicelib.presentation.people import People
from chalicelib.presentation.urls import Urls

PATH = "/staff/agenda"
TITLES: Mapping[Item, str] = {
    Item.LATE: "Late",
    Item.TO_MINUTE: "Answered: review the outcome and minute it",
    Item.PROMISED: "Changes that were promised and are not made yet",
    Item.PUT_ON: "Put on the agenda",
    Item.NEW: "New",
    Item.CLOSED: "Closed, with something that was learned",
    Item.TO_AUDIT: "Changes to be checked: do they work?",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One case. `stands` says how it stands to the meeting; `minute_path` is where its minute is
    recorded, empty before there is an answer and once it is closed.
    """

    reference: str
    path: str
    about: str
    next_step: str
    stands: tuple[str, ...]
    handler: str
    minute_path: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the agenda."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """Everything that the template repeats."""

    day: str
    since: str
    sections: tuple[Section, ...]
    is_all: bool


def agenda_page(agenda: Agenda, people: People, urls: Urls) -> AgendaPage:
    """The page of this agenda."""
    return AgendaPage(
        day=full_date(agenda.today),
        since=full_date(since(agenda.today)),
        sections=tuple(
            Section(TITLES[item], tuple(_line(row, people, urls) for row in rows))
            for item, rows in agenda.items.items()
        ),
        is_all=agenda.is_all,
    )


def _line(row: Row, people: People, urls: Urls) -> Line:
    path = urls.path(urls.staff_case(row.reference))
    about = "Sensitive" if row.sensitive else people.pack.subject_title(row.subject)
    return Line(
        reference=str(row.reference),
        path=path,
        about=f"{about} ({CONTACT_TYPES[row.contact_type].lower()})",
        next_step="" if row.agenda.closed_on else NEXT_STEPS[row.next_step],
        stands=tuple(_stands(row)),
        handler=people.handler(row.handler),
        minute_path=command_path(path, Action.MINUTE) if row.state in AFTER_RESPONSE else "",
    )


def _stands(row: Row) -> Iterator[str]:
    told = row.agenda
    if row.due and not told.closed_on:
        yield f"Due {short_date(row.due)}"
    if told.closed_on:
        yield f"Closed {short_date(told.closed_on)}"
    if told.lessons:
        yield f"{told.lessons} change{'' if told.lessons == 1 else 's'} promised"
    if told.audit_due:
        yield f"Check by {short_date(told.audit_due)}"
    if told.meets_on:
        yield f"On the agenda of {short_date(told.meets_on)}"
    if told.minuted:
        yield "Minuted"


def meeting_words(events: Sequence[Event]) -> str:
    """On which agenda a case stands, and where it was minuted last; empty where neither (S2-99)."""
    ahead, minuted = meeting_ahead(events), last_of(events, EventType.MEETING_MINUTED)
    said = [f"On the agenda of {full_date(ahead.meets_on)}"] if ahead else []
    if minuted:
        minute = words_of(minuted).get("minute", "")
        day = full_date(london_date(minuted.happened_at))
        said.append(f"Minuted on {day}, {minute}" if minute else f"Minuted on {day}")
    return "\n".join(said)
