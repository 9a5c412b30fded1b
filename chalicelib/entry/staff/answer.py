"""The response of a case: read, checked, printed. What is done with it stands in `entry.commands`."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_case import read_case
from chalicelib.domain.errors import NotFound
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html, text
from chalicelib.presentation.pages import render
from chalicelib.presentation.response_page import ResponsePage, Wanted, response_page

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/cases/{reference}/answer", who=Action.READ_CASE)
def letter(request: Request, reading: Reading, reference: str) -> Response:
    """The letter as it stands or was sent, with its checks; printed, it is the letter alone."""
    shown = _page(request, reading, reference)
    return html(render("staff/answer.html", request.frame, page=shown))


@page(doors, "GET", "/staff/cases/{reference}/answer/text", who=Action.READ_CASE)
def plain(request: Request, reading: Reading, reference: str) -> Response:
    """The letter as plain text. Raises: NotFound, while there is none."""
    shown = _page(request, reading, reference).letter
    if shown is None:
        raise NotFound("Nobody has written this letter yet")
    return text(shown.text, "text/plain; charset=utf-8")


def _page(request: Request, reading: Reading, reference: str) -> ResponsePage:
    opened = read_case(asked_reference(reference), request.staff, reading)
    organisation = reading.policies.organisation(opened.file.case.organisation)
    version = request.query.get("version", "")
    wanted = Wanted(
        version=int(version) if version.isascii() and version.isdecimal() else 0,
        large=request.query.get("print") == "large",
        copy=request.query.get("copy") == "yes",
    )
    return response_page(opened, organisation, request.urls, wanted, now=reading.clock.now())
