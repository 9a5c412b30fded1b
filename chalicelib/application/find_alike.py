"""A case has come: which others may be about the same? Source: issue 6.2, C-30."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.application.casework import act_for_system
from chalicelib.application.find_theirs import look_again_at
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.linking import propose
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import system
from chalicelib.domain.likeness import likeness, telling_clues
from chalicelib.domain.links import Proposal, links_of
from chalicelib.domain.need_to_know import circle_of
from chalicelib.domain.reference import CaseNumber

MOST_WEIGHED = 10
"""Cases of the same people that are read and compared: the latest."""
MOST_PROPOSED = 3


def find_alike(number: CaseNumber, ports: Ports) -> None:
    """Propose the cases of the same people that may be about the same; only note it, merge nothing.

    What it costs is bounded by what is held of the case's people, whatever the archive holds. Safe to
    run twice: it is noted once. Raises: StoreBusy.
    """
    file = ports.cases.load(number)
    alike = sorted(_alike(file, ports), key=lambda each: len(each.why), reverse=True)[:MOST_PROPOSED]
    if alike:
        occasion = ports.occasion(system("alike"))
        act_for_system(
            number, lambda now, terms: propose(now, alike, terms=terms, occasion=occasion), ports
        )


def _alike(file: CaseFile, ports: Ports) -> Iterator[Proposal]:
    # A part of a complaint comes with its link: nobody need weigh what was decided.
    linked = {link.other.number for link in links_of(file.events)}
    for other in _of_the_same_people(file, ports):
        if other.theirs:
            look_again_at(other, ports)
        why = () if other.case.number in linked else likeness(file, other)
        if why and not _is_kept_to_few(other):
            yield Proposal(other.case.reference, why)


def _is_kept_to_few(other: CaseFile) -> bool:
    """Whether somebody may not know of it: to name it beside another case would tell them (S4-10)."""
    circle = circle_of(other)
    return circle.restricted or bool(circle.subjects)


def _of_the_same_people(file: CaseFile, ports: Ports) -> list[CaseFile]:
    """Other cases in which somebody of this one stands, the latest first."""
    organisation = file.case.organisation
    rows = {
        row.reference.number: row
        for party in file.parties
        for clues in telling_clues(party)
        for row in ports.search.find(organisation, clues).rows
    }
    rows.pop(file.case.number, None)
    latest = sorted(rows.values(), key=lambda row: row.received_at, reverse=True)[:MOST_WEIGHED]
    return [found for row in latest if (found := _loaded(row.reference.number, ports))]


def _loaded(number: CaseNumber, ports: Ports) -> CaseFile | None:
    try:
        return ports.cases.load(number)
    except NotFound:
        return None
