"""One's own desk: saved lists, and what is new on one's cases."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.keep_desk import drop_view, have_seen, keep_view
from chalicelib.application.ports import Ports, Reading, View
from chalicelib.application.read_news import read_news
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.own_desk import SavedView
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_view
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.staff.worklist import list_again
from chalicelib.presentation.news_page import PATH, SEEN, news_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.saved_views import DROP, SAVE, asked_of
from chalicelib.presentation.typed import Typed
from chalicelib.presentation.worklist_filters import PATH as LIST

doors = Blueprint(__name__)


@page(doors, "POST", SAVE, who=Action.LIST_CASES)
def save(request: Request, ports: Ports) -> Response:
    """Keep a list under a name."""
    view = listed_in(request, request.form["asked"], ports)
    asked, name = asked_of(view), request.form["name"]
    try:
        keep_view(SavedView(name, asked), request.staff, ports)
    except Invalid as refused:
        typed = Typed("name", {"name": (name,)}, refused.faults)
        return list_again(request, view, wiring.world().reading, typed)
    return see_other(f"{request.urls.path(LIST)}?{asked}")


@page(doors, "POST", DROP, who=Action.LIST_CASES)
def drop(request: Request, ports: Ports) -> Response:
    """Drop a list that was kept."""
    asked = asked_of(listed_in(request, request.form["asked"], ports))
    drop_view(request.form["name"], request.staff, ports)
    return see_other(f"{request.urls.path(LIST)}?{asked}")


@page(doors, "GET", PATH, who=Action.LIST_CASES)
def news(request: Request, reading: Reading) -> Response:
    """What happened on your cases since you last looked."""
    organisation = reading.policies.organisation(request.staff.organisation)
    staff = reading.directory.staff(organisation.id)
    people = people_of(staff, reading.policies.current(organisation).pack)
    shown = news_page(read_news(request.staff, reading), people, request.urls)
    return html(render("staff/news.html", request.frame, page=shown))


@page(doors, "POST", SEEN, who=Action.LIST_CASES)
def seen(request: Request, ports: Ports) -> Response:
    """Say that you have seen what is new."""
    have_seen(moment(request.form["until"]), request.staff, ports)
    return see_other(request.urls.path(PATH))


def listed_in(request: Request, asked: str, ports: Ports) -> View:
    """The list that an address asks for. Raises: Invalid, where there is no such list."""
    return asked_view(dict(parse_qsl(asked)), request.staff, london_date(ports.clock.now()))


def moment(text: str) -> datetime:
    """The instant that a page carried. Raises: Invalid, where somebody took it out."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or read.tzinfo is None:
        raise Invalid([Fault("until", "This page is not whole. Open it again and try once more")])
    return read
