"""Who did something, and who something is for, by the names that staff know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.domain.case import CaseFile
from chalicelib.domain.contributions import contribution_called
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.identifiers import PartyId, RoleCode, StaffId
from chalicelib.domain.ladders import ladder_for
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.recipients import Recipient, RecipientKind
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Row

NOBODY = "Nobody yet"
REMOVED = "Name removed"
"""What stands for a person whose details were erased."""
SENSITIVE = "Sensitive: open it with a reason"
"""What a list says of a sensitive case, in place of whose it is and what it is about (S4-9)."""


def person_in(row: Row) -> str:
    """Whose case it is, as a list shows it."""
    return SENSITIVE if row.sensitive else row.person or REMOVED


@dataclass(frozen=True, slots=True)
class People:
    """Names for the ids of one organisation. Somebody who left is shown by their sign-in name."""

    staff: Mapping[StaffId, str]
    pack: PolicyPack

    def handler(self, staff: StaffId | None) -> str:
        """Who has a case."""
        return NOBODY if staff is None else self.staff.get(staff, staff)

    def actor(self, by: Actor) -> str:
        """Who made an event happen."""
        if by.kind is ActorKind.STAFF:
            return self.handler(StaffId(by.id))
        if by.kind is ActorKind.PUBLIC:
            return "A contributor, by their link" if by.id else "The online form"
        return "Candour"

    def who_may_enter(self) -> str:
        """Whom to ask about a restricted case: the roles that can open any, in words."""
        return ", ".join(self.pack.who_can(Action.ENTER_RESTRICTED)) or NOBODY

    def recipient(self, to: Recipient, file: CaseFile) -> str:
        """Who a message is for."""
        if to.kind is RecipientKind.STAFF:
            return self.handler(StaffId(to.id))
        if to.kind is RecipientKind.ROLE:
            return f"everybody with the role {self._title(RoleCode(to.id))}"
        if to.kind is RecipientKind.CONTRIBUTOR:
            return _contributor(to, file)
        if to.roles:
            return f"everybody on call: {' and '.join(map(self._title, to.roles))}"
        if to.rungs:
            return self._rungs(to)
        party = file.party(PartyId(to.id))
        return party.full_name if party else REMOVED.lower()

    def _title(self, role: RoleCode) -> str:
        known = self.pack.roles.get(role)
        return known.title.lower() if known else role

    def _rungs(self, to: Recipient) -> str:
        ladder = ladder_for(to, self.pack)
        roles = (r for rung in ladder if rung.number in to.rungs for r in rung.roles)
        return " and ".join(self._title(role) for role in roles)


def _contributor(to: Recipient, file: CaseFile) -> str:
    """The organisation or the person who was asked."""
    asked = contribution_called(to.id, file.events)
    return asked.name if asked and asked.name else REMOVED.lower()


def people_of(staff: Iterable[Staff], pack: PolicyPack) -> People:
    """The names of a directory and the titles of a pack."""
    return People({person.id: person.name for person in staff}, pack)
