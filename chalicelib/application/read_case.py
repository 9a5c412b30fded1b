"""Staff open a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.casework import permitted_file, pinned
from chalicelib.application.ports import Directory, Ports, Reading
from chalicelib.domain import permission, workflow
from chalicelib.domain.case import CaseFile
from chalicelib.domain.clocks import Clock
from chalicelib.domain.investigations import subjects_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import require_reason
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.workflow import NextStep


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A case as one person may see it. `refused` says why an action is not theirs now; an action
    that is missing from it is allowed.
    """

    file: CaseFile
    terms: Terms
    clocks: tuple[Clock, ...]
    next_step: NextStep
    refused: Mapping[Action, str]
    staff: tuple[Staff, ...]

    def may(self, action: Action) -> bool:
        """Whether the reader may do it now."""
        return action not in self.refused

    def possible_handlers(self) -> tuple[Staff, ...]:
        """Everybody who can be given the case, by name. Nobody handles what is about themselves."""
        roles, about = self.terms.pack.handler_roles(), subjects_of(self.file.events)
        able = (person for person in self.staff if person.holds_any(roles))
        return tuple(person for person in able if person.id not in about)


def read_case(reference: Reference, reader: Staff, reading: Reading) -> OpenFile:
    """The case, its clocks with their working, and what the reader may do to it now.

    One call to the store. Raises: NotFound, NotAllowed, ReasonNeeded for a sensitive one.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    require_reason(file, reader.id, terms.pack, reading.clock.now())
    return _opened(file, terms, reader, reading.directory)


def look_again(reference: Reference, reader: Staff, reading: Reading) -> OpenFile:
    """The case around a form that was refused: it was open when it was sent, so nobody is asked for a
    reason now, and nothing typed is lost. Raises: NotFound, NotAllowed.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    return _opened(file, terms, reader, reading.directory)


def as_it_stands(file: CaseFile, reader: Staff, ports: Ports) -> OpenFile:
    """A case that the reader has just changed, as `read_case` would show it; nothing is read again."""
    terms = pinned(file.case, ports.policies)
    return _opened(file, terms, reader, ports.directory)


def _opened(file: CaseFile, terms: Terms, reader: Staff, directory: Directory) -> OpenFile:
    return OpenFile(
        file=file,
        terms=terms,
        clocks=file.clocks(terms),
        next_step=workflow.next_step(file),
        refused=_refused(file, terms, reader),
        staff=directory.staff(reader.organisation),
    )


def _refused(file: CaseFile, terms: Terms, reader: Staff) -> Mapping[Action, str]:
    reasons = {a: permission.why_not(file, a, reader, terms) for a in workflow.CASE_ACTIONS}
    return {action: reason for action, reason in reasons.items() if reason}
