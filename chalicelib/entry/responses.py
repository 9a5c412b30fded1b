"""What a door hands out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from chalice.app import Response

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie that scripts cannot read. `max_age` in seconds; None lasts as long as the browser."""

    name: str
    value: str
    max_age: int | None = None


HOST_ONLY = "__Host-"
"""Under HTTPS each name begins so: browsers then take the cookie from this very host only, for all of
its paths and only over HTTPS, whatever a neighbouring host would set (RFC 6265bis, 4.1.3.2).
"""


class Answer(Response):
    """A response that still holds its cookies, until the door knows how people come."""

    cookies: tuple[Cookie, ...] = ()


def expired_cookie(name: str) -> Cookie:
    """What makes the browser forget a cookie."""
    return Cookie(name, "", max_age=0)


def html(body: str, *, status: int = 200, cookies: Sequence[Cookie] = ()) -> Response:
    """A page."""
    return _response(body, status, {"Content-Type": HTML}, cookies)


def see_other(location: str, *, cookies: Sequence[Cookie] = ()) -> Response:
    """After a change: go and look, so that a reload repeats nothing."""
    return _response("", 303, {"Location": location, "Content-Type": HTML}, cookies)


def text(body: str, content_type: str) -> Response:
    """A text that is not a page."""
    return _response(body, 200, {"Content-Type": content_type}, ())


def download(body: str, content_type: str, name: str) -> Response:
    """A text that the browser saves as a file; its name says what it is and names nobody."""
    disposition = f'attachment; filename="{name}"'
    headers = {"Content-Type": content_type, "Content-Disposition": disposition}
    return _response(body, 200, headers, ())


def json_text(body: str, *, status: int = 200, location: str = "") -> Response:
    """JSON that is written already."""
    headers = {"Content-Type": "application/json"} | ({"Location": location} if location else {})
    return _response(body, status, headers, ())


def problem(status: int, code: str, title: str, detail: str, **more: Any) -> Response:
    """What went wrong, for a program (RFC 9457): what, where, and what to do."""
    body = {"type": f"urn:candour:problem:{code}", "title": title, "status": status, "detail": detail}
    headers = {"Content-Type": "application/problem+json"}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return _response(json.dumps(body | more, ensure_ascii=False), status, headers, ())


def _response(body: str, status: int, headers: dict[str, str], cookies: Sequence[Cookie]) -> Answer:
    response = Answer(body, status_code=status, headers=dict(headers))
    response.cookies = tuple(cookies)
    return response
