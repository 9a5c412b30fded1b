"""Somebody who is let in looks at their complaint, and writes to us from there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.application.casework import act_for_system, pinned
from chalicelib.application.identity_ports import LetIn
from chalicelib.application.policy_ports import Policies
from chalicelib.application.ports import CaseReader, Directory, Ports, Reading
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.clocks import Clock
from chalicelib.domain.errors import NotFound, NotLetIn
from chalicelib.domain.events import PUBLIC, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.identity.access import Following
from chalicelib.domain.parties import Party
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Organisation, Staff

Decide = Callable[[CaseFile, PartyId, Terms, Occasion], Change]


@dataclass(frozen=True, slots=True)
class Followed:
    """A case as one of its people may see it."""

    file: CaseFile
    person: Party
    terms: Terms
    clocks: tuple[Clock, ...]
    organisation: Organisation
    handler: Staff | None
    following: Following


def read_followed(key: str, reading: Reading) -> Followed:
    """The case that is open under this key. Raises: NotLetIn, whatever the reason is."""
    following = following_of(key, reading.let_in, reading)
    return opened(following, reading.cases, reading.policies, reading.directory)


def read_open(key: str, ports: Ports) -> Followed:
    """The same for what is done and not only read. Raises: NotLetIn."""
    following = following_of(key, ports.identity.doorkeeper, ports)
    return opened(following, ports.cases, ports.policies, ports.directory)


def write_to_case(key: str, decide: Decide, ports: Ports) -> None:
    """Do one thing to the case on behalf of whoever is let in.

    They see no version: what they say is theirs, whatever happened meanwhile.
    Raises: NotLetIn, and what `decide` raises.
    """
    following = following_of(key, ports.identity.doorkeeper, ports)
    occasion, party = ports.occasion(PUBLIC), following.place.party

    def change(file: CaseFile, terms: Terms) -> Change:
        if file.party(party) is None:
            raise _not_let_in()
        return decide(file, party, terms, occasion)

    act_for_system(following.place.number, change, ports)


def following_of(key: str, let_in: LetIn, world: Reading | Ports) -> Following:
    """Who is let in under this key. Raises: NotLetIn."""
    following = let_in.following(key, world.clock.now()) if key else None
    if following is None:
        raise _not_let_in()
    return following


def opened(
    following: Following, cases: CaseReader, policies: Policies, directory: Directory
) -> Followed:
    """The case that is open for them. Raises: NotLetIn, where it or they are gone."""
    try:
        file = cases.load(following.place.number)
    except NotFound:
        raise _not_let_in() from None
    person = file.party(following.place.party)
    if person is None:
        raise _not_let_in()
    case, terms = file.case, pinned(file.case, policies)
    return Followed(
        file=file,
        person=person,
        terms=terms,
        clocks=file.clocks(terms),
        organisation=policies.organisation(case.organisation),
        handler=directory.find(case.organisation, case.handler) if case.handler else None,
        following=following,
    )


def _not_let_in() -> NotLetIn:
    return NotLetIn("Ask for a code to see your complaint")
