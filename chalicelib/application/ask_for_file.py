"""Somebody wants to add a file: the form that they can send it with, or why they cannot."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.answer_contribution import Contributing
from chalicelib.application.casework import permitted_file
from chalicelib.application.filing import Known, UploadForm, UploadReader
from chalicelib.application.follow_case import Followed
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.case import CaseFile
from chalicelib.domain.contributions import contributor
from chalicelib.domain.documents import deeds
from chalicelib.domain.documents.judgement import ImagePolicy, Limits, limits_of
from chalicelib.domain.documents.kinds import IDENTIFIERS, Purpose
from chalicelib.domain.documents.reading import documents_that_came
from chalicelib.domain.documents.titles import clean_title, fault_of_title
from chalicelib.domain.documents.uploads import Owner, Upload
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.events import PUBLIC, Actor, ActorKind
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Organisation, Staff


@dataclass(frozen=True, slots=True)
class Wanted:
    """The file that somebody wants to add: what it is, as they say, and what it is for."""

    title: str
    purpose: str = Purpose.DOCUMENT


@dataclass(frozen=True, slots=True)
class Asked:
    """What was written down, and the form to send the bytes with: one that comes back to a page by
    itself, and one for a script or a program, which answers in its place.
    """

    upload: Upload
    form: UploadForm
    by_script: UploadForm


def ask_for_draft(
    wanted: Wanted, draft: str, organisation: Organisation, ports: Ports, *, back: str
) -> Asked:
    """A form for a file of a complaint that is still being written. Raises: Invalid, RuleBroken."""
    if room_in_draft(draft, organisation, ports)[1] <= 0:
        raise RuleBroken(NO_ROOM)
    return _asked(wanted, Owner(draft=draft), organisation, PUBLIC, ports, back=back)


def room_in_draft(draft: str, organisation: Organisation, ports: Ports | Reading) -> tuple[Limits, int]:
    """The limits, and how many files can still be added. One that was asked for takes its place for as
    long as its form is good, so that nobody asks for a thousand forms before they send.
    """
    limits, now = limits_of(ports.policies.current(organisation).pack), ports.clock.now()
    uploads = _uploads(ports).of_draft(draft)
    return limits, limits.most_in_form - sum(upload.takes_room(now) for upload in uploads)


def _uploads(ports: Ports | Reading) -> UploadReader:
    return ports.uploads if isinstance(ports, Reading) else ports.filing.uploads


def ask_for_case(
    wanted: Wanted, reference: Reference, staff: Staff, ports: Ports, *, back: str
) -> Asked:
    """A form for a file of a case. Raises: NotFound, NotAllowed, Invalid, RuleBroken."""
    file, terms = permitted_file(
        reference, staff, Action.ADD_DOCUMENT, cases=ports.cases, policies=ports.policies
    )
    deeds.require_room(file, terms)
    organisation = ports.policies.organisation(file.case.organisation)
    by = Actor(ActorKind.STAFF, staff.id)
    return _asked(wanted, Owner(number=file.case.number), organisation, by, ports, back=back)


def ask_for_person(wanted: Wanted, followed: Followed, ports: Ports, *, back: str) -> Asked:
    """A form for a file of the case that somebody follows. Raises: Invalid, RuleBroken."""
    if room_of(followed.file, followed.terms)[1] <= 0:
        raise RuleBroken(NO_ROOM)
    owner = Owner(number=followed.file.case.number)
    return _asked(wanted, owner, followed.organisation, PUBLIC, ports, back=back)


def ask_for_contributor(
    wanted: Wanted, contributing: Contributing, ports: Ports, *, back: str
) -> Asked:
    """A form for a file of whoever answers our questions by a link: it goes the way of every other file
    (S2-25, S0-16). Raises: Invalid, RuleBroken.
    """
    if room_of(contributing.file, contributing.terms)[1] <= 0:
        raise RuleBroken(NO_ROOM)
    owner, by = Owner(number=contributing.file.case.number), contributor(contributing.asked)
    return _asked(wanted, owner, contributing.organisation, by, ports, back=back)


def room_of(file: CaseFile, terms: Terms) -> tuple[Limits, int]:
    """The limits for a case, and how many files it can still have."""
    limits = limits_of(terms.pack)
    return limits, limits.most_in_case - len(documents_that_came(file.events))


def room_in_case(reference: Reference, staff: Staff, reading: Reading | Ports) -> tuple[Limits, int]:
    """The same, for staff who may add to it. Raises: NotFound, NotAllowed."""
    file, terms = permitted_file(
        reference, staff, Action.ADD_DOCUMENT, cases=reading.cases, policies=reading.policies
    )
    return room_of(file, terms)


def _asked(
    wanted: Wanted, owner: Owner, organisation: Organisation, by: Actor, ports: Ports, *, back: str
) -> Asked:
    limits = limits_of(ports.policies.current(organisation).pack)
    title = clean_title(wanted.title)
    faults = [*_title_faults(title, ports), *_purpose_faults(wanted.purpose, limits)]
    if faults:
        raise Invalid(faults)
    upload = Upload(
        id=ports.chance.document_id(),
        owner=owner,
        organisation=organisation.id,
        title=title,
        purpose=Purpose(wanted.purpose),
        by=by,
        asked_at=ports.clock.now(),
    )
    ports.filing.uploads.expect(upload)
    form, by_script = (
        ports.filing.store.form(upload.id, ceiling=limits.ceiling, back=each) for each in (back, "")
    )
    return Asked(upload, form, by_script)


def _title_faults(title: str, ports: Ports) -> list[Fault]:
    """Source: S0-15; and S0-16 for what identifies somebody, because titles stand in lists."""
    fault = fault_of_title(title)
    if fault:
        return [Fault("title", fault)]
    found = ports.filing.reader.look(b"", title=title, known=Known()).found
    identifying = any(place.finding in IDENTIFIERS for place in found)
    return [Fault("title", TELLS_TOO_MUCH)] if identifying else []


def _purpose_faults(purpose: str, limits: Limits) -> list[Fault]:
    if purpose not in set(Purpose):
        return [Fault("purpose", NO_PURPOSE)]
    if purpose != Purpose.DOCUMENT and limits.images is ImagePolicy.DENY:
        return [Fault("purpose", NO_PICTURES)]
    return []


TELLS_TOO_MUCH = "Leave out NHS numbers, dates of birth and postcodes. Say only what the file is"
NO_PURPOSE = "Say what kind of file it is"
NO_ROOM = "You have added as many files as we can take here"
NO_PICTURES = "We do not take photographs here. Send a PDF, or post us a copy"
