"""Who a message is for: a person of the case, one of the staff, roles, rungs of a ladder, or somebody
without an account who was asked for their part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.domain.identifiers import PartyId, RoleCode, StaffId


class RecipientKind(StrEnum):
    """What a recipient's id names."""

    PARTY = "party"
    STAFF = "staff"
    ROLE = "role"
    ROLES = "roles"
    RUNGS = "rungs"
    APPEAL = "appeal"
    CONTRIBUTOR = "contributor"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who a message is for. Turned into addresses only at the moment of sending."""

    kind: RecipientKind
    id: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def rungs(self) -> tuple[int, ...]:
        """The rungs that the id names, of a recipient that is some of a ladder's."""
        of_a_ladder = self.kind in (RecipientKind.RUNGS, RecipientKind.APPEAL)
        return tuple(map(int, self.id.split(","))) if of_a_ladder else ()

    @property
    def roles(self) -> tuple[RoleCode, ...]:
        """The roles that the id names, of a recipient that is several at once."""
        several = self.kind is RecipientKind.ROLES
        return tuple(map(RoleCode, self.id.split(","))) if several else ()


def to_party(party: PartyId) -> Recipient:
    """Somebody of the case."""
    return Recipient(RecipientKind.PARTY, party)


def to_contributor(contribution: str) -> Recipient:
    """Whoever was asked for this part, at the address that they were asked at last."""
    return Recipient(RecipientKind.CONTRIBUTOR, contribution)


def to_roles(roles: Iterable[RoleCode]) -> Recipient:
    """Whoever holds each of these roles, as `member_contact,claims_handler`: all hear at once."""
    return Recipient(RecipientKind.ROLES, ",".join(roles))


def to_rungs(rungs: Iterable[int]) -> Recipient:
    """Whoever holds these rungs of the pack's ladder of reminders, as `2,3`."""
    return Recipient(RecipientKind.RUNGS, ",".join(map(str, rungs)))


def to_rung_of_appeal(rung: int) -> Recipient:
    """Whoever holds this rung of the pack's ladder of appeals."""
    return Recipient(RecipientKind.APPEAL, str(rung))


def to_handler_or(role: RoleCode, handler: StaffId | None) -> Recipient:
    """The case's handler; the role's holders where there is none."""
    if handler is None:
        return Recipient(RecipientKind.ROLE, role)
    return Recipient(RecipientKind.STAFF, handler)


def to_owner(told: Mapping[str, Any], handler: StaffId | None) -> Recipient:
    """Who answers for a clock, from the facts of what it told: all who are on call, the person that the
    promise names, the handler, or else the role. Source: domain 4.7; S1-36 for those on call.
    """
    if on_call := told.get("on_call"):
        return to_roles(map(RoleCode, on_call))
    person = told.get("person")
    return to_handler_or(RoleCode(told["owner"]), StaffId(person) if person else handler)
