"""The JSON API of doing the same to several cases: what would come of it, and what came."""

from __future__ import annotations

from collections.abc import Iterable

from chalice.app import Blueprint
from pydantic import BaseModel, Field

from chalicelib.application.ports import Ports, Reading
from chalicelib.application.several_cases import (
    MOST,
    Deed,
    Outcome,
    Picked,
    Several,
    change_several,
    preview_several,
)
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import read_reference
from chalicelib.entry.doors import Request, question, resource

doors = Blueprint(__name__)


class PickedIn(BaseModel, extra="forbid"):
    """A case, and the version of it that was seen."""

    reference: str
    version: int = Field(ge=1)


class SeveralIn(BaseModel, extra="forbid"):
    """What shall be done to which cases; `handler` is who shall have them, if they are given away."""

    deed: Deed
    cases: tuple[PickedIn, ...] = Field(max_length=MOST)
    handler: StaffId | None = None


class OutcomeOut(BaseModel):
    """One case; `refusal` says why it cannot be done to it, and is empty where it can or was. `version`
    is the one after it, with which it can be undone; null where nothing was done.
    """

    reference: str
    refusal: str
    version: int | None


class OutcomesOut(BaseModel):
    """All cases, in the order in which they were named."""

    items: tuple[OutcomeOut, ...]


@question(doors, "/api/several/preview", who=Action.LIST_CASES, takes=SeveralIn, gives=OutcomesOut)
def preview_of_several(request: Request, reading: Reading, body: SeveralIn) -> OutcomesOut:
    """What would come of it in each of the cases."""
    return _outcomes(preview_several(_asked(body), request.staff, reading))


@resource(doors, "POST", "/api/several", who=Action.LIST_CASES, takes=SeveralIn, gives=OutcomesOut)
def do_to_several(request: Request, ports: Ports, body: SeveralIn) -> OutcomesOut:
    """Do it to each of the cases by itself; what cannot be done to one stops no other."""
    return _outcomes(change_several(_asked(body), request.staff, ports))


def _asked(body: SeveralIn) -> Several:
    picked = (Picked(read_reference(each.reference), each.version) for each in body.cases)
    return Several(body.deed, tuple(picked), body.handler)


def _outcomes(outcomes: Iterable[Outcome]) -> OutcomesOut:
    return OutcomesOut(items=tuple(map(_outcome, outcomes)))


def _outcome(each: Outcome) -> OutcomeOut:
    now = each.now or each.picked
    return OutcomeOut(
        reference=str(now.reference),
        refusal=each.refusal,
        version=each.now.version if each.now else None,
    )
