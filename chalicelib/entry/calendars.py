"""A calendar of one's own: its address, made and given up by its owner, and what is read there."""

from __future__ import annotations

from chalice.app import Blueprint, Response
from itsdangerous import BadData
from pydantic import BaseModel

from chalicelib.application.calendar_feed import give_up_address, make_address, read_calendar
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import NotFound
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import ANYONE, Request, page, resource
from chalicelib.entry.responses import html, see_other, text
from chalicelib.entry.signatures import signed, unsigned
from chalicelib.presentation import ical
from chalicelib.presentation.my_settings_page import OWN
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)

CALENDAR, API = "/staff/calendar-address", "/api/calendar-address"
ADDRESS = "calendar address"
"""What an address is signed as."""


class AddressOut(BaseModel):
    """Where a calendar finds somebody's dates. It is told once: keep it like a password."""

    url: str


@page(doors, "GET", "/calendar/{token}", who=ANYONE)
def read(request: Request, reading: Reading, token: str) -> Response:
    """The calendar at an address; whoever has the address may read it."""
    shown = read_calendar(_secret_in(token), reading)
    return text(ical.feed(shown, request.urls), "text/calendar; charset=utf-8")


@page(doors, "POST", CALENDAR, who=Action.ARRANGE_OWN)
def make(request: Request, ports: Ports) -> Response:
    """A new address, shown once."""
    address = _address(request, ports)
    return html(render("staff/calendar_address.html", request.frame, address=address))


@page(doors, "POST", f"{CALENDAR}/stop", who=Action.ARRANGE_OWN)
def stop(request: Request, ports: Ports) -> Response:
    """Give the address up."""
    give_up_address(request.staff, ports)
    return see_other(request.urls.path(OWN, saved="1"))


@resource(doors, "POST", API, who=Action.ARRANGE_OWN, gives=AddressOut)
def make_for_program(request: Request, ports: Ports) -> AddressOut:
    """A new address of your calendar; the one before it ends."""
    return AddressOut(url=_address(request, ports))


@resource(doors, "POST", f"{API}/stop", who=Action.ARRANGE_OWN, status=204)
def stop_for_program(request: Request, ports: Ports) -> Response:
    """End the address of your calendar."""
    give_up_address(request.staff, ports)
    return Response("", status_code=204)


def _address(request: Request, ports: Ports) -> str:
    token = signed(make_address(request.staff, ports), ADDRESS)
    return request.urls.full(f"/calendar/{token}")


def _secret_in(token: str) -> str:
    """What was signed: a forged address costs no look into the table. Raises: NotFound."""
    try:
        return unsigned(token, ADDRESS)
    except BadData:
        raise NotFound("There is no calendar at this address") from None
