"""The frame of every door. Each door states who may enter; the frame lets them in or says why not,
reads what they bring, and turns every refusal into a page or a problem.

A route exists only through `page`, `resource` or `question`, so none can forget to say who may enter.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urlencode

from chalice.app import Blueprint, Response
from chalice.app import Request as ChaliceRequest
from pydantic import BaseModel

from chalicelib import wiring
from chalicelib.domain.errors import (
    CandourError,
    NotAllowed,
    NotFound,
    SignInRequired,
    Unavailable,
)
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.entry import guards, refusals
from chalicelib.entry.guards import LANGUAGE_COOKIE, SESSION_COOKIE, VISIT_COOKIE
from chalicelib.entry.own_cookies import own_answer, own_cookies
from chalicelib.entry.reading_requests import Form, cookies_of, form_of, model_of, new_visit
from chalicelib.entry.responses import Cookie, json_text
from chalicelib.entry.security_headers import sealed
from chalicelib.observability import where
from chalicelib.presentation.frame import Frame
from chalicelib.presentation.language import ENGLISH, Language, language_called
from chalicelib.presentation.urls import OF_AN_ORGANISATION, Urls

Kind = refusals.Kind


class Anyone(StrEnum):
    """The statement that a door is open to everybody."""

    ANYONE = "anyone"


ANYONE = Anyone.ANYONE
LANGUAGE = LANGUAGE_COOKIE
"""What a link asks for a language by, and the cookie that remembers it for the visit."""
STAFF_ONLY = ("/staff", "/api")
"""Where English is spoken, whatever the browser was told on a public page."""
Who = Anyone | Action


@dataclass(frozen=True, slots=True)
class Statement:
    """What a door says of itself: OpenAPI, the permission tests and the link tests read it."""

    method: str
    path: str
    who: Who
    kind: Kind
    takes: type[BaseModel] | None
    gives: type[BaseModel] | None
    status: int
    summary: str
    view: str
    changes: bool


STATEMENTS: list[Statement] = []
"""One for every route, in the order in which the doors are hung."""


@dataclass(frozen=True, slots=True)
class Request:
    """What came in, read once. `signed_in` is whoever is; None at an open door. `addressed` is the
    organisation that the address names; None where it names none. `source` is the address that it
    came from, as the gateway saw it: for counting, never kept. `id` names the request in the log.
    """

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    cookies: Mapping[str, str]
    form: Form
    raw_body: bytes
    urls: Urls
    language: Language = ENGLISH
    csrf: str = ""
    signed_in: Staff | None = None
    addressed: OrganisationId | None = None
    new_cookies: tuple[Cookie, ...] = field(default=())
    source: str = ""
    id: str = ""

    @property
    def staff(self) -> Staff:
        """Whoever is signed in. Raises: SignInRequired at a door that is open to everybody."""
        if self.signed_in is None:
            raise SignInRequired("Sign in to continue")
        return self.signed_in

    @property
    def attempt(self) -> refusals.Attempt:
        """What was tried, for a refusal that must lose nothing."""
        asked = urlencode(self.query)
        come_back_to = f"{self.path}?{asked}" if asked else self.path
        return refusals.Attempt(self.path, self.form.typed(), come_back_to)

    @property
    def frame(self) -> Frame:
        """What the page around the answer needs."""
        return Frame(
            urls=self.urls,
            organisation=self.organisation,
            csrf=self.csrf,
            staff=self.signed_in,
            reads_inbox=self._may(Action.TRIAGE_MAIL),
            may_set=self._may(Action.PREVIEW_POLICY),
            may_change=self._may(Action.CHANGE_ORGANISATION),
            language=self.language,
            languages=wiring.world().languages,
        )

    def _may(self, action: Action) -> bool:
        """Whether the reader is offered a page: who enters it is asked at its door."""
        if self.signed_in is None:
            return False
        try:
            pack = wiring.world().reading.policies.current(self.organisation).pack
        except CandourError:  # the page that says what is wrong must not need what is wrong
            return False
        return pack.permits(self.signed_in.roles, action)

    @property
    def organisation(self) -> Organisation:
        """Whose page it is: the reader's, or the one whose public pages these are."""
        policies, reader = wiring.world().reading.policies, self.signed_in
        try:
            named = reader.organisation if reader else self.addressed
            return policies.organisation(named) if named else policies.default_organisation()
        except Unavailable:  # likewise
            return policies.as_filed()


def page(
    doors: Blueprint, method: str, path: str, *, who: Who, changes: bool | None = None
) -> Callable[..., Any]:
    """A door for people. A GET is given `Reading`, a POST `Ports`; a POST must carry the form's
    token. Refusals become pages; whoever is not signed in is asked to.

    A POST that only asks what must stand in no address says `changes=False`, and is given `Reading`.
    """
    reads = method == "GET" or changes is False
    content_types = ["application/x-www-form-urlencoded"] if method == "POST" else ["*/*"]

    def hang(view: Callable[..., Response]) -> Callable[..., Response]:
        STATEMENTS.append(replace(_statement(method, path, who, Kind.PAGE, view), changes=not reads))

        def enter(request: Request, **values: str) -> Response:
            if method == "POST":
                guards.require_token(request.form["csrf"], request.cookies.get(VISIT_COOKIE, ""))
            return view(
                _let_in(request, who, request.cookies.get(SESSION_COOKIE, "")),
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


def resource(
    doors: Blueprint,
    method: str,
    path: str,
    *,
    who: Who,
    takes: type[BaseModel] | None = None,
    gives: type[BaseModel] | None = None,
    status: int = 200,
) -> Callable[..., Any]:
    """A door for programs: JSON in, JSON out, refusals as problem+json (RFC 9457)."""
    content_types = ["application/json"]

    def hang(view: Callable[..., Any]) -> Callable[..., Response]:
        STATEMENTS.append(_statement(method, path, who, Kind.RESOURCE, view, takes, gives, status))

        def enter(request: Request, **values: str) -> Response:
            request = _let_in(request, who, guards.bearer_token(request.headers))
            body = (model_of(request.raw_body, takes),) if takes else ()
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
            request = _let_in(request, who, guards.bearer_token(request.headers))
            body = model_of(request.raw_body, takes)
            answer = view(request, wiring.world().reading, body, **values)
            return json_text(answer.model_dump_json(by_alias=True))

        return _route(doors, "POST", path, ["application/json"], Kind.RESOURCE, view, enter)

    return hang


def _statement(
    method: str,
    path: str,
    who: Who,
    kind: Kind,
    view: Callable[..., Any],
    takes: type[BaseModel] | None = None,
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
        request = _read(doors.current_request)
        with wiring.world().ports.log.about(request=request.id):
            response = _answer(request, kind, enter, values)
            _log(request, path, response, started)
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
        return refusals.answer(refusal, kind, request.frame, request.attempt)
    except Exception as error:  # the last line of defence: nobody is shown a stack trace
        wiring.world().ports.log.error("unexpected", error=type(error).__name__, at=where(error))
        return refusals.unexpected(kind, request.frame)


def _read(raw: ChaliceRequest) -> Request:
    cookies = cookies_of(raw.headers.get("cookie", ""))
    query = dict(raw.query_params or {})
    visit = cookies.get(VISIT_COOKIE) or new_visit()
    fresh = () if VISIT_COOKIE in cookies else (Cookie(VISIT_COOKIE, visit),)
    language = _language(raw.path, query.get(LANGUAGE, ""), cookies.get(LANGUAGE, ""))
    chosen = (Cookie(LANGUAGE, language.code),) if query.get(LANGUAGE) else ()
    body = _bytes(raw.raw_body) if raw.method == "POST" else b""
    return Request(
        method=raw.method,
        # Chalice calls the route's pattern the path.
        path=raw.path.format_map(raw.uri_params or {}),
        query=query,
        headers=raw.headers,
        cookies=cookies,
        form=form_of(body, raw.headers.get("content-type", "")),
        raw_body=body,
        urls=wiring.world().urls,
        language=language,
        csrf=guards.token_for(visit),
        new_cookies=(*fresh, *chosen),
        source=raw.context.get("identity", {}).get("sourceIp", ""),
        id=raw.context.get("requestId") or new_visit()[:22],
    )


def _language(path: str, asked: str, remembered: str) -> Language:
    """The language asked for, or the one chosen before on this visit; English for staff."""
    if path.startswith(STAFF_ONLY):
        return ENGLISH
    return language_called(asked or remembered, wiring.world().languages)


def _bytes(body: str | bytes) -> bytes:
    # The gateway hands text over as text.
    return body.encode("utf-8") if isinstance(body, str) else body


def _let_in(request: Request, who: Who, token: str) -> Request:
    if isinstance(who, Anyone):
        return request
    staff = guards.signed_in(token)
    reading = wiring.world().reading
    organisation = reading.policies.organisation(staff.organisation)
    reading.policies.current(organisation).pack.require(staff.roles, who)
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


def _log(request: Request, path: str, response: Response, started: float) -> None:
    # The route's pattern, not the path: a log names no case.
    wiring.world().ports.log.info(
        "request",
        method=request.method,
        route=path,
        status=response.status_code,
        milliseconds=round((time.perf_counter() - started) * 1000),
    )


__all__ = [
    "ANYONE",
    "STATEMENTS",
    "NotAllowed",
    "Request",
    "page",
    "public_page",
    "question",
    "resource",
]
