"""A document that is ready to be sent: the letter as its reader gets it, to print or to hand on."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_letter import read_letter
from chalicelib.domain.calendar import london_date
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html
from chalicelib.presentation.letter_page import letter_page
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/cases/{reference}/letters/{key}", who=Action.READ_CASE)
def letter(request: Request, reading: Reading, reference: str, key: str) -> Response:
    """A letter to print, in the reader's language and in large print where they need it."""
    about = read_letter(asked_reference(reference), key, request.staff, reading)
    today = london_date(reading.clock.now())
    shown = letter_page(about, request.urls, today)
    return html(render("staff/letter.html", request.frame, page=shown))
