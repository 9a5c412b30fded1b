"""The list of cases, and finding one by its reference."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.list_cases import list_cases
from chalicelib.application.ports import Reading
from chalicelib.application.read_case import read_case
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import CandourError, Fault, Invalid, NotFound
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import read_reference
from chalicelib.entry.asked import asked_view
from chalicelib.entry.doors import Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.typed import Typed
from chalicelib.presentation.worklist import worklist_page

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/cases", who=Action.LIST_CASES)
def worklist(request: Request, reading: Reading) -> Response:
    """Whose cases, what is due first."""
    today, after = london_date(reading.clock.now()), request.query.get("after", "")
    listed = list_cases(
        asked_view(request.query, request.staff, today), request.staff, reading, after=after
    )
    organisation = reading.policies.organisation(request.staff.organisation)
    staff = reading.directory.staff(organisation.id)
    people = people_of(staff, reading.policies.current(organisation).pack)
    shown = worklist_page(listed, people, request.urls, today=today, after=after)
    return html(render("staff/worklist.html", request.frame, page=shown))


@page(doors, "GET", "/staff/cases/find", who=Action.READ_CASE)
def find(request: Request, reading: Reading) -> Response:
    """Straight to the case of a reference, under whatever initials; or what is wrong with it."""
    wanted = request.query.get("reference", "")
    try:
        opened = read_case(read_reference(wanted), request.staff, reading)
    except Invalid as refused:
        return _not_found(request, wanted, refused, refused.faults[0].message)
    except NotFound as refused:
        return _not_found(request, wanted, refused, str(refused))
    return see_other(request.urls.path(request.urls.staff_case(opened.file.case.reference)))


def _not_found(request: Request, wanted: str, refused: CandourError, message: str) -> Response:
    typed = Typed("find", {"reference": (wanted,)}, (Fault("reference", message),))
    body = render("staff/find.html", request.frame, typed=typed, wanted=wanted)
    return html(body, status=status_of(refused))
