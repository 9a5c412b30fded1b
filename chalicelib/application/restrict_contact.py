"""Limiting how somebody contacts us, after full responses to all that they raised (S2-39)."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.restricting import RestrictionDecision, restrict
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.restrictions import same_matter


def restrict_contact(request: Request, asked: RestrictionDecision, ports: Ports) -> CaseFile:
    """The case with its limits. Every case that is linked as the same matter is read: its answer is no
    answer because somebody says so.

    Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, ConsentMissing, Invalid.
    """
    occasion = ports.occasion(request.by)

    def limited(file: CaseFile, terms: Terms) -> Change:
        earlier = [ports.cases.load(each.number) for each in same_matter(file.events)]
        return restrict(file, asked, terms=terms, occasion=occasion, earlier=earlier)

    return act(request, Action.RESTRICT, limited, ports)
