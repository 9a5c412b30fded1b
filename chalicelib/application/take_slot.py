"""Commands that take somebody's time: whoever is taken at that time cannot be given it again."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any, TypeVar

from chalicelib.application.casework import Decide, Request, UseCase, deciding
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import CallBack, agree_callback
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


def promising_a_call(request: Request, asked: CallBack, ports: Ports) -> CaseFile:
    """The case with a call back: at the time that was agreed, or in a quarter of an hour of today that
    is still free. Source: S0-9, S2-71. Raises: Invalid, and what every command raises.
    """
    if asked.slot is not None:
        return taking_a_slot(Action.AGREE_CALLBACK, agree_callback)(request, asked, ports)
    _require_known(asked, request, ports)
    for tried in count():
        try:
            decide = partial(agree_callback, tried=tried)
            return deciding(Action.AGREE_CALLBACK, decide)(request, asked, ports)
        except DoubleBooked:
            continue
    raise AssertionError("the day ends, and with it the quarters: the command says so")


def _require_known(asked: Any, request: Request, ports: Ports) -> None:
    person = getattr(asked, "person", None)
    if person and ports.directory.find(request.staff.organisation, person) is None:
        raise Invalid([Fault("person", "Choose somebody from the list")])
