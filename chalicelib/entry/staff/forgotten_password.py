"""A new password for staff who forgot theirs. Every answer is the same, whoever asks."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.forgotten_password import ask_for_code, renew_password
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.sign_in import StepKind, StepOver
from chalicelib.domain.errors import (
    CandourError,
    Fault,
    Invalid,
    SignInRequired,
    TooManyTries,
    Unavailable,
)
from chalicelib.entry.doors import ANYONE, Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.refused_sign_ins import counted
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.staff.sign_in import STEPS, left
from chalicelib.entry.staff.sign_in_step import kept_step, step_cookie
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

FORGOTTEN, NEW = "/staff/forgotten-password", STEPS[StepKind.FORGOTTEN]


@page(doors, "GET", FORGOTTEN, who=ANYONE)
def ask_name(request: Request, reading: Reading) -> Response:
    """Whose password is forgotten?"""
    return html(render("staff/forgotten_password.html", request.frame, typed=NOTHING_TYPED))


@page(doors, "POST", FORGOTTEN, who=ANYONE)
def mail_code(request: Request, ports: Ports) -> Response:
    """Mail a code, if there is such a person, and say the same if there is none."""
    name = request.form["username"]
    try:
        step = ask_for_code(_named(name), request.source, wiring.world().staff_door, ports)
    except (Invalid, TooManyTries, Unavailable) as refused:
        typed = Typed("forgotten", {"username": (name,)}, (Fault("username", str(refused)),))
        body = render("staff/forgotten_password.html", request.frame, typed=typed)
        return html(body, status=status_of(refused))
    return see_other(request.urls.path(NEW), cookies=[step_cookie(step, "")])


@page(doors, "GET", NEW, who=ANYONE)
def ask_new(request: Request, reading: Reading) -> Response:
    """Where the mailed code and a new password are typed."""
    try:
        kept_step(request, StepKind.FORGOTTEN)
    except StepOver:
        return left(request, "over")
    return _form(request, NOTHING_TYPED)


@page(doors, "POST", NEW, who=ANYONE)
def take_new(request: Request, ports: Ports) -> Response:
    """Change the password, and sign out everywhere."""
    form, door = request.form, wiring.world().staff_door
    try:
        step, _ = kept_step(request, StepKind.FORGOTTEN)
        with counted(doors, ports):
            renew_password(step, form["code"], form["password"], door, ports)
    except StepOver:
        return left(request, "over")
    except (SignInRequired, Invalid, TooManyTries, Unavailable) as refused:
        return _form(request, _faulty(refused), status=status_of(refused))
    return left(request, "renewed")


def _named(name: str) -> str:
    if not name.strip():
        raise Invalid([Fault("username", "Enter your user name")])
    return name


def _faulty(refused: CandourError) -> Typed:
    field = "password" if isinstance(refused, Invalid) else "code"
    return Typed("renew", {}, (Fault(field, str(refused)),))


def _form(request: Request, typed: Typed, *, status: int = 200) -> Response:
    path = request.urls.path(NEW)
    body = render("staff/new_password.html", request.frame, typed=typed, path=path, by_mail=True)
    return html(body, status=status)
