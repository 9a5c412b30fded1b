"""The JSON API of one's own desk: saved lists, and what is new on one's cases."""

from __future__ import annotations

from chalice.app import Blueprint
from pydantic import AwareDatetime, BaseModel

from chalicelib.application.keep_desk import drop_view, have_seen, keep_view
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_news import read_news
from chalicelib.domain.events import EventType
from chalicelib.domain.own_desk import Desk, SavedView
from chalicelib.domain.policy import Action
from chalicelib.entry import api_answers
from chalicelib.entry.doors import Request, resource
from chalicelib.entry.staff.own_desk import listed_in
from chalicelib.presentation.saved_views import asked_of

doors = Blueprint(__name__)

VIEWS, NEWS = "/api/views", "/api/news"


class ViewIn(BaseModel, extra="forbid"):
    """A name, and what the address of the list asks for, such as `view=team&due=overdue`."""

    name: str
    asked: str


class ViewNameIn(BaseModel, extra="forbid"):
    """The name of a list that was kept."""

    name: str


class ViewOut(BaseModel):
    """A list that was kept; `href` is where to read it."""

    name: str
    href: str


class ViewsOut(BaseModel):
    """All of somebody's own, by name."""

    items: tuple[ViewOut, ...]


class NewsLineOut(BaseModel):
    """The last thing that happened to a case, besides what its handler did."""

    reference: str
    href: str
    type: EventType
    at: AwareDatetime


class NewsOut(BaseModel):
    """The asker's cases with news, the latest first. Where `is_all` is false there may be more."""

    items: tuple[NewsLineOut, ...]
    since: AwareDatetime | None
    until: AwareDatetime
    is_all: bool


class SeenIn(BaseModel, extra="forbid"):
    """Until when everything was seen: the `until` of the news that were read."""

    until: AwareDatetime


class SeenOut(BaseModel):
    """Until when everything is seen."""

    since: AwareDatetime | None


@resource(doors, "GET", VIEWS, who=Action.LIST_CASES, gives=ViewsOut)
def own_views(request: Request, reading: Reading) -> ViewsOut:
    """The lists that you gave a name."""
    return _views(reading.desks.of(request.staff.organisation, request.staff.id), request)


@resource(doors, "POST", VIEWS, who=Action.LIST_CASES, takes=ViewIn, gives=ViewsOut)
def keep_a_view(request: Request, ports: Ports, body: ViewIn) -> ViewsOut:
    """Keep a list under a name, in the place of one of the same name."""
    asked = asked_of(listed_in(request, body.asked, ports))
    return _views(keep_view(SavedView(body.name, asked), request.staff, ports), request)


@resource(doors, "POST", f"{VIEWS}/removal", who=Action.LIST_CASES, takes=ViewNameIn, gives=ViewsOut)
def drop_a_view(request: Request, ports: Ports, body: ViewNameIn) -> ViewsOut:
    """Drop a list that was kept; one that is not there is dropped already."""
    return _views(drop_view(body.name, request.staff, ports), request)


@resource(doors, "GET", NEWS, who=Action.LIST_CASES, gives=NewsOut)
def own_news(request: Request, reading: Reading) -> NewsOut:
    """What happened on your cases since you last looked."""
    found = read_news(request.staff, reading)
    items = tuple(
        NewsLineOut(
            reference=str(row.reference),
            href=api_answers.href(row.reference),
            type=row.news.type,
            at=row.news.at,
        )
        for row in found.rows
        if row.news
    )
    return NewsOut(items=items, since=found.since, until=found.until, is_all=found.is_all)


@resource(doors, "POST", f"{NEWS}/seen", who=Action.LIST_CASES, takes=SeenIn, gives=SeenOut)
def news_are_seen(request: Request, ports: Ports, body: SeenIn) -> SeenOut:
    """Say that you have seen what is new."""
    return SeenOut(since=have_seen(body.until, request.staff, ports).looked_at)


def _views(desk: Desk, request: Request) -> ViewsOut:
    path = request.urls.path("/api/cases")
    return ViewsOut(items=tuple(ViewOut(name=v.name, href=f"{path}?{v.asked}") for v in desk.views))
