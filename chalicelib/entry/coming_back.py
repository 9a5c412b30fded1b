"""Stopping half-way and coming back: no account, a reference and a code by mail."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.come_back import come_back
from chalicelib.application.keep_for_later import Stop, keep_for_later
from chalicelib.application.limits import COME_BACK, KEEP_FOR_LATER, require_within
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import RuleBroken
from chalicelib.entry import drafts
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE, KEPT
from chalicelib.entry.request import LANGUAGE
from chalicelib.entry.responses import Cookie, html, see_other
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)

LATER, DONE, BACK = "/save-for-later", "/save-for-later/done", "/come-back"
NO_ADDRESS = marked("Enter an email address in the right format, like name@example.com")
TOO_MANY = marked("We have sent as many codes for this form as we can. Use the last one")
NO_ENTRY = marked(
    "The reference or the code is not right, or they are older than 14 days. After 5 wrong codes you "
    "must wait until tomorrow"
)


@public_page(doors, "GET", LATER)
def ask_address(request: Request, reading: Reading) -> Response:
    """Where the code shall go."""
    answers = drafts.load(request.cookies.get(DRAFT_COOKIE, ""), reading.drafts)
    if not answers:
        return see_other(request.urls.path("/complain"))
    return html(_later_page(request, answers.get("email", ""), ""))


@public_page(doors, "POST", LATER)
def leave(request: Request, ports: Ports) -> Response:
    """Keep the form; the code is on its way."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    answers = drafts.load(secret, ports.drafts)
    if not answers:
        return see_other(request.urls.path("/complain"))
    typed = request.form["address"]
    try:
        address = ports.fields.email(typed)
    except ValueError:
        return html(_later_page(request, typed, request.language.said(NO_ADDRESS)), status=422)
    require_within(KEEP_FOR_LATER, request.source, ports)
    stop = Stop(
        draft=drafts.key_of(secret),
        secret=secret,
        address=address,
        language=request.language.code,
        organisation=ports.policies.default_organisation().id,
        reference=answers.get(KEPT, ""),
    )
    try:
        kept = keep_for_later(stop, ports)
    except RuleBroken:
        return html(_later_page(request, typed, request.language.said(TOO_MANY)), status=409)
    drafts.keep(secret, answers | {KEPT: kept.reference}, ports.drafts)
    return see_other(request.urls.path(DONE))


@public_page(doors, "GET", DONE)
def left(request: Request, reading: Reading) -> Response:
    """How to come back, for the browser that left."""
    answers = drafts.load(request.cookies.get(DRAFT_COOKIE, ""), reading.drafts)
    kept = reading.drafts.kept(answers.get(KEPT, ""))
    if kept is None:
        return see_other(request.urls.path("/complain"))
    body = render(
        "form/kept.html",
        request.frame,
        title=request.language.said("Your form is kept"),
        reference=kept.reference,
        until=full_date(kept.ends_at.date(), request.language),
        forward=request.urls.path("/complain/check"),
        again=request.urls.path(LATER),
    )
    return html(body)


@public_page(doors, "GET", BACK)
def ask_code(request: Request, reading: Reading) -> Response:
    """Where reference and code are typed."""
    return html(_back_page(request, ""))


@public_page(doors, "POST", BACK)
def enter(request: Request, ports: Ports) -> Response:
    """Go on where they left off; one answer for everybody who cannot."""
    require_within(COME_BACK, request.source, ports)
    kept = come_back(request.form["reference"], request.form["code"], ports)
    if kept is None:
        return html(_back_page(request, request.language.said(NO_ENTRY)), status=422)
    cookies = (Cookie(DRAFT_COOKIE, kept.secret), Cookie(LANGUAGE, kept.language))
    return see_other(request.urls.path("/complain/check"), cookies=cookies)


def _later_page(request: Request, typed: str, fault: str) -> str:
    return render(
        "form/later.html",
        request.frame,
        title=request.language.said("Save and come back later"),
        typed=typed,
        faults=_faults("address", fault),
        back=request.urls.path("/complain/check"),
        action=request.urls.path(LATER),
    )


def _back_page(request: Request, fault: str) -> str:
    return render(
        "form/come_back.html",
        request.frame,
        title=request.language.said("Come back to your form"),
        typed=request.form["reference"],
        faults=_faults("reference", fault),
        action=request.urls.path(BACK),
    )


def _faults(field: str, message: str) -> list[dict[str, str]]:
    return [{"text": message, "href": f"#{field}"}] if message else []
