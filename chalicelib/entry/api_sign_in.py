"""Coming in and going out, for programs."""

from __future__ import annotations

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.application.come_in import answer_code, come_in
from chalicelib.application.go_out import go_out, go_out_everywhere
from chalicelib.application.ports import Ports
from chalicelib.application.sign_in import Attempt, Session, Step, StepKind, StepNeeded
from chalicelib.entry.api_models import SessionOut, SignedOutOut, SignInIn, SignOutIn
from chalicelib.entry.doors import ANYONE, Request, resource
from chalicelib.entry.guards import bearer_token, signed_in
from chalicelib.entry.refused_sign_ins import counted

doors = Blueprint(__name__)


@resource(doors, "POST", "/api/sign-in", who=ANYONE, takes=SignInIn, gives=SessionOut)
def sign_in(request: Request, ports: Ports, body: SignInIn) -> SessionOut:
    """A token for a name and a password, and a code where one is asked for."""
    with counted(doors, ports):
        session = _session(body, ports)
    return SessionOut(token=session.token, expires_in=session.expires_in)


@resource(doors, "POST", "/api/sign-out", who=ANYONE, takes=SignOutIn, gives=SignedOutOut)
def sign_out(request: Request, ports: Ports, body: SignOutIn) -> SignedOutOut:
    """End the session of the token that is presented, or all sessions of its owner."""
    token, door = bearer_token(request.headers), wiring.world().staff_door
    if body.everywhere:
        go_out_everywhere(signed_in(token).id, door)
    else:
        go_out(token, door)
    return SignedOutOut()


def _session(body: SignInIn, ports: Ports) -> Session:
    """Raises: SignInRequired, which says what is missing."""
    door = wiring.world().staff_door
    answer = come_in(Attempt(body.username, body.password), door, ports)
    if isinstance(answer, Step) and answer.kind is StepKind.CODE and body.code:
        answer = answer_code(answer, body.code, door, ports)
    if isinstance(answer, Step):
        raise StepNeeded(answer)
    return answer
