"""Who of the staff gets what is for somebody, a role or a rung, at this moment."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.identifiers import OrganisationId, RoleCode
from chalicelib.domain.ladders import ladder_for
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reaching import Office, reach
from chalicelib.domain.recipients import Recipient
from chalicelib.domain.staff import Staff


def office_of(file: CaseFile, terms: Terms, ports: Ports) -> Office:
    """Everybody there and what they arranged, today in London; kept out are those whom the case is
    about, and those who may know only that it exists.
    """
    organisation = file.case.organisation
    people = ports.directory.staff(organisation)
    return Office(
        people=people,
        arrangements=ports.arrangements.of_all(organisation),
        today=london_date(ports.clock.now()),
        kept_out=circle_of(file).kept_out(people, terms.pack),
    )


def staff_reached(
    to: Recipient, role: RoleCode, file: CaseFile, terms: Terms, ports: Ports
) -> tuple[Staff, ...]:
    """The people who get it; a role on the way that nobody holds is an alarm (S2-16 [D]).

    Nobody hears of a case who may not know of it: where that leaves nobody, those hear who may open any
    case. Source: S2-14, domain.md 4.2.
    """
    organisation, office = file.case.organisation, office_of(file, terms, ports)
    reached = reach(to, role, rungs=ladder_for(to, terms.pack), office=office)
    for vacant in reached.vacant:
        ports.log.error("role vacant", organisation=organisation, role=vacant)
    return reached.people or office.holders(terms.pack.roles_with(Action.ENTER_RESTRICTED))


def staff_reached_outside(
    to: Recipient, role: RoleCode, organisation: OrganisationId, terms: Terms, ports: Ports
) -> tuple[Staff, ...]:
    """The people who get what is the organisation’s and no case’s: nobody is kept out of it."""
    office = _everybody(organisation, ports)
    reached = reach(to, role, rungs=ladder_for(to, terms.pack), office=office)
    for vacant in reached.vacant:
        ports.log.error("role vacant", organisation=organisation, role=vacant)
    return reached.people


def staff_holding(
    roles: Iterable[RoleCode], organisation: OrganisationId, ports: Ports
) -> tuple[Staff, ...]:
    """Whoever acts today for those who hold any of the roles; where nobody does, they themselves."""
    office = _everybody(organisation, ports)
    held = office.holders(roles)
    return office.acting(held) or held


def _everybody(organisation: OrganisationId, ports: Ports) -> Office:
    return Office(
        people=ports.directory.staff(organisation),
        arrangements=ports.arrangements.of_all(organisation),
        today=london_date(ports.clock.now()),
    )
