"""The copy of a response for whoever of the staff it mentions."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_own_copy import read_own_copy
from chalicelib.domain.policy import Action
from chalicelib.entry.access_models import CopyOut
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)


@resource(doors, "GET", "/api/copies/{reference}", who=Action.READ_OWN_COPY, gives=CopyOut)
def own_copy_for_programs(request: Request, reading: Reading, reference: str) -> CopyOut:
    """Your own copy of the response."""
    found = read_own_copy(asked_reference(reference), request.staff, reading)
    return CopyOut(reference=str(found.reference), text=found.letter.text)


@page(doors, "GET", "/staff/copies/{reference}", who=Action.READ_OWN_COPY)
def own_copy(request: Request, reading: Reading, reference: str) -> Response:
    """Your own copy of the response."""
    found = read_own_copy(asked_reference(reference), request.staff, reading)
    return html(render("staff/own_copy.html", request.frame, page=found))
