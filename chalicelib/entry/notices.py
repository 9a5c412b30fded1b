"""What each organisation tells everybody: its use of information, its cookies, its accessibility."""

from __future__ import annotations

from datetime import date
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.ports import Reading
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.responses import HOST_ONLY, html
from chalicelib.presentation import privacy as notice
from chalicelib.presentation import signposts
from chalicelib.presentation.cookies import CookieLine
from chalicelib.presentation.cookies import cookies as every_cookie
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)

TESTED_ON = date(2026, 11, 22)
"""When the pages were last gone through for barriers (docs/accessibility.md says how)."""


@public_page(doors, "GET", "/privacy")
def privacy(request: Request, reading: Reading) -> Response:
    """What is held, why, for how long, who sees it, and what people can ask. Source: S4-1."""
    language = request.language
    pack = reading.policies.current(reading.policies.default_organisation()).pack
    regulator = pack.contacts.get(signposts.REGULATOR)
    return _page(
        "public/privacy.html",
        request,
        title=language.said(marked("How we use your information")),
        address=request.organisation.address,
        grounds=notice.grounds(pack, language),
        how_long=notice.how_long(pack, language),
        officer=signposts.data_protection_officer(pack.contacts, language),
        how_to_complain=notice.how_to_complain(pack, language),
        regulator=signposts.reach(regulator) if regulator else "",
    )


@public_page(doors, "GET", "/cookies")
def cookies(request: Request, reading: Reading) -> Response:
    """Every cookie, what it is for and how long it lasts."""
    title = request.language.said(marked("Cookies"))
    return _page("public/cookies.html", request, title=title, cookies=_our_cookies(request))


@public_page(doors, "GET", "/accessibility")
def accessibility(request: Request, reading: Reading) -> Response:
    """Who can use these pages, what does not hold yet, and what to do then.

    Source: Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations 2018.
    """
    pack = reading.policies.current(reading.policies.default_organisation()).pack
    return _page(
        "public/accessibility.html",
        request,
        equality_advice=signposts.equality_advice(pack.contacts, request.language),
        tested_on=full_date(TESTED_ON, request.language),
        title=request.language.said(marked("Accessibility statement")),
        reach_us=signposts.reach_us(request.organisation, request.language),
    )


def _page(template: str, request: Request, **values: Any) -> Response:
    return html(render(template, request.frame, **values))


def _our_cookies(request: Request) -> tuple[CookieLine, ...]:
    return every_cookie(request.language, prefix=HOST_ONLY if wiring.world().secure else "")
