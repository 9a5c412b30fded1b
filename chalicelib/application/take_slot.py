"""Commands that take somebody's time: whoever is taken at that time cannot be given it again."""

from __future__ import annotations

from typing import Any, TypeVar

from chalicelib.application.casework import Decide, Request, UseCase, deciding
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.errors import DoubleBooked, Fault, Invalid
from chalicelib.domain.policy import Action

Asked = TypeVar("Asked")


def taking_a_slot(action: Action, decide: Decide[Asked]) -> UseCase[Asked]:
    """The use case of a command whose `slot`, and perhaps whose `person`, must be free and known.

    The quarters of an hour are taken in the case's own transaction: two who book at once cannot both
    have it. Source: S0-10.
    """
    do = deciding(action, decide)

    def take(request: Request, asked: Asked, ports: Ports) -> CaseFile:
        _require_known(asked, request, ports)
        try:
            return do(request, asked, ports)
        except DoubleBooked as taken:
            raise Invalid([Fault("slot", str(taken))]) from None

    return take


def _require_known(asked: Any, request: Request, ports: Ports) -> None:
    person = getattr(asked, "person", None)
    if person and ports.directory.find(request.staff.organisation, person) is None:
        raise Invalid([Fault("person", "Choose somebody from the list")])
