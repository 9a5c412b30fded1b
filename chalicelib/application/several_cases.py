"""Staff do the same to several cases of a list: first it is shown what would come of it, then each case
is changed by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.application.casework import Decision, Request, act, rehearse
from chalicelib.application.list_cases import PAGE_SIZE
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import assign
from chalicelib.domain.casework.nudging import Nudge, nudge
from chalicelib.domain.casework.undoing import Undoing, undo
from chalicelib.domain.errors import CandourError, Fault, Invalid
from chalicelib.domain.events import Occasion
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff

MOST = PAGE_SIZE
"""As many as a page of a list holds: nobody changes what they have not seen."""


class Deed(StrEnum):
    """What can be done to several cases at once."""

    ASSIGN = "assign"
    NUDGE = "nudge"
    UNDO = "undo"


ACTIONS = {Deed.ASSIGN: Action.ASSIGN, Deed.NUDGE: Action.NUDGE, Deed.UNDO: Action.UNDO}


@dataclass(frozen=True, slots=True)
class Picked:
    """A case that was chosen, and the version that was on the screen."""

    reference: Reference
    version: int


@dataclass(frozen=True, slots=True)
class Several:
    """What is asked of which cases. `handler` is who shall have them, for `Deed.ASSIGN`."""

    deed: Deed
    picked: tuple[Picked, ...]
    handler: StaffId | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came, or would come, of it in one case: as it is `now`, or why not; then as it was."""

    picked: Picked
    refusal: str = ""
    now: Picked | None = None


def preview_several(asked: Several, staff: Staff, reading: Reading) -> tuple[Outcome, ...]:
    """What would come of it in each case, by the very rules that will decide. One read for each.

    Raises: NotAllowed, Invalid.
    """
    decide = _decided(asked, staff, reading)

    def tried(picked: Picked) -> Outcome:
        request = Request(staff, picked.reference, picked.version)
        decision = decide(Occasion(reading.clock.now(), request.by, nonce="preview"))
        return _outcome(picked, lambda: rehearse(request, ACTIONS[asked.deed], decision, reading).file)

    return tuple(reading.crew.each(tried, asked.picked))


def change_several(asked: Several, staff: Staff, ports: Ports) -> tuple[Outcome, ...]:
    """Do it to each case, in a transaction of its own; what cannot be done to one stops no other.

    Safe to repeat: a case that has its new handler, or was nudged today, says so. Raises: NotAllowed,
    Invalid.
    """
    decide = _decided(asked, staff, ports)

    def done(picked: Picked) -> Outcome:
        request = Request(staff, picked.reference, picked.version)
        decision = decide(ports.occasion(request.by))
        return _outcome(picked, lambda: act(request, ACTIONS[asked.deed], decision, ports))

    return tuple(ports.crew.each(done, asked.picked))


def _outcome(picked: Picked, attempt: Callable[[], CaseFile]) -> Outcome:
    try:
        case = attempt().case
    except CandourError as refused:
        return Outcome(picked, str(refused))
    return Outcome(picked, now=Picked(case.reference, case.version))


def _decided(asked: Several, staff: Staff, world: Reading | Ports) -> Callable[[Occasion], Decision]:
    """The decision about each case. Raises: NotAllowed for the role, Invalid for what was asked."""
    organisation = world.policies.organisation(staff.organisation)
    pack = world.policies.current(organisation).pack
    pack.require(staff.roles, ACTIONS[asked.deed])
    _require_some(asked.picked)
    if asked.deed is Deed.NUDGE:
        return lambda occasion: lambda file, terms: nudge(file, Nudge(), terms=terms, occasion=occasion)
    if asked.deed is Deed.UNDO:
        return lambda occasion: (
            lambda file, terms: undo(file, Undoing(), terms=terms, occasion=occasion)
        )
    handler = world.directory.find(staff.organisation, asked.handler) if asked.handler else None
    if handler is None or not handler.holds_any(pack.handler_roles()):
        raise Invalid([Fault("handler", "Choose who shall have them")])
    return lambda occasion: lambda file, terms: assign(file, handler, terms=terms, occasion=occasion)


def _require_some(picked: tuple[Picked, ...]) -> None:
    if not picked:
        raise Invalid([Fault("case", "Choose at least one case")])
    if len(picked) > MOST:
        raise Invalid([Fault("case", f"Choose {MOST} cases or fewer")])
