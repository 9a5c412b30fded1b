"""Which other cases are the same person's, and which mail? The stream looks for them once somebody asks
for their details, and keeps it beside the case; who may read which is asked when they are shown, and
when the copy is ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from chalicelib.application.casework import Request, permitted_file, pinned
from chalicelib.application.find_stray_mail import find_stray_mail
from chalicelib.application.ports import Ports, Reading, Together
from chalicelib.application.read_case import OpenFile
from chalicelib.application.search_ports import Search
from chalicelib.domain import permission
from chalicelib.domain.case import CaseFile
from chalicelib.domain.copy_orders import Whose, stands_as
from chalicelib.domain.errors import NotAllowed, NotFound, ReasonNeeded
from chalicelib.domain.likeness import telling_clues
from chalicelib.domain.links import named_in
from chalicelib.domain.need_to_know import Knowledge, circle_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.stray_mail import StrayMail, stray_in
from chalicelib.domain.theirs import Theirs

Found = tuple[tuple[CaseFile, ...], tuple[Reference, ...]]
"""Cases that the reader may read, and the references of those that they must ask for or open first."""


def look_for_theirs(number: CaseNumber, ports: Ports) -> None:
    """Look through what is held, and keep what was found. Safe to run twice.

    A few calls for the search and one for each case found: at most 25 for each thing held.
    Raises: NotFound, StoreBusy.
    """
    file, now = ports.cases.load(number), ports.clock.now()
    cases = tuple(other.case.number for other in _of_the_same_people(file, ports))
    mails = tuple(each.id for each in find_stray_mail(file, ports.letterbox.inbox))
    ports.cases.keep_theirs(number, Theirs(now, looked_at=now, cases=cases, mails=mails))


def ask_for_theirs(request: Request, action: Action, ports: Ports) -> None:
    """Have it looked for again: something may have come since. Safe to run twice.

    Raises: NotFound, NotAllowed, StoreBusy.
    """
    file, _ = permitted_file(
        request.reference, request.staff, action, cases=ports.cases, policies=ports.policies
    )
    look_again_at(file, ports)


def look_again_at(file: CaseFile, ports: Ports) -> None:
    """Ask the stream to look; what was found before stays until then."""
    now, known = ports.clock.now(), file.theirs
    asked = replace(known, asked_at=now, looked_at=None) if known else Theirs(now)
    ports.cases.keep_theirs(file.case.number, asked)


def bring_theirs(file: CaseFile, reading: Reading) -> Together:
    """Everything that the form of a copy shows besides the case, and every case that this one names:
    one call, and none where there is nothing.
    """
    theirs = file.theirs
    named = {number for event in file.history for number in named_in(event)}
    numbers = dict.fromkeys((*(theirs.cases if theirs else ()), *sorted(named)))
    mails = theirs.mails if theirs else ()
    return reading.cases.together(tuple(numbers), mails) if numbers or mails else Together()


def with_theirs(opened: OpenFile, reader: Staff, reading: Reading) -> OpenFile:
    """The case with the other cases of its people beside it, as far as the reader may know them, and
    with their mail that is in no case: of what `bring_theirs` brought. No call.
    """
    beside = opened.beside or Together()
    listed = set(opened.file.theirs.cases) if opened.file.theirs else set()
    others = [file for file in beside.files if file.case.number in listed]
    theirs, shut = as_they_may_know(others, opened.file, reader, opened.terms, reading)
    return replace(opened, theirs=theirs, theirs_shut=shut, strays=strays_of(opened.file, beside))


def strays_of(file: CaseFile, beside: Together) -> tuple[StrayMail, ...]:
    """The mails among them that are in no case still, and say they came from somebody of this one."""
    found = (stray_in(mail, file) for mail in beside.mails)
    return tuple(each for each in found if each)


def as_they_may_know(
    others: Iterable[CaseFile], file: CaseFile, reader: Staff, terms: Terms, world: Reading | Ports
) -> Found:
    """Those of these cases in which somebody of this one stands. What is about the reader is in neither
    list; what is kept to few, or needs a reason to be read, is named and not read (S2-14, S4-10).
    """
    theirs: list[CaseFile] = []
    shut: list[Reference] = []
    for other in others:
        if not _is_theirs(other, file):
            continue
        if circle_of(other).knowledge(reader, terms.pack) is Knowledge.NOTHING:
            continue
        if _may_read(other, reader, world):
            theirs.append(other)
        else:
            shut.append(other.case.reference)
    return tuple(theirs), tuple(shut)


def _is_theirs(other: CaseFile, file: CaseFile) -> bool:
    here, there = file.case, other.case
    if there.number == here.number or there.organisation != here.organisation:
        return False
    return any(stands_as(other, file, whose) for whose in Whose)


def _may_read(other: CaseFile, reader: Staff, world: Reading | Ports) -> bool:
    terms = pinned(other.case, world.policies)
    try:
        permission.require(other, Action.READ_CASE, reader, terms)
        require_reason(other, reader.id, terms.pack, world.clock.now())
    except (NotAllowed, ReasonNeeded):
        return False
    return True


def _of_the_same_people(file: CaseFile, ports: Ports) -> Iterator[CaseFile]:
    for number in _numbers(file, ports.search):
        try:
            other = ports.cases.load(number)
        except NotFound:
            continue
        if _is_theirs(other, file):
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
