"""Cookies of one organisation's public pages. A browser may write to two of them: what it typed for one
is never shown by the other, so each has cookies of its own; the views know nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from chalice.app import Response

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.entry.guards import LANGUAGE_COOKIE, SESSION_COOKIE, VISIT_COOKIE
from chalicelib.entry.responses import Answer, Cookie

_OF_THE_BROWSER = {VISIT_COOKIE, SESSION_COOKIE, LANGUAGE_COOKIE}
"""What belongs to the browser's visit, whichever pages it is on."""


def own_cookies(cookies: Mapping[str, str], organisation: OrganisationId) -> dict[str, str]:
    """The browser's cookies, and those of this organisation under their plain names.

    >>> own_cookies({"visit": "v", "draft": "a", "draft.kestrel": "b"}, OrganisationId("kestrel"))
    {'visit': 'v', 'draft': 'b'}
    """
    end = f".{organisation}"
    browsers = {name: value for name, value in cookies.items() if name in _OF_THE_BROWSER}
    own = {name.removesuffix(end): value for name, value in cookies.items() if name.endswith(end)}
    return {**browsers, **own}


def own_answer(response: Response, organisation: OrganisationId | None) -> Response:
    """The answer, with its cookies under this organisation's names where its address named one."""
    if organisation and isinstance(response, Answer):
        response.cookies = tuple(_named(cookie, organisation) for cookie in response.cookies)
    return response


def _named(cookie: Cookie, organisation: OrganisationId) -> Cookie:
    if cookie.name in _OF_THE_BROWSER:
        return cookie
    return replace(cookie, name=f"{cookie.name}.{organisation}")
