"""The list of cases."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.list_cases import Worklist, list_cases, opening_list
from chalicelib.application.ports import Reading, View
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_view
from chalicelib.entry.doors import Request, page
from chalicelib.entry.last_list import remembered
from chalicelib.entry.responses import html
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.several_page import offer_to
from chalicelib.presentation.typed import NOTHING_TYPED, Typed
from chalicelib.presentation.worklist import worklist_page
from chalicelib.presentation.worklist_filters import PATH

doors = Blueprint(__name__)


@page(doors, "GET", PATH, who=Action.LIST_CASES)
def worklist(request: Request, reading: Reading) -> Response:
    """Whose cases, what is due first."""
    if not request.query:
        return shown_list(request, opening_list(request.staff, reading), reading)
    view = asked_view(request.query, request.staff, london_date(reading.clock.now()))
    after = request.query.get("after", "")
    listed = list_cases(view, request.staff, reading, after=after)
    typed = Typed("several", {"pick": (request.query.get("pick", ""),)})
    return shown_list(request, listed, reading, after=after, typed=typed)


def list_again(request: Request, view: View, reading: Reading, typed: Typed) -> Response:
    """The list again on which something could not stand, with what was typed and what is in the way."""
    listed = list_cases(view, request.staff, reading)
    return shown_list(request, listed, reading, typed=typed, status=422)


def shown_list(
    request: Request,
    listed: Worklist,
    reading: Reading,
    *,
    after: str = "",
    typed: Typed = NOTHING_TYPED,
    status: int = 200,
) -> Response:
    """The page of this list, which the browser then remembers."""
    organisation = reading.policies.organisation(request.staff.organisation)
    staff = reading.directory.staff(organisation.id)
    pack = reading.policies.current(organisation).pack
    today = london_date(reading.clock.now())
    shown = worklist_page(
        listed,
        people_of(staff, pack),
        request.urls,
        today=today,
        after=after,
        offer=offer_to(request.staff, staff, pack),
        typed=typed,
    )
    drawn = render("staff/worklist.html", request.frame, page=shown)
    return html(drawn, status=status, cookies=(remembered(listed, after),))
