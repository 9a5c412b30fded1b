"""Roles that must be held and are not: a reminder would have nobody to go to (S2-16 [D])."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.ports import Ports
from chalicelib.domain.identifiers import OrganisationId, RoleCode
from chalicelib.domain.policy import PolicyPack


def find_vacancies(ports: Ports) -> int:
    """How many rungs and owners have no holder; each is an error line. Safe to run at any time.

    An organisation without any staff is not at work yet, and misses nobody.
    """
    found = [
        (organisation.id, roles)
        for organisation in ports.policies.organisations()
        for roles in _vacant(organisation.id, ports.policies.current(organisation).pack, ports)
    ]
    for organisation_id, roles in found:
        ports.log.error("role vacant", organisation=organisation_id, role=" or ".join(roles))
    return len(found)


def _vacant(
    organisation: OrganisationId, pack: PolicyPack, ports: Ports
) -> Iterator[tuple[RoleCode, ...]]:
    staff = ports.directory.staff(organisation)
    for roles in dict.fromkeys(_needed(pack)):
        if staff and not any(person.holds_any(roles) for person in staff):
            yield roles


def _needed(pack: PolicyPack) -> Iterator[tuple[RoleCode, ...]]:
    """Who is told of what arrives, who owns a clock, and each rung, of which one role is enough."""
    yield (pack.alerted_on_receipt,)
    yield from ((rule.owner,) for rule in pack.clocks if rule.milestones)
    yield from (rung.roles for rung in pack.reminders())
