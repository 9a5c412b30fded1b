"""Organisation, "Survey": what people said of how complaints are handled."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_surveys import read_surveys
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html
from chalicelib.presentation.pages import render
from chalicelib.presentation.survey_results import PATH, results_page

doors = Blueprint(__name__)


@page(doors, "GET", PATH, who=Action.READ_SURVEYS)
def surveys(request: Request, reading: Reading) -> Response:
    """The answers of groups that are large enough to hide everybody in them."""
    shown = results_page(read_surveys(request.staff, reading))
    return html(render("staff/surveys.html", request.frame, page=shown))
