"""Staff have a copy of somebody's details put together."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.find_theirs import as_they_may_know, strays_of
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework import copying
from chalicelib.domain.casework.copying import CopyOrder
from chalicelib.domain.policy import Action, Terms


def order_copy(request: Request, asked: CopyOrder, ports: Ports) -> CaseFile:
    """The case with its order. Only cases that whoever orders it may read go into the copy (S2-14).

    One read of the case with all that is chosen besides, and one transaction.
    Raises: NotFound, NotAllowed, CheckNeeded, ReasonNeeded, CaseChanged, ActionRefused, Invalid,
    ConsentMissing, StoreBusy.
    """
    occasion, home = ports.occasion(request.by), request.reference.number
    together = ports.cases.together((home, *asked.cases), asked.mails)
    file = next((each for each in together.files if each.case.number == home), None)

    def decide(file: CaseFile, terms: Terms) -> Change:
        others, _ = as_they_may_know(together.files, file, request.staff, terms, ports)
        strays = strays_of(file, together)
        return copying.order_copy(
            file, asked, others=others, strays=strays, terms=terms, occasion=occasion
        )

    return act(request, Action.ORDER_COPY, decide, ports, read=file)
