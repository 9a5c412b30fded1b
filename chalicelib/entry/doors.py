"""The frame of every door. Each door states who may enter; the frame lets them in or says why not,
reads what they bring, and turns every refusal into a page or a problem.

A route exists only through `page`, `resource` or `question`, so none can forget to say who may enter.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias
from urllib.parse import unquote

from chalice.app import Blueprint, Response
from pydantic import BaseModel

from chalicelib import wiring
from chalicelib.domain.errors import (
    CandourError,
    NotAllowed,
    NotFound,
)
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import Action
from chalicelib.entry import guards, refusals
from chalicelib.entry.guards import SESSION_COOKIE, VISIT_COOKIE
from chalicelib.entry.own_cookies import own_answer, own_cookies
from chalicelib.entry.reading_requests import model_of
from chalicelib.entry.request import Request, read
from chalicelib.entry.responses import json_text
from chalicelib.entry.security_headers import sealed
from chalicelib.observability import Look, looking, where
from chalicelib.presentation.urls import OF_AN_ORGANISATION

Kind = refusals.Kind

_SENT_BY_PAGES = {"GET": ["*/*"], "POST": ["application/x-www-form-urlencoded"]}


class Anyone(StrEnum):
    """The statement that a door is open to everybody."""

    ANYONE = "anyone"


ANYONE = Anyone.ANYONE
Who = Anyone | Action


Taken: TypeAlias = "type[BaseModel] | Callable[[], type[BaseModel]]"
"""What a door takes: a model, or what makes it when the first request or reader asks. To make those of
every command took a twentieth of a cold start, and a request needs one.
"""


def _made(taken: Taken | None) -> type[BaseModel] | None:
    return taken if taken is None or isinstance(taken, type) else taken()


@dataclass(frozen=True, slots=True)
class Statement:
    """What a door says of itself: OpenAPI, the permission tests and the link tests read it."""

    method: str
    path: str
    who: Who
    kind: Kind
    taken: Taken | None
    gives: type[BaseModel] | None
    status: int
    summary: str
    view: str
    changes: bool

    @property
    def takes(self) -> type[BaseModel] | None:
        """The model of what one sends; None where nothing is sent."""
        return _made(self.taken)


STATEMENTS: list[Statement] = []
"""One for every route, in the order in which the doors are hung."""


def page(
    doors: Blueprint, method: str, path: str, *, who: Who, changes: bool | None = None
) -> Callable[..., Any]:
    """A door for people. A GET is given `Reading`, a POST `Ports`; a POST must carry the form's
    token. Refusals become pages; whoever is not signed in is asked to.

    A POST that only asks what must stand in no address says `changes=False`, and is given `Reading`.
    """
    reads = method == "GET" or changes is False
    content_types = _SENT_BY_PAGES[method]

    def hang(view: Callable[..., Response]) -> Callable[..., Response]:
        STATEMENTS.append(replace(_statement(method, path, who, Kind.PAGE, view), changes=not reads))

        def enter(request: Request, **values: str) -> Response:
            if method == "POST":
                guards.require_token(request.form["csrf"], request.cookies.get(VISIT_COOKIE, ""))
            return view(
                _let_in(request, who, request.cookies.get(SESSION_COOKIE, ""), changes=not reads),
                _powers("GET" if reads else method, request.addressed),
                **values,
            )

        return _route(doors, method, path, content_types, Kind.PAGE, view, enter)

    return hang


def public_page(doors: Blueprint, method: str, path: str) -> Callable[..., Any]:
    """A page that every organisation has for the public: at `path` for the first one of the file, and
    for each below its own address. The view asks `policies.default_organisation()` whose it is.
    """

    def hang(view: Callable[..., Response]) -> Callable[..., Response]:
        for place in (path, OF_AN_ORGANISATION + path.rstrip("/")):
            page(doors, method, place, who=ANYONE)(view)
        return view

    return hang


def one_click(doors: Blueprint, path: str) -> Callable[..., Any]:
    """A POST of the public that a mailbox can send by itself: without a cookie, without the token of a
    form, whatever its body (RFC 8058). What its address ends in must be nobody's to guess.
    """
    content_types = ["application/x-www-form-urlencoded", "multipart/form-data"]

    def hang(view: Callable[..., Response]) -> Callable[..., Response]:
        def enter(request: Request, **values: str) -> Response:
            return view(request, _powers("POST", request.addressed), **values)

        for place in (path, OF_AN_ORGANISATION + path):
            STATEMENTS.append(_statement("POST", place, ANYONE, Kind.PAGE, view))
            _route(doors, "POST", place, content_types, Kind.PAGE, view, enter)
        return view

    return hang


def resource(
    doors: Blueprint,
    method: str,
    path: str,
    *,
    who: Who,
    takes: Taken | None = None,
    gives: type[BaseModel] | None = None,
    status: int = 200,
) -> Callable[..., Any]:
    """A door for programs: JSON in, JSON out, refusals as problem+json (RFC 9457)."""
    content_types = ["application/json"]

    def hang(view: Callable[..., Any]) -> Callable[..., Response]:
        STATEMENTS.append(_statement(method, path, who, Kind.RESOURCE, view, takes, gives, status))

        def enter(request: Request, **values: str) -> Response:
            token = guards.bearer_token(request.headers)
            request = _let_in(request, who, token, changes=method != "GET")
            model = _made(takes)
            body = (model_of(request.raw_body, model),) if model else ()
            answer = view(request, _powers(method), *body, **values)
            if isinstance(answer, Response):
                return answer
            return json_text(answer.model_dump_json(by_alias=True), status=status)

        return _route(doors, method, path, content_types, Kind.RESOURCE, view, enter)

    return hang


def question(
    doors: Blueprint,
    path: str,
    *,
    who: Who,
    takes: type[BaseModel],
    gives: type[BaseModel],
) -> Callable[..., Any]:
    """A door for programs that ask something too long for an address. A POST, and yet it is given
    `Reading` like a GET: whatever is asked, nothing changes.
    """

    def hang(view: Callable[..., BaseModel]) -> Callable[..., Response]:
        asked = _statement("POST", path, who, Kind.RESOURCE, view, takes, gives)
        STATEMENTS.append(replace(asked, changes=False))

        def enter(request: Request, **values: str) -> Response:
            request = _let_in(request, who, guards.bearer_token(request.headers), changes=False)
            body = model_of(request.raw_body, takes)
            answer = view(request, wiring.world().reading, body, **values)
            return json_text(answer.model_dump_json(by_alias=True))

        return _route(doors, "POST", path, ["application/json"], Kind.RESOURCE, view, enter)

    return hang


def nowhere(doors: Blueprint, methods: Iterable[str], path: str, kind: Kind) -> None:
    """A path behind which there is nothing: whoever asks is told so, as wherever there is none."""

    def tell(request: Request, **values: str) -> Response:
        """There is no such page."""
        raise NotFound("There is no such page")

    for method in methods:
        content_types = ["application/json"] if kind is Kind.RESOURCE else _SENT_BY_PAGES[method]
        _route(doors, method, path, content_types, kind, tell, tell)


def _statement(
    method: str,
    path: str,
    who: Who,
    kind: Kind,
    view: Callable[..., Any],
    takes: Taken | None = None,
    gives: type[BaseModel] | None = None,
    status: int = 200,
) -> Statement:
    summary = (view.__doc__ or "").strip().split("\n")[0]
    name = f"{view.__module__}.{view.__name__}"
    changes = method != "GET"
    return Statement(method, path, who, kind, takes, gives, status, summary, name, changes)


def _route(
    doors: Blueprint,
    method: str,
    path: str,
    content_types: list[str],
    kind: Kind,
    view: Callable[..., Any],
    enter: Callable[..., Response],
) -> Callable[..., Response]:
    @functools.wraps(view)
    def door(**values: str) -> Response:
        started = time.perf_counter()
        request = read(doors.current_request)
        with wiring.world().ports.log.about(request=request.id), looking() as look:
            response = _answer(request, kind, enter, values)
            _log(request, path, response, started, look)
        response.headers["X-Request-Id"] = request.id
        return sealed(response, request.new_cookies, kind)

    # Chalice reads a view's signature nowhere, but the wrapper must not look like the view.
    del door.__wrapped__
    doors.route(path, methods=[method], content_types=content_types)(door)
    return door


def _answer(
    request: Request, kind: Kind, enter: Callable[..., Response], values: Mapping[str, str]
) -> Response:
    try:
        guards.require_size(request.raw_body)
        # API Gateway and Chalice's local server both leave path values encoded.
        plain = {name: unquote(value) for name, value in values.items()}
        request = _addressed(request, plain.pop("organisation", ""))
        return own_answer(enter(request, **plain), request.addressed)
    except CandourError as refusal:
        return refusals.answer(refusal, kind, _recognised(request).frame, request.attempt)
    except Exception as error:  # the last line of defence: nobody is shown a stack trace
        wiring.world().ports.log.error("unexpected", error=type(error).__name__, at=where(error))
        return refusals.unexpected(kind, request.frame)


def _recognised(request: Request) -> Request:
    """The request with whoever is signed in: the page around a refusal speaks to staff as staff."""
    if not request.path.startswith("/staff"):
        return request
    try:
        return replace(request, signed_in=guards.signed_in(request.cookies.get(SESSION_COOKIE, "")))
    except CandourError:
        return request


def _let_in(request: Request, who: Who, token: str, *, changes: bool) -> Request:
    if isinstance(who, Anyone):
        return request
    staff = guards.signed_in(token)
    reading = wiring.world().reading
    organisation = reading.policies.organisation(staff.organisation)
    reading.policies.current(organisation).pack.require(staff.roles, who)
    if changes:
        guards.require_afresh(token, staff, who)
    return replace(request, signed_in=staff)


def _addressed(request: Request, named: str) -> Request:
    """The request as the organisation's own that its address names. Raises: NotFound."""
    if not named:
        return request
    organisation = OrganisationId(named)
    known = {each.id for each in wiring.world().reading.policies.organisations()}
    if organisation not in known:
        raise NotFound("There is no such page")
    return replace(
        request,
        addressed=organisation,
        urls=replace(request.urls, organisation=organisation),
        cookies=own_cookies(request.cookies, organisation),
    )


def _powers(method: str, addressed: OrganisationId | None = None) -> object:
    """A GET is given nothing that can save; the pages of one organisation its own policies."""
    world = wiring.world()
    powers = world.reading if method == "GET" else world.ports
    if addressed is None:
        return powers
    return replace(powers, policies=powers.policies.public_pages_of(addressed))


def _log(request: Request, path: str, response: Response, started: float, look: Look) -> None:
    # The route's pattern, not the path: a log names no case.
    wiring.world().ports.log.info(
        "request",
        method=request.method,
        route=path,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - started) * 1000),
        **look.facts(),
    )


__all__ = [
    "ANYONE",
    "STATEMENTS",
    "Kind",
    "NotAllowed",
    "Request",
    "nowhere",
    "one_click",
    "page",
    "public_page",
    "question",
    "resource",
]
