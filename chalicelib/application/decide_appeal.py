"""Somebody decides an appeal, on a rung that they hold."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import appealing
from chalicelib.domain.casework.appealing import AppealVerdict
from chalicelib.domain.policy import Action


def decide_appeal(request: Request, verdict: AppealVerdict, ports: Ports) -> CaseFile:
    """The case with the decision. Which roles the asker holds is known only of whoever is signed in.

    Source: S1-54. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, RuleBroken, Invalid,
    ConsentMissing.
    """
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.DECIDE_APPEAL,
        lambda file, terms: appealing.decide_appeal(
            file, verdict, request.staff, terms=terms, occasion=occasion
        ),
        ports,
    )
