"""The responsible person lets somebody of the staff sign in their place."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import delegating
from chalicelib.domain.casework.delegating import SigningDelegation
from chalicelib.domain.policy import Action


def delegate_signing(request: Request, asked: SigningDelegation, ports: Ports) -> CaseFile:
    """The case with the delegation. Which roles somebody holds is known only of the directory.

    Source: C-7. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, Invalid.
    """
    occasion = ports.occasion(request.by)
    person = ports.directory.find(request.staff.organisation, asked.to)
    return act(
        request,
        Action.DELEGATE_SIGNING,
        lambda file, terms: delegating.delegate_signing(
            file, asked, person, terms=terms, occasion=occasion
        ),
        ports,
    )
