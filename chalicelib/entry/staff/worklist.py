"""The list of cases."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.list_cases import list_cases
from chalicelib.application.ports import Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_view
from chalicelib.entry.doors import Request, page
from chalicelib.entry.last_list import remembered
from chalicelib.entry.responses import html
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.worklist import worklist_page

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/cases", who=Action.LIST_CASES)
def worklist(request: Request, reading: Reading) -> Response:
    """Whose cases, what is due first."""
    today, after = london_date(reading.clock.now()), request.query.get("after", "")
    view = asked_view(request.query, request.staff, today)
    listed = list_cases(view, request.staff, reading, after=after)
    organisation = reading.policies.organisation(request.staff.organisation)
    staff = reading.directory.staff(organisation.id)
    people = people_of(staff, reading.policies.current(organisation).pack)
    shown = worklist_page(listed, people, request.urls, today=today, after=after)
    drawn = render("staff/worklist.html", request.frame, page=shown)
    return html(drawn, cookies=(remembered(view, after),))
