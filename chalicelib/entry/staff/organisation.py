"""Organisation, "Details and contacts": what people see of it and whom it sends them to."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.change_settings import change_details, check_contact, require_readable
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_settings import read_settings
from chalicelib.domain.errors import CandourError, Fault, Invalid, OrganisationChanged
from chalicelib.domain.organisation_settings import CONTACT_FIELDS, DETAILS, settle_details
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import typed_version
from chalicelib.entry.doors import Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.organisation_page import CONTACTS, PATH, Said, organisation_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

LOOK = "look"


@page(doors, "GET", PATH, who=Action.CHANGE_ORGANISATION)
def details(request: Request, reading: Reading) -> Response:
    """What holds, and who changed what of it."""
    return _shown(request, reading, Said(NOTHING_TYPED, done=request.query.get("done", "")))


@page(doors, "POST", PATH, who=Action.CHANGE_ORGANISATION)
def change(request: Request, ports: Ports) -> Response:
    """Save the details; or, first, show how they would look and save nothing."""
    written = {field: request.form[field] for field in DETAILS}
    looking = request.form["do"] == LOOK
    try:
        if looking:
            require_readable(written, ports.fields)
            settle_details(ports.policies.organisation(request.staff.organisation), written)
        else:
            version = typed_version(request.form["version"])
            change_details(written, request.staff, version=version, ports=ports)
    except (Invalid, OrganisationChanged) as refused:
        return _again(request, ports, refused, fields=DETAILS)
    if looking:
        return _shown(request, ports, Said(_typed(request, DETAILS), looking=True))
    return see_other(request.urls.path(PATH, done="details"))


@page(doors, "POST", f"{CONTACTS}/{{code}}", who=Action.CHANGE_ORGANISATION)
def check(request: Request, ports: Ports, code: str) -> Response:
    """Keep a contact as somebody checked it today."""
    written = {field: request.form[field] for field in CONTACT_FIELDS}
    try:
        version = typed_version(request.form["version"])
        check_contact(code, written, request.staff, version=version, ports=ports)
    except (Invalid, OrganisationChanged) as refused:
        return _again(request, ports, refused, fields=CONTACT_FIELDS, contact=code)
    return see_other(request.urls.path(PATH, done="contact"))


def _typed(request: Request, fields: tuple[str, ...], faults: tuple[Fault, ...] = ()) -> Typed:
    return Typed("settings", {field: (request.form[field],) for field in fields}, faults)


def _again(
    request: Request,
    ports: Ports,
    refused: CandourError,
    *,
    fields: tuple[str, ...],
    contact: str = "",
) -> Response:
    whole = (Fault(fields[0], str(refused)),)
    faults = refused.faults if isinstance(refused, Invalid) else whole
    said = Said(_typed(request, fields, faults), contact=contact)
    return _shown(request, ports, said, status=status_of(refused))


def _shown(request: Request, world: Reading | Ports, said: Said, *, status: int = 200) -> Response:
    held = read_settings(request.staff, world)
    people = people_of(world.directory.staff(held.organisation.id), held.pack)
    shown = organisation_page(held, people, said)
    body = render("staff/organisation_details.html", request.frame, page=shown)
    return html(body, status=status)
