"""Staff stop in the middle of a form of a case: what they typed is kept for them, on any computer."""

from __future__ import annotations

from collections.abc import Mapping

from chalicelib.application.casework import Request, permitted_file
from chalicelib.application.ports import Ports
from chalicelib.domain import workflow
from chalicelib.domain.begun import begin, own_begun
from chalicelib.domain.case import CaseFile
from chalicelib.domain.identity.opening import require_checked_for
from chalicelib.domain.policy import Action, Terms


def keep_begun(
    request: Request, action: Action, typed: Mapping[str, tuple[str, ...]], ports: Ports
) -> None:
    """Keep it in place of what they typed there before. Nothing has happened to the case.

    One read and one write. Raises: NotFound, NotAllowed, CheckNeeded, ActionRefused; Invalid, where it
    is too much; StoreBusy.
    """
    file, terms = _theirs(request, action, ports)
    workflow.require(file, action, terms)
    begun = begin(
        typed,
        by=request.staff.id,
        action=action,
        seen_version=request.seen_version,
        at=ports.clock.now(),
    )
    ports.cases.keep_begun(file.case.number, begun)


def throw_away_begun(request: Request, action: Action, ports: Ports) -> None:
    """Forget what they typed there, also where it cannot be saved any more. Safe to run twice.

    Raises: NotFound, NotAllowed, CheckNeeded, StoreBusy.
    """
    file, _ = _theirs(request, action, ports)
    begun = own_begun(file, request.staff.id, action)
    if begun:
        ports.cases.forget_begun(file.case.number, begun)


def _theirs(request: Request, action: Action, ports: Ports) -> tuple[CaseFile, Terms]:
    staff = request.staff
    file, terms = permitted_file(
        request.reference, staff, action, cases=ports.cases, policies=ports.policies
    )
    require_checked_for(action, file, staff, terms.pack, ports.clock.now())
    return file, terms
