"""The same to several cases of a list: a preview, then what came of each."""

from __future__ import annotations

from urllib.parse import parse_qsl

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Ports, Reading
from chalicelib.application.several_cases import Several, change_several, preview_several
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import Invalid
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_view
from chalicelib.entry.asked_several import read_deed, read_handler, read_picked
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html
from chalicelib.entry.staff.worklist import list_again
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.saved_views import asked_of
from chalicelib.presentation.several_page import DO, PREVIEW, done_page, preview_page
from chalicelib.presentation.typed import Typed

doors = Blueprint(__name__)


@page(doors, "POST", PREVIEW, who=Action.LIST_CASES, changes=False)
def preview(request: Request, reading: Reading) -> Response:
    """Look at what would come of it in each of the cases."""
    back = _list(request, reading)
    try:
        asked = _asked(request)
        outcomes = preview_several(asked, request.staff, reading)
    except Invalid as refused:
        typed = Typed("several", {n: request.form.all(n) for n in request.form}, refused.faults)
        view = asked_view(dict(parse_qsl(back)), request.staff, london_date(reading.clock.now()))
        return list_again(request, view, reading, typed)
    shown = preview_page(asked, outcomes, _people(request, reading), request.urls, back)
    return html(render("staff/several.html", request.frame, page=shown))


@page(doors, "POST", DO, who=Action.LIST_CASES)
def do(request: Request, ports: Ports) -> Response:
    """Do it to each of the cases, and say what came of it."""
    asked = _asked(request)
    outcomes = change_several(asked, request.staff, ports)
    back = _list(request, ports)
    shown = done_page(asked, outcomes, _people(request, ports), request.urls, back)
    return html(render("staff/several.html", request.frame, page=shown))


def _asked(request: Request) -> Several:
    form = request.form
    return Several(
        deed=read_deed(form["deed"]),
        picked=read_picked(form.all("case")),
        handler=read_handler(form["deed"], form["handler"]),
    )


def _list(request: Request, world: Reading | Ports) -> str:
    """The list that the cases were chosen from, to lead back to it."""
    today = london_date(world.clock.now())
    return asked_of(asked_view(dict(parse_qsl(request.form["asked"])), request.staff, today))


def _people(request: Request, world: Reading | Ports) -> People:
    organisation = world.policies.organisation(request.staff.organisation)
    pack = world.policies.current(organisation).pack
    return people_of(world.directory.staff(organisation.id), pack)
