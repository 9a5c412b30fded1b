"""The registers: who opened sensitive cases, and what was given to others. For those who answer for
confidentiality.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_register import read_register
from chalicelib.application.read_sharings import read_sharings
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.entry.access_models import ReadOut, RegisterOut, SharingOut, SharingsOut
from chalicelib.entry.api_models import HandlerOut
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.register_page import REGISTER, register_page
from chalicelib.presentation.sharings_page import SHARINGS, sharings_page

doors = Blueprint(__name__)


@page(doors, "GET", REGISTER, who=Action.READ_REGISTER)
def register(request: Request, reading: Reading) -> Response:
    """Who opened which sensitive case in a month, and why."""
    month, after = _month(request, reading), request.query.get("after", "")
    found = read_register(month, request.staff, reading, after=after)
    today = london_date(reading.clock.now())
    people = _people(request, reading)
    shown = register_page(found, people, request.urls, month=month, today=today)
    return html(render("staff/register.html", request.frame, page=shown))


@resource(doors, "GET", "/api/reads", who=Action.READ_REGISTER, gives=RegisterOut)
def register_for_programs(request: Request, reading: Reading) -> RegisterOut:
    """Who opened which sensitive case in a month, and why."""
    month, people = _month(request, reading), _people(request, reading)
    found = read_register(month, request.staff, reading, after=request.query.get("after", ""))
    named = f"{month:%Y-%m}"
    following = request.urls.path("/api/reads", month=named, after=found.after)
    return RegisterOut(
        month=named,
        items=tuple(
            ReadOut(
                reference=str(read.reference),
                by=_person(read.by, people),
                at=read.at,
                reason=read.reason,
            )
            for read in found.reads
        ),
        next=following if found.after else None,
    )


@page(doors, "GET", SHARINGS, who=Action.READ_REGISTER)
def sharings(request: Request, reading: Reading) -> Response:
    """What was given to others in a month, and what allowed it."""
    month, after = _month(request, reading), request.query.get("after", "")
    found = read_sharings(month, request.staff, reading, after=after)
    today = london_date(reading.clock.now())
    people = _people(request, reading)
    shown = sharings_page(found, people, request.urls, month=month, today=today)
    return html(render("staff/sharings.html", request.frame, page=shown))


@resource(doors, "GET", "/api/sharings", who=Action.READ_REGISTER, gives=SharingsOut)
def sharings_for_programs(request: Request, reading: Reading) -> SharingsOut:
    """What was given to others in a month, and what allowed it."""
    month = _month(request, reading)
    found = read_sharings(month, request.staff, reading, after=request.query.get("after", ""))
    named = f"{month:%Y-%m}"
    following = request.urls.path("/api/sharings", month=named, after=found.after)
    return SharingsOut(
        month=named,
        items=tuple(
            SharingOut(reference=str(each.reference), by=str(each.by), **asdict(each.shared))
            for each in found.entries
        ),
        next=following if found.after else None,
    )


def _person(staff: StaffId, people: People) -> HandlerOut:
    return HandlerOut(id=staff, name=people.handler(staff))


def _month(request: Request, reading: Reading) -> date:
    """The first day of the month that is asked for; this month's where none is. Raises: Invalid."""
    asked = request.query.get("month", "")
    if not asked:
        return london_date(reading.clock.now()).replace(day=1)
    try:
        return date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Invalid([Fault("month", "Write the month like 2026-11")]) from None


def _people(request: Request, reading: Reading) -> People:
    organisation = reading.policies.organisation(request.staff.organisation)
    staff = reading.directory.staff(organisation.id)
    return people_of(staff, reading.policies.current(organisation).pack)
