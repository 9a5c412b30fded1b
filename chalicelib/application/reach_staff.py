"""Who of the staff gets what is for somebody, a role or a rung, at this moment."""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.identifiers import OrganisationId, RoleCode
from chalicelib.domain.ladders import ladder_for
from chalicelib.domain.policy import Terms
from chalicelib.domain.reaching import Office, reach
from chalicelib.domain.recipients import Recipient
from chalicelib.domain.staff import Staff


def office_of(organisation: OrganisationId, ports: Ports) -> Office:
    """Everybody there and what they arranged, today in London."""
    return Office(
        people=ports.directory.staff(organisation),
        arrangements=ports.arrangements.of_all(organisation),
        today=london_date(ports.clock.now()),
    )


def staff_reached(
    to: Recipient, role: RoleCode, organisation: OrganisationId, terms: Terms, ports: Ports
) -> tuple[Staff, ...]:
    """The people who get it; a role on the way that nobody holds is an alarm (S2-16 [D])."""
    office = office_of(organisation, ports)
    reached = reach(to, role, rungs=ladder_for(to, terms.pack), office=office)
    for vacant in reached.vacant:
        ports.log.error("role vacant", organisation=organisation, role=vacant)
    return reached.people
