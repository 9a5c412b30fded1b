"""Staff acknowledge a complaint and offer to discuss it."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Acknowledgement, acknowledge
from chalicelib.domain.policy import Action


def acknowledge_case(request: Request, done: Acknowledgement, ports: Ports) -> CaseFile:
    """The case with the acknowledgement, the offer, or both recorded; a mail is owed if by mail.

    Source: S2-19, T2. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, ConsentMissing,
    Invalid.
    """
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.ACKNOWLEDGE,
        lambda file, terms: acknowledge(file, done, terms=terms, occasion=occasion),
        ports,
    )
