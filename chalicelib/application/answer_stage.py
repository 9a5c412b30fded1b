"""Staff answer at a stage that is theirs, or hand the complaint to whoever answers at the next."""

from __future__ import annotations

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import staging
from chalicelib.domain.casework.staging import Escalation, StageReply
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Action


def reply_at_stage(request: Request, reply: StageReply, ports: Ports) -> CaseFile:
    """The case with the reply. Which roles the asker holds is known only of whoever is signed in.

    Source: S3-7 to S3-11. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, RuleBroken,
    Invalid, ConsentMissing.
    """
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.REPLY_AT_STAGE,
        lambda file, terms: staging.reply_at_stage(
            file, reply, request.staff, terms=terms, occasion=occasion
        ),
        ports,
    )


def escalate(request: Request, asked: Escalation, ports: Ports) -> CaseFile:
    """The case at its next stage, with whoever answers there: they are told by email.

    Source: S3-10 to S3-12. Raises: NotFound, NotAllowed, CaseChanged, ActionRefused, RuleBroken,
    Invalid.
    """
    handler = ports.directory.find(request.staff.organisation, asked.handler)
    if handler is None:
        raise Invalid([Fault("handler", "Choose somebody from the list")])
    occasion = ports.occasion(request.by)
    return act(
        request,
        Action.ESCALATE,
        lambda file, terms: staging.escalate(file, asked, handler, terms=terms, occasion=occasion),
        ports,
    )
