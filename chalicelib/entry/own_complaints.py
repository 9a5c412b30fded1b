"""Choosing among one's own complaints, for whoever was let in to more than one."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.choose_followed import choose_followed, read_own_cases
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import Fault, Invalid, NotLetIn
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.followed import key_of_following, not_let_in
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.identity_form import summary
from chalicelib.presentation.language import marked
from chalicelib.presentation.own_complaints import own_complaints
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)


@public_page(doors, "GET", "/follow/complaints")
def choose_one(request: Request, reading: Reading) -> Response:
    """Their own complaints, each with the day on which it came; anybody else learns nothing."""
    return _form(request, reading, NOTHING_TYPED)


@public_page(doors, "POST", "/follow/complaints")
def chosen(request: Request, ports: Ports) -> Response:
    """Show the complaint that they chose."""
    try:
        choose_followed(key_of_following(request), request.form["number"], ports)
    except NotLetIn:
        return not_let_in(request)
    except Invalid as refused:
        faults = tuple(
            Fault(each.field, request.language.said(each.message)) for each in refused.faults
        )
        typed = Typed("number", {}, faults)
        return _form(request, wiring.world().reading, typed, status=422)
    return see_other(request.urls.path("/follow/complaint"))


def _form(request: Request, reading: Reading, typed: Typed, *, status: int = 200) -> Response:
    try:
        cases = read_own_cases(key_of_following(request), reading)
    except NotLetIn:
        return not_let_in(request)
    title = request.language.said(marked("Which one do you want to see?"))
    body = render(
        "follow/complaints.html",
        request.frame,
        title=title,
        complaints=own_complaints(cases, request.language),
        error=typed.errors.get("number", ""),
        faults=summary(typed),
    )
    return html(body, status=status)
