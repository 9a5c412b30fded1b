"""One case: its page. What can be done to it stands in `entry.commands`."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_case import read_case
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_reference, asked_strand
from chalicelib.entry.doors import Request, page
from chalicelib.entry.last_list import way_from
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.case_page import Moment, case_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.sheet_page import sheet_page

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/cases/{reference}", who=Action.READ_CASE)
def case(request: Request, reading: Reading, reference: str) -> Response:
    """The page of a case. Initials that it had earlier lead to the present ones (S0-3)."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    present = opened.file.case.reference
    if present.in_url != reference:
        return see_other(request.urls.path(request.urls.staff_case(present)))
    moment = Moment(
        now=reading.clock.now(),
        done=request.query.get("done", ""),
        strand=asked_strand(request.query),
    )
    shown = case_page(opened, request.staff, request.urls, moment)
    way = way_from(request, present.number, london_date(moment.now))
    return html(render("staff/case.html", request.frame, page=shown, way=way))


@page(doors, "GET", "/staff/cases/{reference}/sheet", who=Action.READ_CASE)
def sheet(request: Request, reading: Reading, reference: str) -> Response:
    """The contact record sheet, to print (S2-69)."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    path = request.urls.path(request.urls.staff_case(opened.file.case.reference))
    return html(render("staff/sheet.html", request.frame, page=sheet_page(opened, path)))
