"""Staff send the response."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import responding
from chalicelib.domain.casework.responding import ResponseSent
from chalicelib.domain.policy import Action, Terms


def send_response(request: Request, sent: ResponseSent, ports: Ports) -> CaseFile:
    """The case with its response, kept as it goes out; the mails that it owes follow.

    Source: T9. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, Invalid.
    """
    occasion = ports.occasion(request.by)
    organisation = ports.policies.organisation(request.staff.organisation)

    def decide(file: CaseFile, terms: Terms) -> Change:
        letter = ports.words.response(file, terms, organisation, sent.signed_as, occasion.at)
        return responding.send_response(file, sent, letter, terms=terms, occasion=occasion)

    return act(request, Action.SEND_RESPONSE, decide, ports)
