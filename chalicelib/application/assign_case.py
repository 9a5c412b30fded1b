"""Staff give a case to a handler."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Assignment, assign
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Action


def assign_case(request: Request, asked: Assignment, ports: Ports) -> CaseFile:
    """The case with its new handler, who is told unless they took it themselves.

    Source: S0-3. Raises: NotFound, NotAllowed, CaseChanged, RuleBroken, Invalid.
    """
    person = ports.directory.find(request.staff.organisation, asked.handler)
    if person is None:
        raise Invalid([Fault("handler", "Choose somebody from the list")])
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.ASSIGN,
        lambda file, terms: assign(file, person, terms=terms, occasion=occasion),
        ports,
    )
