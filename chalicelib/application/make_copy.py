"""The stream puts a copy of somebody's details together, and staff open it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from chalicelib.application.archives import Copied, Kept, Page
from chalicelib.application.casework import act_for_system, permitted_file, pinned
from chalicelib.application.ports import Ports
from chalicelib.domain import permission
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.copying import (
    copy_made,
    copy_to_open,
    drawn_from,
    note_drawn,
    refuse_if_shut_since,
)
from chalicelib.domain.casework.copying import open_copy as opened_copy
from chalicelib.domain.copies import MOST_BYTES, Contents
from chalicelib.domain.copy_orders import Copy, copies_of
from chalicelib.domain.documents.kinds import EXTENSIONS
from chalicelib.domain.documents.reading import Document
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import Actor, ActorKind, system
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.stray_mail import CopiedMail, copied

COPYING = system("copies")
INDEX = "index.html"


def make_copies(number: CaseNumber, ports: Ports) -> None:
    """Put together every copy that was ordered and is not there yet.

    Safe to run twice: the same order makes the same file under one name, and is recorded once.
    Source: UK GDPR Article 15(3). Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    for copy in copies_of(file.events, number):
        if copy.made_at is None:
            _make(file, copy, ports)


def _make(file: CaseFile, copy: Copy, ports: Ports) -> None:
    terms = pinned(file.case, ports.policies)
    others = [each for number in copy.cases if (each := _drawn(number, file, copy, ports))]
    contents = tuple(_contents([file, *others], file, copy, ports))
    if not contents:  # whoever asked was erased meanwhile
        return
    mails = tuple(_mails(copy, contents, ports))
    ports.archives.make(copy.id, _parts(contents, mails, terms, ports))
    occasion = ports.occasion(COPYING)

    def made(file: CaseFile, terms: Terms) -> Change | None:
        if copy not in copies_of(file.events, file.case.number):
            return None
        return copy_made(file, copy, contents, mails=len(mails), terms=terms, occasion=occasion)

    act_for_system(file.case.number, made, ports)


def _drawn(number: CaseNumber, home: CaseFile, copy: Copy, ports: Ports) -> CaseFile | None:
    """Another case as it is after it was noted there that the copy holds something of it: erased from
    then on, it takes the copy with it. None where there is no such case any more.
    """
    occasion = ports.occasion(COPYING)
    try:
        act_for_system(
            number,
            lambda file, terms: note_drawn(file, home, copy, terms=terms, occasion=occasion),
            ports,
        )
        return ports.cases.load(number)
    except NotFound:
        return None


def _contents(
    files: Iterable[CaseFile], home: CaseFile, copy: Copy, ports: Ports
) -> Iterator[Contents]:
    today, room = london_date(ports.clock.now()), MOST_BYTES
    for file in files:
        terms = pinned(file.case, ports.policies)
        drawn = drawn_from(file, home, copy, terms=terms, today=today, room=room)
        if drawn is not None:
            room -= sum(each.size for each in drawn.files)
            yield drawn


def _mails(copy: Copy, contents: tuple[Contents, ...], ports: Ports) -> Iterator[CopiedMail]:
    """What is in a case by now is in the copy of that case, if in any; what went is gone."""
    for mail in copy.mails:
        found = ports.letterbox.inbox.load(mail)
        theirs = copied(found, copy, contents) if found else None
        if theirs:
            yield theirs


def _parts(
    contents: tuple[Contents, ...], mails: tuple[CopiedMail, ...], terms: Terms, ports: Ports
) -> Iterator[Page | Kept]:
    organisation = ports.policies.organisation(contents[0].file.case.organisation)
    files = [each for one in contents for each in one.files]
    names = {each.id: name_in_archive(each, n) for n, each in enumerate(files, start=1)}
    copied = Copied(
        contents=contents,
        terms=terms,
        organisation=organisation,
        staff=ports.directory.staff(organisation.id),
        names=names,
        at=ports.clock.now(),
        mails=mails,
    )
    yield Page(INDEX, ports.words.copy(copied))
    yield from (Kept(names[each.id], each.id) for each in files)


def name_in_archive(document: Document, number: int) -> str:
    """What a file is called in the archive: its place in the list, and nothing of anybody."""
    extension = EXTENSIONS[document.media_type] if document.media_type else "bin"
    return f"files/{number:03}.{extension}"


def open_copy(reference: Reference, copy: str, reader: Staff, ports: Ports) -> str:
    """The address that opens it for a minute, after that was recorded; consent is read again.

    Raises: NotFound, NotAllowed, also where the reader may not know of a case in it; ReasonNeeded for a
    sensitive one; RuleBroken while it is not there yet; ConsentMissing, where a patient does not agree
    any more to what is in it (S2-14, S4-9; domain.md 4.6b).
    """
    file, terms = permitted_file(
        reference, reader, Action.ORDER_COPY, cases=ports.cases, policies=ports.policies
    )
    ordered = copy_to_open(file, copy)
    require_reason(file, reader.id, terms.pack, ports.clock.now())
    _require_others(ordered, reader, ports)
    _refuse_if_shut_since(ordered, ports)
    occasion = ports.occasion(Actor(ActorKind.STAFF, reader.id))
    act_for_system(
        file.case.number,
        lambda file, terms: opened_copy(file, copy, terms=terms, occasion=occasion),
        ports,
    )
    return ports.archives.link(DocumentId(copy))


def _require_others(copy: Copy, reader: Staff, ports: Ports) -> None:
    for number in copy.cases:
        other = ports.cases.load(number)
        terms = pinned(other.case, ports.policies)
        permission.require(other, Action.READ_CASE, reader, terms)
        require_reason(other, reader.id, terms.pack, ports.clock.now())


def _refuse_if_shut_since(copy: Copy, ports: Ports) -> None:
    today = london_date(ports.clock.now())
    for number in copy.trusting:
        file = ports.cases.load(number)
        refuse_if_shut_since(file, terms=pinned(file.case, ports.policies), today=today)
