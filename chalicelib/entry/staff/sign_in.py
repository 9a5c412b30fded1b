"""Coming in and going out."""

from __future__ import annotations

import re

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import CandourError, Fault, NotAllowed, SignInRequired, Unavailable
from chalicelib.entry.doors import ANYONE, Request, page
from chalicelib.entry.guards import SESSION_COOKIE, signed_in
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

HOME = "/staff/cases"
_A_CASE = re.compile(r"^/staff/cases/[A-Za-z]{2,4}-\d{6}(/do/[a-z-]+$)?", re.ASCII)
_RECORD = "/staff/contacts/new"

SIGNED_OUT = "You have signed out."
ENDED = "Your session has ended. Sign in again to carry on where you were."
ASKED = "Sign in to continue."


@page(doors, "GET", "/staff", who=ANYONE)
def home(request: Request, reading: Reading) -> Response:
    """Where staff begin."""
    return see_other(request.urls.path(HOME))


@page(doors, "GET", "/staff/sign-in", who=ANYONE)
def ask_who(request: Request, reading: Reading) -> Response:
    """The form for a name and a password, and why somebody is asked again."""
    return _form(request, NOTHING_TYPED, notice=_notice(request))


@page(doors, "POST", "/staff/sign-in", who=ANYONE)
def come_in(request: Request, ports: Ports) -> Response:
    """Begin a session. Whatever was wrong reads alike, beside the form."""
    try:
        session = wiring.world().sign_in.sign_in(
            request.form["username"].strip(), request.form["password"]
        )
        signed_in(session.token)
    except (SignInRequired, Unavailable) as refused:
        return _again(request, refused)
    except NotAllowed as refused:
        return html(render("staff/no_role.html", request.frame), status=status_of(refused))
    # Without an age the browser keeps it to its own end and still shows it once its time is over:
    # that is how the page knows that a session ended, and was not merely missing.
    cookie = Cookie(SESSION_COOKIE, session.token)
    return see_other(request.urls.path(return_to(request.form["next"])), cookies=[cookie])


@page(doors, "POST", "/staff/sign-out", who=ANYONE)
def go_out(request: Request, ports: Ports) -> Response:
    """End the session in this browser."""
    cookie = expired_cookie(SESSION_COOKIE)
    return see_other(request.urls.path("/staff/sign-in", out="yes"), cookies=[cookie])


def return_to(asked: str) -> str:
    """The page of ours that somebody wanted before they were asked to sign in.

    Only pages that can be looked at: a command is not repeated, its form is shown instead.

    >>> return_to("/staff/cases/ABC-123456/do/notes"), return_to("https://elsewhere.example/staff")
    ('/staff/cases/ABC-123456/do/notes', '/staff/cases')
    """
    case = _A_CASE.match(asked)
    if case:
        return case[0]
    return _RECORD if asked == _RECORD else HOME


def _notice(request: Request) -> str:
    if request.query.get("out"):
        return SIGNED_OUT
    if not request.query.get("next"):
        return ""
    return ENDED if request.cookies.get(SESSION_COOKIE) else ASKED


def _again(request: Request, refused: CandourError) -> Response:
    values = {"username": (request.form["username"],), "next": (request.form["next"],)}
    typed = Typed("sign_in", values, (Fault("username", str(refused)),))
    return _form(request, typed, status=status_of(refused))


def _form(request: Request, typed: Typed, *, notice: str = "", status: int = 200) -> Response:
    asked = typed.value("next") or request.query.get("next", "")
    body = render("staff/sign_in.html", request.frame, typed=typed, notice=notice, next=asked)
    return html(body, status=status)
