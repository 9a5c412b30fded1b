"""Who a message is for: a person of the case, one of the staff, a role, rungs of a ladder, or somebody
without an account who was asked for their part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.identifiers import PartyId, RoleCode, StaffId


class RecipientKind(StrEnum):
    """What a recipient's id names."""

    PARTY = "party"
    STAFF = "staff"
    ROLE = "role"
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


def to_party(party: PartyId) -> Recipient:
    """Somebody of the case."""
    return Recipient(RecipientKind.PARTY, party)


def to_contributor(contribution: str) -> Recipient:
    """Whoever was asked for this part, at the address that they were asked at last."""
    return Recipient(RecipientKind.CONTRIBUTOR, contribution)


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
