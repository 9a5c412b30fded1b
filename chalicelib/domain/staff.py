"""The people who work on cases, as the organisation's directory knows them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId, TeamCode
from chalicelib.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class Staff:
    """One member of staff. `initials` go into the references of the cases they handle (S0-3)."""

    id: StaffId
    name: str
    initials: str
    email: str
    organisation: OrganisationId
    team: TeamCode
    roles: frozenset[RoleCode]

    @property
    def trace(self) -> str:
        """What names them in a log: found again by whoever has the directory, and nobody's name."""
        return hashlib.sha256(f"{self.organisation}/{self.id}".encode()).hexdigest()[:16]

    def holds(self, role: RoleCode) -> bool:
        """Whether this is one of their roles."""
        return role in self.roles

    def holds_any(self, roles: Iterable[RoleCode]) -> bool:
        """Whether at least one of the roles is theirs."""
        return not self.roles.isdisjoint(roles)


class Accent(StrEnum):
    """The colours that an organisation's pages can have: each is dark enough for white text (7:1)."""

    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"
    RED = "red"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who runs the cases. `intake_initials` stand in a reference until somebody handles the case.

    `phone` is where people can call instead. `policy_version` is the live one, `calendar_version` the
    newest that a person published; `accent` colours its pages and mails. Only one that
    `treats_patients` can be rung by somebody who is ill (S2-65).
    """

    id: OrganisationId
    name: str
    policy: str
    policy_version: str
    calendar_nation: str
    intake_team: TeamCode
    intake_initials: str
    phone: str
    email: str
    address: str
    complaints_manager: str
    calendar_version: str = ""
    accent: Accent = Accent.GREEN
    treats_patients: bool = False

    def reply_address(self, reference: Reference) -> str:
        """Where a reply about a case goes: our own address, with the case as its label (RFC 5233).

        The label only suggests a case to whoever sorts the mail: what decides is the subject (S0-13).
        """
        name, _, domain = self.email.rpartition("@")
        return f"{name}+{reference.in_url}@{domain}"
