"""Every case of every organisation, page by page: the open ones and those that have ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from chalicelib.application.ports import Ports, ViewKind, count_key
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Organisation
from chalicelib.domain.upkeep import place_of_ended

AT_ANY_TIME = date.max - timedelta(days=1)
PAGE = 100
"""How many kept files are asked for at once."""

Place = tuple[OrganisationId, TeamCode]
"""Where in the lists of teams cases stand."""


def every_case(ports: Ports) -> Iterator[tuple[CaseNumber, ...]]:
    """Page after page: what stands in the lists of teams, then the files that are kept. A case that
    moves meanwhile may come twice, or on the next day.
    """
    yield from _in_lists(ports)
    for organisation in ports.policies.organisations():
        yield from _kept(organisation.id, ports)


def _in_lists(ports: Ports) -> Iterator[tuple[CaseNumber, ...]]:
    for organisation, team in sorted(places(ports)):
        key, first = "", True
        while first or key:
            numbers, key = ports.upkeep.open_cases(organisation, team, after=key)
            first = False
            yield numbers


def _kept(organisation: OrganisationId, ports: Ports) -> Iterator[tuple[CaseNumber, ...]]:
    key, first = "", True
    while first or key:
        page = ports.cases.kept_files(organisation, AT_ANY_TIME, limit=PAGE, after=key)
        key, first = page.after, False
        yield tuple(row.reference.number for row in page.rows)


def places(ports: Ports) -> set[Place]:
    """Every place in which a case can stand."""
    organisations = ports.policies.organisations()
    teams = [(each.id, team) for each in organisations for team in teams_of(each, ports)]
    return {*teams, *((organisation, place_of_ended(team)) for organisation, team in teams)}


def teams_of(organisation: Organisation, ports: Ports) -> set[TeamCode]:
    """Every team that has cases: the one that receives them, those of staff, those ever counted."""
    prefix = count_key(ViewKind.TEAM, "")
    counted = ports.cases.counts(organisation.id)
    return {
        organisation.intake_team,
        *(person.team for person in ports.directory.staff(organisation.id)),
        *(TeamCode(name.removeprefix(prefix)) for name in counted if name.startswith(prefix)),
    }
