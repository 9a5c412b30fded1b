"""What somebody of the staff without an account is given, to print and to hand over (S2-33)."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Reading
from chalicelib.application.read_case import read_case
from chalicelib.application.read_own_copy import SUPPORT
from chalicelib.domain.errors import NotFound
from chalicelib.domain.policy import Action
from chalicelib.domain.staff_papers import paper_told
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page
from chalicelib.entry.responses import html
from chalicelib.presentation.own_copy_page import own_paper, support_offered
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)


@page(doors, "GET", "/staff/cases/{reference}/staff-papers/{paper}", who=Action.TELL_STAFF)
def paper(request: Request, reading: Reading, reference: str, paper: str) -> Response:
    """What somebody whom it concerns is given, to print. Raises: NotFound, once it was erased."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    told = int(paper) if paper.isascii() and paper.isdecimal() and len(paper) < 10 else 0
    found = paper_told(opened.file.events, told)
    if found is None or not found.words:
        raise NotFound("There is no such paper")
    case = opened.file.case
    body = render(
        "staff/staff_paper.html",
        request.frame,
        reference=str(case.reference),
        case_path=request.urls.staff_case(case.reference),
        organisation=reading.policies.organisation(case.organisation),
        name=found.person.name,
        paper=own_paper(found),
        support=support_offered(opened.terms.pack.contacts.get(SUPPORT)),
    )
    return html(body)
