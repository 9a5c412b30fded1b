"""The agenda of the monthly meeting."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_agenda import read_agenda
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html
from chalicelib.presentation.agenda_page import PATH, agenda_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of

doors = Blueprint(__name__)


@page(doors, "GET", PATH, who=Action.MINUTE)
def agenda(request: Request, reading: Reading) -> Response:
    """What the meeting talks about, to print."""
    organisation = reading.policies.organisation(request.staff.organisation)
    pack = reading.policies.current(organisation).pack
    people = people_of(reading.directory.staff(organisation.id), pack)
    shown = agenda_page(read_agenda(request.staff, reading), people, request.urls)
    return html(render("staff/agenda.html", request.frame, page=shown))
