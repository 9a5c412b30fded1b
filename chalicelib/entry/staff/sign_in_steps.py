"""What stands between a right password and a session: a code, a password of one's own, an app."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.come_in import answer_code, choose_password, confirm_app
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.sign_in import CodeRefused, Step, StepKind, StepOver
from chalicelib.domain.errors import CandourError, Fault, Invalid, NotAllowed, TooManyTries, Unavailable
from chalicelib.entry.doors import ANYONE, Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.refused_sign_ins import counted
from chalicelib.entry.responses import html
from chalicelib.entry.staff.sign_in import STEPS, left, went_on
from chalicelib.entry.staff.sign_in_step import kept_step
from chalicelib.presentation.authenticator import Authenticator, authenticator
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

_TEMPLATES = {
    StepKind.CODE: "staff/sign_in_code.html",
    StepKind.NEW_PASSWORD: "staff/new_password.html",
    StepKind.SET_UP: "staff/set_up_app.html",
}
_SHOWN = (CodeRefused, Invalid, TooManyTries, Unavailable)
"""What is said beside the form; after anything else one starts again."""


@page(doors, "GET", STEPS[StepKind.CODE], who=ANYONE)
def ask_code(request: Request, reading: Reading) -> Response:
    """Where the code of an authenticator app is typed."""
    return _asked(request, StepKind.CODE)


@page(doors, "POST", STEPS[StepKind.CODE], who=ANYONE)
def take_code(request: Request, ports: Ports) -> Response:
    """Let somebody in whose code is right."""
    try:
        step, wanted = kept_step(request, StepKind.CODE)
        with counted(doors, ports):
            answer = answer_code(step, request.form["code"], wiring.world().staff_door, ports)
    except CandourError as refused:
        return _refused(request, StepKind.CODE, refused)
    return went_on(request, answer, wanted)


@page(doors, "GET", STEPS[StepKind.NEW_PASSWORD], who=ANYONE)
def ask_password(request: Request, reading: Reading) -> Response:
    """Where somebody chooses a password who has one that somebody else chose."""
    return _asked(request, StepKind.NEW_PASSWORD)


@page(doors, "POST", STEPS[StepKind.NEW_PASSWORD], who=ANYONE)
def take_password(request: Request, ports: Ports) -> Response:
    """Take the new password, and go on."""
    try:
        step, wanted = kept_step(request, StepKind.NEW_PASSWORD)
        answer = choose_password(step, request.form["password"], wiring.world().staff_door, ports)
    except CandourError as refused:
        return _refused(request, StepKind.NEW_PASSWORD, refused)
    return went_on(request, answer, wanted)


@page(doors, "GET", STEPS[StepKind.SET_UP], who=ANYONE)
def ask_app(request: Request, reading: Reading) -> Response:
    """What an authenticator app is to know, and where its first code is typed."""
    return _asked(request, StepKind.SET_UP)


@page(doors, "POST", STEPS[StepKind.SET_UP], who=ANYONE)
def take_app(request: Request, ports: Ports) -> Response:
    """Ask for codes from now on; one signs in again with the next."""
    try:
        step, _ = kept_step(request, StepKind.SET_UP)
        with counted(doors, ports):
            confirm_app(step, request.form["code"], wiring.world().staff_door, ports)
    except CandourError as refused:
        return _refused(request, StepKind.SET_UP, refused)
    return left(request, "set")


def _asked(request: Request, kind: StepKind) -> Response:
    try:
        return _form(request, kept_step(request, kind)[0], NOTHING_TYPED)
    except StepOver:
        return left(request, "over")


def _refused(request: Request, kind: StepKind, refused: CandourError) -> Response:
    """What was typed is not shown again: neither a code nor a password."""
    if isinstance(refused, _SHOWN):
        field = "password" if kind is StepKind.NEW_PASSWORD else "code"
        typed = Typed("step", {}, (Fault(field, str(refused)),))
        return _form(request, kept_step(request, kind)[0], typed, status=status_of(refused))
    if isinstance(refused, StepOver) or not isinstance(refused, NotAllowed):
        return left(request, "over")
    return html(render("staff/no_role.html", request.frame), status=status_of(refused))


def _form(request: Request, step: Step, typed: Typed, *, status: int = 200) -> Response:
    body = render(
        _TEMPLATES[step.kind],
        request.frame,
        typed=typed,
        app=_app(request, step),
        path=request.urls.path(STEPS[step.kind]),
        by_mail=False,
    )
    return html(body, status=status)


def _app(request: Request, step: Step) -> Authenticator | None:
    if step.kind is not StepKind.SET_UP:
        return None
    return authenticator(step.secret, step.username, request.organisation.name)
