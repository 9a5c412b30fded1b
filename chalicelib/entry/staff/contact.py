"""Recording what somebody told staff by telephone, in person or by letter."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import CandourError, Invalid, Unavailable
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, page
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.recorded import Sheet, read_sheet
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.contact_page import contact_page
from chalicelib.presentation.forms.moments import EARLIER
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

PATH = "/staff/contacts/new"


@page(doors, "GET", PATH, who=Action.OPEN_CASE)
def sheet(request: Request, reading: Reading) -> Response:
    """The sheet for a new contact."""
    return _shown(request, NOTHING_TYPED, wiring.world().ports.chance.nonce())


@page(doors, "POST", PATH, who=Action.OPEN_CASE)
def record(request: Request, ports: Ports) -> Response:
    """Make a case of what was recorded; pressing the button twice makes one."""
    organisation = ports.policies.organisation(request.staff.organisation)
    by = Actor(ActorKind.STAFF, request.staff.id)
    try:
        intake = read_sheet(_filled(request.form), request.staff, ports)
        received = open_case(intake, organisation=organisation, by=by, ports=ports)
    except (Invalid, Unavailable) as refused:
        return _again(request, refused)
    case = request.urls.staff_case(received.reference)
    return see_other(request.urls.path(case, done="recorded"))


def _filled(form: Form) -> Sheet:
    earlier = form["when"] == EARLIER
    return Sheet(answers=form, key=form["key"], received_earlier=earlier)


def _again(request: Request, refused: CandourError) -> Response:
    form = request.form
    faults = refused.faults if isinstance(refused, Invalid) else ()
    typed = Typed("contact", {name: form.all(name) for name in form}, faults)
    return _shown(request, typed, form["key"], status=status_of(refused))


def _shown(request: Request, typed: Typed, key: str, *, status: int = 200) -> Response:
    policies = wiring.world().reading.policies
    organisation = policies.organisation(request.staff.organisation)
    shown = contact_page(policies.current(organisation).pack, typed, key=key)
    return html(render("staff/contact.html", request.frame, page=shown), status=status)
