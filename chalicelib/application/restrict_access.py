"""Staff keep a case to few."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.confining import Confinement
from chalicelib.domain.casework.confining import restrict_access as decide
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Action


def restrict_access(request: Request, asked: Confinement, ports: Ports) -> CaseFile:
    """The case, which from now on opens only to those who are named, its handler, and the pack's roles.

    Source: S2-14, S4-10. Raises: NotFound, NotAllowed, ReasonNeeded, CaseChanged, Invalid.
    """
    known = {person.id for person in ports.directory.staff(request.staff.organisation)}
    if not set(asked.named) <= known:
        raise Invalid([Fault("named", "Choose from the list")])
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.RESTRICT_ACCESS,
        lambda file, terms: decide(file, asked, terms=terms, occasion=occasion),
        ports,
    )
