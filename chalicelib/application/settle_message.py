"""Staff decide about a message that failed or cannot be proved."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain import casework
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Settlement
from chalicelib.domain.policy import Action


def settle_message(request: Request, key: str, settlement: Settlement, ports: Ports) -> CaseFile:
    """The case with the message owed once more, or recorded as arrived.

    Raises: NotFound, NotAllowed, CaseChanged, RuleBroken.
    """
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.SETTLE_MESSAGE,
        lambda file, terms: casework.settle_message(
            file, key, settlement, terms=terms, occasion=occasion
        ),
        ports,
    )
