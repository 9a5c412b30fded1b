"""Organisation, "Timetable": what is owed each month and each year, and recording that it is done."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.keep_timetable import read_timetable, record_report
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import Fault, Invalid, StoreBusy
from chalicelib.domain.policy import Action
from chalicelib.domain.timetable import ReportDone
from chalicelib.entry.doors import Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.timetable_mail import PATH
from chalicelib.presentation.timetable_page import timetable_page
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)


@page(doors, "GET", PATH, who=Action.RECORD_REPORT)
def timetable(request: Request, reading: Reading) -> Response:
    """What is owed, with its working, and what was done."""
    return _shown(request, reading, NOTHING_TYPED)


@page(doors, "POST", PATH, who=Action.RECORD_REPORT)
def record(request: Request, ports: Ports) -> Response:
    """Keep that it is minuted, or published."""
    done = ReportDone(request.form["clock"], request.form["text"])
    try:
        record_report(done, request.staff, ports)
    except (Invalid, StoreBusy) as refused:
        faults = refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)
        typed = Typed("report", {"clock": (done.clock,), "text": (done.text,)}, faults)
        return _shown(request, ports, typed, status=status_of(refused))
    return see_other(request.urls.path(PATH, done="yes"))


def _shown(request: Request, world: Reading | Ports, typed: Typed, *, status: int = 200) -> Response:
    held = read_timetable(request.staff, world)
    people = people_of(world.directory.staff(request.staff.organisation), held.pack)
    said = request.query.get("done") == "yes"
    shown = timetable_page(held, people, typed, world.clock.now(), said=said)
    body = render("staff/organisation_timetable.html", request.frame, page=shown)
    return html(body, status=status)
