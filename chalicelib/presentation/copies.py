"""The copy of somebody's details: its index page for the person, and the list of copies for staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.archives import Copied
from chalicelib.application.read_case import OpenFile
from chalicelib.domain.calendar import london_date
from chalicelib.domain.copies import Contents, LeftOut, Told
from chalicelib.domain.copy_orders import Copy, copies_of
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.parties import Party
from chalicelib.domain.sharing import register_of
from chalicelib.domain.stray_mail import CopiedMail
from chalicelib.presentation import case_facts, signposts
from chalicelib.presentation.case_facts import Fact
from chalicelib.presentation.dates import date_and_time, full_date
from chalicelib.presentation.event_labels import EVENTS
from chalicelib.presentation.labels_of_people import FORMATS
from chalicelib.presentation.language import ENGLISH, language_called
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
class CasePart:
    """What of one case is in the copy."""

    reference: str
    received: str
    person: tuple[Fact, ...]
    lines: tuple[Line, ...]
    files: tuple[tuple[str, str], ...]
    shared: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class MailPart:
    """One mail that is in no case. `files` says what came with it and is not here."""

    when: str
    subject: str
    paragraphs: tuple[str, ...]
    files: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Everything that the template of the copy repeats."""

    organisation: str
    made: str
    cases: tuple[CasePart, ...]
    mails: tuple[MailPart, ...]
    grounds: tuple[str, ...]
    how_long: str
    reach_us: tuple[str, ...]
    regulator: str


def index_of(copied: Copied) -> str:
    """The index page, as HTML that stands by itself: it loads nothing."""
    template = environment(ENGLISH).get_template("copies/index.html")
    return template.render(page=_index(copied))


def _index(copied: Copied) -> IndexPage:
    pack = copied.terms.pack
    people = people_of(copied.staff, pack)
    return IndexPage(
        organisation=copied.organisation.name,
        made=date_and_time(copied.at),
        cases=tuple(_part(each, people, copied.names) for each in copied.contents),
        mails=tuple(map(_mail, copied.mails)),
        grounds=grounds(pack, ENGLISH),
        how_long=how_long(pack, ENGLISH),
        reach_us=signposts.reach_us(copied.organisation, ENGLISH),
        regulator=signposts.data_protection_regulator(pack.contacts, ENGLISH),
    )


def _part(contents: Contents, people: People, names: Mapping[DocumentId, str]) -> CasePart:
    case = contents.file.case
    reasons = [why for why, _ in contents.left_out]
    return CasePart(
        reference=str(case.reference),
        received=full_date(london_date(case.received_at)),
        person=_who(contents.person),
        lines=tuple(_line(told, people) for told in contents.told),
        files=tuple((names[each.id], each.title) for each in contents.files),
        shared=() if contents.only_own else _shared(contents),
        left_out=tuple((WHY[why], reasons.count(why)) for why in LeftOut if why in reasons),
    )


def _mail(mail: CopiedMail) -> MailPart:
    count = mail.files
    came = "a file" if count == 1 else f"{count} files"
    return MailPart(
        when=date_and_time(mail.received_at),
        subject=mail.subject or "No subject",
        paragraphs=tuple(each for each in mail.text.splitlines() if each.strip()),
        files=f"It came with {came} that nobody has opened. Ask us for it." if count else "",
    )


def _who(person: Party | None) -> tuple[Fact, ...]:
    """Everything that is held of them, what helps them included."""
    if person is None:
        return case_facts.person(None)
    needs = person.needs
    further = (
        Fact("Membership number", person.membership_number),
        Fact("Language", language_called(person.language).name),
        Fact("Interpreter", needs.interpreter, typed=True),
        Fact("How you need what we write", ", ".join(FORMATS[each] for each in needs.formats)),
        Fact("What helps you", needs.support, typed=True),
    )
    return (*case_facts.person(person), *(each for each in further if each.text))


def _shared(contents: Contents) -> tuple[tuple[str, str], ...]:
    register = register_of(contents.file.events)
    return tuple((full_date(london_date(each.at)), each.with_whom) for each in register)


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
    cases: int
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
    return CopyLine(date_and_time(copy.ordered_at), copy.request, 1 + len(copy.cases), opening)
