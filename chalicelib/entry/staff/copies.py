"""The copies of somebody's details: the list, and opening one, for people and for programs."""

from __future__ import annotations

from chalice.app import Blueprint, Response
from pydantic import AwareDatetime, BaseModel

from chalicelib.application.make_copy import open_copy
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import read_case
from chalicelib.domain.copy_orders import Copy, copies_of
from chalicelib.domain.policy import Action
from chalicelib.entry.api_documents import OpeningIn, OpeningOut
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.copies import copies_page
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)

STAFF, API = "/staff/cases/{reference}/copies", "/api/cases/{reference}/copies"


class DetailsCopyOut(BaseModel):
    """One copy; `made_at` is missing until it is there."""

    copy_id: str
    request: str
    ordered_at: AwareDatetime
    made_at: AwareDatetime | None


class DetailsCopiesOut(BaseModel):
    """Every copy that was ordered, oldest first."""

    items: tuple[DetailsCopyOut, ...]


@page(doors, "GET", STAFF, who=Action.ORDER_COPY)
def copies(request: Request, reading: Reading, reference: str) -> Response:
    """The copies of the person's details that were put together."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    shown = copies_page(opened, request.urls)
    return html(render("staff/copies.html", request.frame, page=shown))


@page(doors, "POST", f"{STAFF}/{{copy}}/opening", who=Action.ORDER_COPY)
def opening(request: Request, ports: Ports, reference: str, copy: str) -> Response:
    """Open a copy: recorded, then given by the store."""
    return see_other(open_copy(asked_reference(reference), copy, request.staff, ports))


@resource(doors, "GET", API, who=Action.ORDER_COPY, gives=DetailsCopiesOut)
def copies_for_programs(request: Request, reading: Reading, reference: str) -> DetailsCopiesOut:
    """The copies of the person's details that were ordered."""
    file = read_case(asked_reference(reference), request.staff, reading).file
    return DetailsCopiesOut(items=tuple(map(_out, copies_of(file.events, file.case.number))))


@resource(
    doors,
    "POST",
    f"{API}/{{copy}}/opening",
    who=Action.ORDER_COPY,
    takes=OpeningIn,
    gives=OpeningOut,
)
def open_copy_for_programs(
    request: Request, ports: Ports, body: OpeningIn, reference: str, copy: str
) -> OpeningOut:
    """Open a copy: recorded, then an address for a minute."""
    return OpeningOut(url=open_copy(asked_reference(reference), copy, request.staff, ports))


def _out(copy: Copy) -> DetailsCopyOut:
    return DetailsCopyOut(
        copy_id=copy.id, request=copy.request, ordered_at=copy.ordered_at, made_at=copy.made_at
    )
