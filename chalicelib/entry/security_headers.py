"""What every answer carries so that a browser does nothing that we did not mean."""

from __future__ import annotations

from collections.abc import Sequence

from chalice.app import Response

from chalicelib import wiring
from chalicelib.entry.refusals import Kind
from chalicelib.entry.responses import HOST_ONLY, HTML, Answer, Cookie

_ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_NOT_KEPT = {"Cache-Control": "no-store"}
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


def _policy() -> str:
    """Nothing but our own, and the store of files: forms and the script send to it."""
    files = wiring.world().files_origin
    return (
        f"default-src 'self'; connect-src 'self' {files}; form-action 'self' {files}; "
        "base-uri 'none'; frame-ancestors 'none'; object-src 'none'; img-src 'self' data:"
    )


def sealed(response: Response, fresh: Sequence[Cookie], kind: Kind) -> Response:
    """The answer with its headers and cookies."""
    secure = wiring.world().secure
    extra = _HTTPS_ONLY if secure else {}
    response.headers = {
        "Content-Security-Policy": _policy(),
        **_ALWAYS,
        **_NOT_KEPT,
        **extra,
        **response.headers,
    }
    cookies = _cookies_for(response, fresh, kind)
    if cookies:
        response.headers["Set-Cookie"] = [_header(cookie, secure=secure) for cookie in cookies]
    return response


def _cookies_for(response: Response, fresh: Sequence[Cookie], kind: Kind) -> tuple[Cookie, ...]:
    """A visit begins with a page: a program has none, and a style sheet is kept in caches."""
    begins_a_visit = kind is Kind.PAGE and response.headers.get("Content-Type") == HTML
    own = response.cookies if isinstance(response, Answer) else ()
    return (*fresh, *own) if begins_a_visit else own


def _header(cookie: Cookie, *, secure: bool) -> str:
    name = HOST_ONLY + cookie.name if secure else cookie.name
    parts = [f"{name}={cookie.value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    if cookie.max_age is not None:
        parts.append(f"Max-Age={cookie.max_age}")
    return "; ".join([*parts, "Secure"] if secure else parts)
