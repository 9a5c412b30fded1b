"""Somebody signs off a letter, in one of their roles."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import responding
from chalicelib.domain.casework.responding import Approval
from chalicelib.domain.policy import Action


def approve_letter(request: Request, approval: Approval, ports: Ports) -> CaseFile:
    """The case with the approval. Which roles the asker holds is known only of whoever is signed in.

    Source: C-7, S2-90. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, RuleBroken, Invalid.
    """
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.APPROVE_LETTER,
        lambda file, terms: responding.approve_letter(
            file, approval, request.staff, terms=terms, occasion=occasion
        ),
        ports,
    )
