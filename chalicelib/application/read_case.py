"""Staff open a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chalicelib.application.casework import permitted_file, pinned
from chalicelib.application.known_cases import Brought, without_unknown
from chalicelib.application.ports import Ports, Reading, Together
from chalicelib.domain import permission, workflow
from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.begun import without_old
from chalicelib.domain.case import CaseFile
from chalicelib.domain.claim_sight import members_unseen, seen_by
from chalicelib.domain.clocks import Clock
from chalicelib.domain.errors import CheckNeeded
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.identity.opening import (
    BLIND,
    may_look,
    require_checked,
    require_checked_for,
    without_words,
)
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.stray_mail import StrayMail
from chalicelib.domain.workflow import NextStep


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A case as one person may see it. `refused` says why an action is not theirs now; an action
    that is missing from it is allowed. `is_shut` where nobody is named in it and nothing that anybody
    wrote is there, because they have not confirmed yet who they are speaking with. `theirs` are other
    cases of the same people, where somebody asked for them; `theirs_shut` those that the reader must
    ask for, or say first why they open them; `strays` is their mail that is in no case;
    `arranged` is what staff arranged for when they are away, where a form shows it;
    `members_unseen` counts the members behind its claim of whom the reader sees nothing.
    `beside` is what was brought with the case and not weighed: nothing of it may be shown as it is.
    """

    file: CaseFile
    terms: Terms
    clocks: tuple[Clock, ...]
    next_step: NextStep
    refused: Mapping[Action, str]
    staff: tuple[Staff, ...]
    is_shut: bool = False
    theirs: tuple[CaseFile, ...] = ()
    theirs_shut: tuple[Reference, ...] = ()
    strays: tuple[StrayMail, ...] = ()
    beside: Together | None = None
    arranged: Mapping[StaffId, Arrangements] = field(default_factory=dict)
    members_unseen: int = 0

    def may(self, action: Action) -> bool:
        """Whether the reader may do it now."""
        return action not in self.refused

    def possible_handlers(self) -> tuple[Staff, ...]:
        """Everybody who can be given the case, by name. Nobody handles what is about themselves."""
        roles, about = self.terms.pack.handler_roles(), subjects_of(self.file.events)
        able = (person for person in self.staff if person.holds_any(roles))
        return tuple(person for person in able if person.id not in about)


Bring = Callable[[CaseFile, Reading], Together]
"""What a form shows besides the case, read in one call."""


def read_case(reference: Reference, reader: Staff, reading: Reading) -> OpenFile:
    """The case, its clocks with their working, and what the reader may do to it now.

    One call to the store, two where it names other cases. Raises: NotFound, NotAllowed, CheckNeeded,
    ReasonNeeded for a sensitive one.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    now = reading.clock.now()
    require_checked(file, reader, terms.pack, now)
    require_reason(file, reader.id, terms.pack, now)
    return _opened(file, terms, reader, reading, now)


def read_to_act(
    action: Action,
    reference: Reference,
    reader: Staff,
    reading: Reading,
    bring: Bring | None = None,
) -> OpenFile:
    """The case around the form of an action: shut, for what may be done before anybody is confirmed.
    `bring` reads in one call what the form shows besides, with every case that this one names.

    Raises: NotFound, NotAllowed, CheckNeeded, ReasonNeeded.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    now = reading.clock.now()
    require_checked_for(action, file, reader, terms.pack, now)
    if may_look(file, reader, terms.pack, now):
        require_reason(file, reader.id, terms.pack, now)
    return _opened(file, terms, reader, reading, now, bring(file, reading) if bring else None)


def look_again(
    reference: Reference, reader: Staff, reading: Reading, bring: Bring | None = None
) -> OpenFile:
    """The case around a form that was refused: it was open when it was sent, so nobody is asked for a
    reason now, and nothing typed is lost. Raises: NotFound, NotAllowed.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    beside = bring(file, reading) if bring else None
    return _opened(file, terms, reader, reading, reading.clock.now(), beside)


def as_it_stands(file: CaseFile, reader: Staff, ports: Ports) -> OpenFile:
    """A case that the reader has just changed, without the other cases that it names: nothing is read,
    not even who may know of those. It is what a program is answered, and that names no other case.
    """
    terms = pinned(file.case, ports.policies)
    return _opened(file, terms, reader, ports, ports.clock.now(), Together())


def _opened(
    file: CaseFile,
    terms: Terms,
    reader: Staff,
    world: Reading | Ports,
    now: datetime,
    beside: Together | None = None,
) -> OpenFile:
    whole, others = without_old(file, now), Brought(beside.files) if beside else world.cases
    file = seen_by(without_unknown(whole, reader, terms.pack, others), reader, terms.pack)
    is_shut = not may_look(file, reader, terms.pack, now)
    if is_shut:
        file = without_words(file)
    return OpenFile(
        is_shut=is_shut,
        file=file,
        terms=terms,
        clocks=file.clocks(terms),
        next_step=workflow.next_step(whole),
        members_unseen=members_unseen(whole, reader, terms.pack),
        refused=_refused(whole, terms, reader, is_shut=is_shut),
        staff=world.directory.staff(reader.organisation),
        beside=beside,
    )


def _refused(file: CaseFile, terms: Terms, reader: Staff, *, is_shut: bool) -> Mapping[Action, str]:
    reasons = {a: permission.why_not(file, a, reader, terms) for a in workflow.CASE_ACTIONS}
    waiting = set(workflow.CASE_ACTIONS) - BLIND if is_shut else set()
    first = dict.fromkeys(waiting, str(CheckNeeded(file.case.reference)))
    return {action: reason for action, reason in (reasons | first).items() if reason}
