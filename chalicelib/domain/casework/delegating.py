"""The responsible person lets somebody sign in their place, and takes that back (C-7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past
from chalicelib.domain.delegations import delegable_roles, delegations_of
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.need_to_know import refuse_subject
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class SigningDelegation:
    """Who may sign this response, up to and with which London date, and why."""

    to: StaffId
    until: date
    reason: str


def delegate_signing(
    file: CaseFile,
    asked: SigningDelegation,
    person: Staff | None,
    *,
    terms: Terms,
    occasion: Occasion,
) -> Change:
    """Let one named member of staff sign. `person` is who is meant; None where nobody is.

    Source: C-7; SI 2009/309 regulation 4. Raises: Invalid.
    """
    role = _role_of(person, terms)
    refuse_subject(file, asked.to, field="to")
    facts = {
        "delegation": str(len(each_of(file.events, EventType.SIGNING_DELEGATED)) + 1),
        "to": asked.to,
        "role": role,
        "until": not_past(asked.until, occasion, "until"),
    }
    given = Happening(EventType.SIGNING_DELEGATED, facts, {"text": asked.reason})
    return changed(file, [given], terms=terms, occasion=occasion)


def _role_of(person: Staff | None, terms: Terms) -> RoleCode:
    """In which of their roles they would sign. Raises: Invalid."""
    roles = delegable_roles(terms.pack)
    held = [role for role in roles if person and person.holds(role)]
    if not held:
        raise Invalid([Fault("to", "Choose somebody from the list")])
    return held[0]


@dataclass(frozen=True, slots=True)
class DelegationEnd:
    """Which delegation ends, and why."""

    delegation: str
    reason: str


def take_back_signing(
    file: CaseFile, asked: DelegationEnd, *, terms: Terms, occasion: Occasion
) -> Change:
    """End a delegation: from now on that person does not sign. Raises: Invalid."""
    if asked.delegation not in [each.id for each in delegations_of(file.events)]:
        raise Invalid([Fault("delegation", "Choose from the list")])
    facts = {"delegation": asked.delegation}
    ended = Happening(EventType.SIGNING_TAKEN_BACK, facts, {"text": asked.reason})
    return changed(file, [ended], terms=terms, occasion=occasion)
