"""Staff say why they open a sensitive case; it is written down, and then they may."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.casework import act_for_system, permitted_file
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.identity.opening import require_checked
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.reads import Visit, hours_of, record_read, sensitivity_of
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class Sensitive:
    """What whoever is asked for a reason is told: why, and for how many hours the reason will do."""

    reference: Reference
    because: tuple[str, ...]
    hours: int


def why_asked(reference: Reference, reader: Staff, reading: Reading) -> Sensitive:
    """Why a reason is asked for. Raises: NotFound, NotAllowed."""
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=reading.cases, policies=reading.policies
    )
    because = sensitivity_of(file.events, terms.pack)
    return Sensitive(file.case.reference, because, hours_of(terms.pack))


def enter_case(reference: Reference, visit: Visit, reader: Staff, ports: Ports) -> CaseFile:
    """The case, once it is recorded that they open it, and why.

    What others do meanwhile does not matter: to look changes nothing. Whoever asks twice is in the
    register twice. Source: issue 5, point 3.

    Raises: NotFound, NotAllowed, CheckNeeded, Invalid, StoreBusy.
    """
    file, terms = permitted_file(
        reference, reader, Action.READ_CASE, cases=ports.cases, policies=ports.policies
    )
    occasion = ports.occasion(Actor(ActorKind.STAFF, reader.id))
    require_checked(file, reader, terms.pack, occasion.at)

    def decide(file: CaseFile, terms: Terms) -> Change:
        return record_read(file, visit, terms=terms, occasion=occasion)

    change = act_for_system(file.case.number, decide, ports)
    assert change is not None, "an opening is always recorded"
    return change.file
