"""Staff have everything personal in a case erased."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.find_stray_mail import find_stray_mail
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import erasing
from chalicelib.domain.casework.erasing import ErasureOrder
from chalicelib.domain.policy import Action, Terms
from chalicelib.domain.stray_mail import refuse_while_mail_waits


def order_erasure(request: Request, asked: ErasureOrder, ports: Ports) -> CaseFile:
    """The case with its order, which the stream carries out.

    Source: UK GDPR Article 17. Raises: NotFound, NotAllowed, ReasonNeeded, CaseChanged, Invalid,
    RuleBroken, StoreBusy.
    """
    occasion = ports.occasion(request.by)

    def decide(file: CaseFile, terms: Terms) -> Change:
        change = erasing.order_erasure(file, asked, terms=terms, occasion=occasion)
        refuse_while_mail_waits(find_stray_mail(file, ports.letterbox.inbox))
        return change

    return act(request, Action.ERASE, decide, ports)
