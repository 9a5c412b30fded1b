"""The stream puts a copy of somebody's details together, and staff open it."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.archives import Copied, Kept, Page
from chalicelib.application.casework import act_for_system, permitted_file, pinned
from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.copying import copy_made
from chalicelib.domain.casework.copying import open_copy as opened_copy
from chalicelib.domain.consent import hold_for
from chalicelib.domain.copies import Contents, Copy, contents_of, copies_of
from chalicelib.domain.documents.kinds import EXTENSIONS
from chalicelib.domain.documents.reading import Document
from chalicelib.domain.events import Actor, ActorKind, system
from chalicelib.domain.identifiers import DocumentId
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import CaseNumber, Reference
from chalicelib.domain.staff import Staff

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
    today = london_date(ports.clock.now())
    held = hold_for(COMPLAINANT, file.events, terms, today) is not None
    contents = contents_of(file, copy, only_their_own=held)
    ports.archives.make(copy.id, _parts(file, contents, terms, ports))
    occasion = ports.occasion(COPYING)

    def made(file: CaseFile, terms: Terms) -> Change | None:
        if copy not in copies_of(file.events, file.case.number):
            return None
        return copy_made(file, copy, contents, terms=terms, occasion=occasion)

    act_for_system(file.case.number, made, ports)


def _parts(file: CaseFile, contents: Contents, terms: Terms, ports: Ports) -> Iterator[Page | Kept]:
    organisation = ports.policies.organisation(file.case.organisation)
    names = {each.id: name_in_archive(each, n) for n, each in enumerate(contents.files, start=1)}
    copied = Copied(
        file=file,
        contents=contents,
        terms=terms,
        organisation=organisation,
        staff=ports.directory.staff(organisation.id),
        names=names,
        at=ports.clock.now(),
    )
    yield Page(INDEX, ports.words.copy(copied))
    yield from (Kept(names[each.id], each.id) for each in contents.files)


def name_in_archive(document: Document, number: int) -> str:
    """What a file is called in the archive: its place in the list, and nothing of anybody."""
    extension = EXTENSIONS[document.media_type] if document.media_type else "bin"
    return f"files/{number:03}.{extension}"


def open_copy(reference: Reference, copy: str, reader: Staff, ports: Ports) -> str:
    """The address that opens it for a minute, after that was recorded.

    Raises: NotFound, NotAllowed; RuleBroken while it is not there yet.
    """
    file, _ = permitted_file(
        reference, reader, Action.ORDER_COPY, cases=ports.cases, policies=ports.policies
    )
    occasion = ports.occasion(Actor(ActorKind.STAFF, reader.id))
    act_for_system(
        file.case.number,
        lambda file, terms: opened_copy(file, copy, terms=terms, occasion=occasion),
        ports,
    )
    return ports.archives.link(DocumentId(copy))
