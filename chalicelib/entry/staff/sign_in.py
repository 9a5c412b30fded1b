"""Coming in and going out."""

from __future__ import annotations

import re
from contextlib import suppress

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.come_in import come_in
from chalicelib.application.go_out import go_out, go_out_everywhere
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.sign_in import Attempt, Session, Step, StepKind
from chalicelib.domain.errors import (
    CandourError,
    Fault,
    NotAllowed,
    SignInRequired,
    TooManyTries,
    Unavailable,
)
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import ANYONE, Request, page
from chalicelib.entry.guards import SESSION_COOKIE
from chalicelib.entry.refusals import status_of
from chalicelib.entry.refused_sign_ins import counted
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.entry.staff.sign_in_step import STEP_COOKIE, step_cookie
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

HOME = "/staff/cases"
_A_CASE = re.compile(r"^/staff/cases/[A-Za-z]{2,4}-\d{6}(/do/[a-z-]+$)?", re.ASCII)
_RECORD = "/staff/contacts/new"

STEPS = {
    StepKind.CODE: "/staff/sign-in/code",
    StepKind.NEW_PASSWORD: "/staff/sign-in/new-password",
    StepKind.SET_UP: "/staff/sign-in/set-up",
    StepKind.FORGOTTEN: "/staff/forgotten-password/new",
}
"""The page of each step."""

_NOTICES = {
    "out": "You have signed out.",
    "everywhere": "You have signed out everywhere.",
    "over": "Signing in took too long. Start again.",
    "set": "Your authenticator app is set up. Sign in again: we ask for a code of it from now on.",
    "renewed": "Your password is changed. Sign in with the new one.",
    "app": "Sign in once more to set up an authenticator app.",
}
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
def begin(request: Request, ports: Ports) -> Response:
    """Begin a session, or go on to what comes first. Whatever was wrong reads alike."""
    form = request.form
    attempt = Attempt(form["username"], form["password"], sets_up=form["app"] == "yes")
    try:
        with counted(doors, ports):
            answer = come_in(attempt, wiring.world().staff_door, ports)
    except (SignInRequired, TooManyTries, Unavailable) as refused:
        return _again(request, refused)
    except NotAllowed as refused:
        return html(render("staff/no_role.html", request.frame), status=status_of(refused))
    return went_on(request, answer, return_to(form["next"]))


@page(doors, "POST", "/staff/sign-out", who=ANYONE)
def leave(request: Request, ports: Ports) -> Response:
    """End the session: in this browser, and wherever its token was kept."""
    with suppress(SignInRequired):
        go_out(request.cookies.get(SESSION_COOKIE, ""), wiring.world().staff_door)
    return left(request, "out")


@page(doors, "POST", "/staff/sign-out-everywhere", who=Action.ARRANGE_OWN)
def leave_everywhere(request: Request, ports: Ports) -> Response:
    """End every session of whoever asks."""
    go_out_everywhere(request.staff.id, wiring.world().staff_door)
    return left(request, "everywhere")


def went_on(request: Request, answer: Session | Step, wanted: str) -> Response:
    """To the next step, or in."""
    if isinstance(answer, Step):
        return see_other(request.urls.path(STEPS[answer.kind]), cookies=[step_cookie(answer, wanted)])
    # Without an age the browser keeps it to its own end and still shows it once its time is over:
    # that is how the page knows that a session ended, and was not merely missing.
    cookies = [Cookie(SESSION_COOKIE, answer.token), expired_cookie(STEP_COOKIE)]
    return see_other(request.urls.path(wanted), cookies=cookies)


def left(request: Request, why: str) -> Response:
    """To the form, which says why; the browser forgets what it kept."""
    forgotten = [expired_cookie(SESSION_COOKIE), expired_cookie(STEP_COOKIE)]
    return see_other(request.urls.path("/staff/sign-in", because=why), cookies=forgotten)


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
    because = _NOTICES.get(request.query.get("because", ""))
    if because or not request.query.get("next"):
        return because or ""
    return ENDED if request.cookies.get(SESSION_COOKIE) else ASKED


def _again(request: Request, refused: CandourError) -> Response:
    kept = {name: (request.form[name],) for name in ("username", "next", "app")}
    typed = Typed("sign_in", kept, (Fault("username", str(refused)),))
    return _form(request, typed, status=status_of(refused))


def _form(request: Request, typed: Typed, *, notice: str = "", status: int = 200) -> Response:
    app = typed.value("app") or ("yes" if request.query.get("because") == "app" else "")
    asked = typed.value("next") or request.query.get("next", "")
    body = render("staff/sign_in.html", request.frame, typed=typed, notice=notice, next=asked, app=app)
    return html(body, status=status)
