"""Who may sign a response in place of the responsible person, as the events say (C-7; SI 2009/309
regulation 4: the responsible person, or whom they authorised).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of
from chalicelib.domain.identifiers import RoleCode, StaffId
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.signing_off import RESPONSIBLE, SIGNATORIES, roles_under


@dataclass(frozen=True, slots=True)
class Delegation:
    """`to` may sign in their `role` up to and with the London date `until`; `by` authorised them."""

    id: str
    to: StaffId
    role: RoleCode
    until: date
    by: StaffId


def delegations_of(events: Iterable[Event]) -> tuple[Delegation, ...]:
    """Every delegation that nobody took back, in order; whether it still counts is for its day."""
    held = tuple(events)
    ended = {event.facts["delegation"] for event in each_of(held, EventType.SIGNING_TAKEN_BACK)}
    given = each_of(held, EventType.SIGNING_DELEGATED)
    return tuple(_delegation(each) for each in given if each.facts["delegation"] not in ended)


def _delegation(event: Event) -> Delegation:
    return Delegation(
        id=event.facts["delegation"],
        to=StaffId(event.facts["to"]),
        role=RoleCode(event.facts["role"]),
        until=date.fromisoformat(event.facts["until"]),
        by=StaffId(event.by.id),
    )


def delegable_roles(pack: PolicyPack) -> tuple[RoleCode, ...]:
    """The roles that sign only where the responsible person let them. None, where the pack itself names
    no responsible person among those who sign: then the pack has delegated.
    """
    responsible = roles_under(pack, RESPONSIBLE)
    signatories = roles_under(pack, SIGNATORIES)
    if not set(responsible) & set(signatories):
        return ()
    return tuple(role for role in signatories if role not in responsible)


def standing_for(events: Iterable[Event], role: RoleCode, today: date) -> Delegation | None:
    """The delegation under which this role signs today, the last one; None where there is none."""
    found = [each for each in delegations_of(events) if each.role == role and today <= each.until]
    return found[-1] if found else None
