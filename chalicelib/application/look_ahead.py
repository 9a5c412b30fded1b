"""Staff look at what a version would do to more cases than fit one answer: piece by piece."""

from __future__ import annotations

from chalicelib.application.ports import Ports, Reading
from chalicelib.application.preview_version import (
    Preview,
    compared,
    faults_of_candidate,
    proposal,
    refuse_unless_candidate,
    watched_numbers,
)
from chalicelib.domain.errors import CannotBeKnown, NotFound, RuleBroken
from chalicelib.domain.looks import Look, LookSoFar, Piece, looked_at, pieces_for, pieces_of
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.what_if import Candidate

NOT_DONE = "Not every case was looked at yet. Look again in a moment"


def begin_look(candidate: Candidate, staff: Staff, ports: Ports) -> Look:
    """Begin to look; the stream does the pieces. Nothing of any case is changed.

    Begun twice, it is two looks, of which each shows the same. Source: issue 3, point 5.
    Raises: Invalid; RuleBroken, for a pack with a fault.
    """
    organisation = ports.policies.organisation(staff.organisation)
    refuse_unless_candidate(candidate, organisation, ports)
    if any(fault.stops for fault in faults_of_candidate(candidate, organisation, ports)):
        raise RuleBroken("This version has faults. Somebody must mend its files first")
    numbers = watched_numbers(organisation, ports)
    look = Look(
        organisation.id,
        ports.chance.nonce(),
        candidate,
        ports.organisations.chosen(organisation.id).version,
        ports.clock.now(),
        cases=len(numbers),
        pieces=pieces_for(len(numbers)),
    )
    ports.organisations.begin(look)
    ports.crew.each(ports.organisations.put_piece, pieces_of(look, numbers))
    return look


def look_at(piece: Piece, ports: Ports) -> None:
    """Look at the cases of a piece, all by the time at which the look began.

    Safe to run twice or at once: the same cases are read by the same terms, and nothing is changed but
    the piece. Raises: Unavailable: the piece stays to be done.
    """
    if piece.done:
        return
    organisation = ports.policies.organisation(piece.organisation)
    propose = proposal(piece.candidate, organisation, ports)
    try:
        done = looked_at(piece, compared(piece.cases, propose, piece.begun_at, ports))
    except CannotBeKnown as unknown:
        done = looked_at(piece, (), str(unknown))
    ports.organisations.put_piece(done)


def look_so_far(look: str, organisation: Organisation, world: Reading | Ports) -> LookSoFar:
    """How far a look is. Raises: NotFound."""
    found = world.organisations.look(organisation.id, look)
    if found is None:
        raise NotFound("There is no such look, or it was too long ago. Begin again")
    return found


def preview_of(look: str, organisation: Organisation, world: Reading | Ports) -> Preview:
    """What a look that is done shows, as a preview. Raises: NotFound; RuleBroken, before it is done, or
    where a case cannot be answered for.
    """
    so_far = look_so_far(look, organisation, world)
    if so_far.refused or not so_far.is_done:
        raise RuleBroken(so_far.refused or NOT_DONE)
    return Preview(
        organisation,
        world.organisations.chosen(organisation.id),
        so_far.look.candidate,
        faults_of_candidate(so_far.look.candidate, organisation, world),
        so_far.look.cases,
        so_far.found,
    )
