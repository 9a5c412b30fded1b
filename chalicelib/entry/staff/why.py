"""Why somebody opens a sensitive case: asked before it is shown, of people and of programs alike."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.enter_case import enter_case, why_asked
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import as_it_stands
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.policy import Action
from chalicelib.domain.reads import ReadReason, Visit
from chalicelib.entry import api_answers
from chalicelib.entry.access_models import ReadIn
from chalicelib.entry.api_models import CaseOut
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.staff.sign_in import return_to
from chalicelib.presentation.pages import render
from chalicelib.presentation.read_page import read_page
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

WHY = "/staff/cases/{reference}/why"


@page(doors, "GET", WHY, who=Action.READ_CASE)
def ask(request: Request, reading: Reading, reference: str) -> Response:
    """Why do you open this case?"""
    return _shown(request, reading, reference, NOTHING_TYPED, request.query.get("next", ""))


@page(doors, "POST", WHY, who=Action.READ_CASE)
def answer(request: Request, ports: Ports, reference: str) -> Response:
    """Record it, and go on to the page that was asked for."""
    try:
        file = enter_case(asked_reference(reference), _visit(request), request.staff, ports)
    except Invalid as refused:
        typed = Typed("why", {name: request.form.all(name) for name in request.form}, refused.faults)
        return _shown(request, wiring.world().reading, reference, typed, request.form["next"], 422)
    case = request.urls.path(request.urls.staff_case(file.case.reference))
    wanted = request.form["next"]
    return see_other(request.urls.path(return_to(wanted)) if wanted else case)


@resource(
    doors,
    "POST",
    "/api/cases/{reference}/reads",
    who=Action.READ_CASE,
    takes=ReadIn,
    gives=CaseOut,
)
def read_by_program(request: Request, ports: Ports, body: ReadIn, reference: str) -> CaseOut:
    """Open a sensitive case, with the reason, which is recorded."""
    visit = Visit(body.reason, body.text)
    file = enter_case(asked_reference(reference), visit, request.staff, ports)
    return api_answers.case_out(as_it_stands(file, request.staff, ports), ports.clock.now())


def _visit(request: Request) -> Visit:
    """What was chosen. Raises: Invalid."""
    reason = request.form["reason"]
    if reason not in set(ReadReason):
        raise Invalid([Fault("reason", "Choose your reason")])
    return Visit(ReadReason(reason), request.form["text"])


def _shown(
    request: Request, reading: Reading, reference: str, typed: Typed, wanted: str, status: int = 200
) -> Response:
    asked = why_asked(asked_reference(reference), request.staff, reading)
    shown = read_page(asked, typed, request.urls, come_back_to=wanted)
    return html(render("staff/why.html", request.frame, page=shown), status=status)
