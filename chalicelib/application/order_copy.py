"""Staff have a copy of somebody's details put together."""

from __future__ import annotations

from chalicelib.application.casework import Request, act, permitted_file
from chalicelib.application.find_stray_mail import find_stray_mail
from chalicelib.application.find_theirs import find_theirs
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import copying
from chalicelib.domain.casework.copying import CopyOrder
from chalicelib.domain.policy import Action


def order_copy(request: Request, asked: CopyOrder, ports: Ports) -> CaseFile:
    """The case with its order. Only cases that whoever orders it may read go into the copy (S2-14).

    Raises: NotFound, NotAllowed, CheckNeeded, ReasonNeeded, CaseChanged, ActionRefused, Invalid,
    ConsentMissing, StoreBusy.
    """
    occasion = ports.occasion(request.by)
    file, terms = permitted_file(
        request.reference, request.staff, Action.ORDER_COPY, cases=ports.cases, policies=ports.policies
    )
    others: tuple[CaseFile, ...] = ()
    if asked.cases:
        others, _ = find_theirs(file, request.staff, terms, ports)
    strays = find_stray_mail(file, ports.letterbox.inbox) if asked.mails else ()
    return act(
        request,
        Action.ORDER_COPY,
        lambda file, terms: copying.order_copy(
            file, asked, others=others, strays=strays, terms=terms, occasion=occasion
        ),
        ports,
    )
