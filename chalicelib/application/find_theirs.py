"""Which other cases are the same person's? Looked for before a copy of their details is ordered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chalicelib.application.casework import pinned
from chalicelib.application.find_stray_mail import find_stray_mail
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import OpenFile
from chalicelib.application.search_ports import Search
from chalicelib.domain import permission
from chalicelib.domain.case import CaseFile
from chalicelib.domain.copy_orders import Whose, stands_as
from chalicelib.domain.errors import NotAllowed, NotFound, ReasonNeeded
from chalicelib.domain.likeness import telling_clues
from chalicelib.domain.need_to_know import Knowledge, circle_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff

Found = tuple[tuple[CaseFile, ...], tuple[Reference, ...]]
"""Cases that the reader may read, and the references of those that they must ask for or open first."""


def with_theirs(opened: OpenFile, reader: Staff, reading: Reading) -> OpenFile:
    """The case with the other cases of its people beside it, as far as the reader may know them, and
    with their mail that is in no case.

    A few calls for the search and one for each case found: at most 25 for each thing held.
    Raises: StoreBusy.
    """
    theirs, shut = find_theirs(opened.file, reader, opened.terms, reading)
    strays = find_stray_mail(opened.file, reading.inbox)
    return replace(opened, theirs=theirs, theirs_shut=shut, strays=strays)


def find_theirs(file: CaseFile, reader: Staff, terms: Terms, world: Reading | Ports) -> Found:
    """Other cases in which somebody of this one stands, the latest first. What is about the reader is
    in neither; what is kept to few, or needs a reason to be read, is named and not read (S2-14, S4-10).
    """
    theirs: list[CaseFile] = []
    shut: list[Reference] = []
    for other in _of_the_same_people(file, world):
        if circle_of(other).knowledge(reader, terms.pack) is Knowledge.NOTHING:
            continue
        if _may_read(other, reader, world):
            theirs.append(other)
        else:
            shut.append(other.case.reference)
    return tuple(theirs), tuple(shut)


def _may_read(other: CaseFile, reader: Staff, world: Reading | Ports) -> bool:
    terms = pinned(other.case, world.policies)
    try:
        permission.require(other, Action.READ_CASE, reader, terms)
        require_reason(other, reader.id, terms.pack, world.clock.now())
    except (NotAllowed, ReasonNeeded):
        return False
    return True


def _of_the_same_people(file: CaseFile, world: Reading | Ports) -> Iterator[CaseFile]:
    for number in _numbers(file, world.search):
        try:
            other = world.cases.load(number)
        except NotFound:
            continue
        if any(stands_as(other, file, whose) for whose in Whose):
            yield other


def _numbers(file: CaseFile, search: Search) -> tuple[CaseNumber, ...]:
    rows = {
        row.reference.number: row.received_at
        for party in file.parties
        for clues in telling_clues(party)
        for row in search.find(file.case.organisation, clues).rows
    }
    rows.pop(file.case.number, None)
    return tuple(sorted(rows, key=lambda number: rows[number], reverse=True))
