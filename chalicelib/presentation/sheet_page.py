"""The contact record sheet to print: the fields of Appendix B, in its order (S2-69, S2-70)."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.read_case import OpenFile
from chalicelib.domain.case import CaseFile
from chalicelib.domain.contact import ContactRecord, record_of
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.first_contact import first_contact_of, passed_on_at
from chalicelib.domain.grading import grade_of
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.parties import PATIENT, Party
from chalicelib.presentation.case_facts import Fact, phone
from chalicelib.presentation.dates import date_and_time, short_date
from chalicelib.presentation.labels import CONTACT_TYPES
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.work_labels import GRADES

_REPORTS = (
    EventType.CONTACT_MADE,
    EventType.CALLBACK_ENDED,
    EventType.CONCERN_RESOLVED,
    EventType.CONCERN_PROMOTED,
)
"""What is done with a concern after it was passed on."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the sheet. Each row is there, filled in or not: a pen can fill in the rest."""

    title: str
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SheetPage:
    """Everything that the template repeats."""

    reference: str
    case_path: str
    sections: tuple[Section, ...]


def sheet_page(opened: OpenFile, case_path: str) -> SheetPage:
    """The sheet of this case."""
    file, people = opened.file, people_of(opened.staff, opened.terms.pack)
    record, patient = record_of(file.events[0]), file.party(PATIENT)
    return SheetPage(
        reference=str(file.case.reference),
        case_path=case_path,
        sections=(
            Section("The contact", _contact(file, people)),
            Section("The caller", _person(file.complainant)),
            Section("The patient, if somebody else", _person(patient) if patient else ()),
            Section("What they told us", _told(record) if record else ()),
            Section("What was done", _done(file, record)),
            Section("What the office manager did", tuple(_reports(file, people))),
        ),
    )


def _contact(file: CaseFile, people: People) -> tuple[Fact, ...]:
    return (
        Fact("Date and time", date_and_time(file.case.received_at)),
        Fact("What it is", CONTACT_TYPES[file.case.contact_type]),
        Fact("Taken by", people.actor(file.events[0].by)),
    )


def _person(party: Party | None) -> tuple[Fact, ...]:
    if party is None:
        return ()
    return (
        Fact("Name", " ".join(part for part in (party.title, party.full_name) if part), typed=True),
        Fact("Date of birth", short_date(party.born_on) if party.born_on else ""),
        Fact("NHS number", _spaced(party.nhs_number)),
        Fact("Address", "\n".join(filter(None, (party.address, party.postcode))), typed=True),
        Fact("Mobile", phone(party.mobile)),
        Fact("Landline", phone(party.landline)),
        Fact("Email", party.email),
        Fact("Relationship to the patient", party.relationship, typed=True),
    )


def _spaced(number: str) -> str:
    """An NHS number as it is written.

    >>> _spaced("9991234567")
    '999 123 4567'
    """
    return f"{number[:3]} {number[3:6]} {number[6:]}" if number else ""


def _told(record: ContactRecord) -> tuple[Fact, ...]:
    return (
        Fact("Service involved", record.service, typed=True),
        Fact("Staff involved", record.who_was_involved, typed=True),
        Fact("Details", record.what_happened, typed=True),
        Fact("What they would like to happen", record.desired_outcome, typed=True),
    )


def _done(file: CaseFile, record: ContactRecord | None) -> tuple[Fact, ...]:
    taken, passed = first_contact_of(file.events[0]), passed_on_at(file.events)
    level = grade_of(file.events) or (taken.level if taken else None)
    return (
        Fact("Action", record.action_taken if record else "", typed=True),
        Fact("Read back", _yes(taken.read_back) if taken else ""),
        Fact("Said sorry", _yes(taken.said_sorry) if taken else ""),
        Fact("Offered to ring back", _yes(taken.callback_offered) if taken else ""),
        Fact("Offered to meet", _yes(taken.meeting_offered) if taken else ""),
        Fact("Level", GRADES[level] if level else ""),
        Fact("Passed to the office manager", date_and_time(passed) if passed else "No"),
    )


def _yes(answer: bool | None) -> str:
    return "" if answer is None else "Yes" if answer else "No"


def _reports(file: CaseFile, people: People) -> list[Fact]:
    done = each_of(file.events, *_REPORTS)
    return [_report(event, people) for event in done] or [Fact("Report and action agreed", "")]


def _report(event: Event, people: People) -> Fact:
    words = words_of(event)
    said = str(words.get("text") or words.get("words") or "")
    return Fact(f"{people.actor(event.by)}, {date_and_time(event.at)}", said, typed=True)
