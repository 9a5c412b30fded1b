"""What staff were given of a case that concerns them, opened and commented on (S2-33, S2-34, S2-86)."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.answer_own_paper import comment_on_own_paper, open_own_paper
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_own_copy import OwnCopy, read_own_copy
from chalicelib.domain.errors import Invalid
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff_papers import Paper
from chalicelib.entry.access_models import CopyOut, PaperCommentIn, PaperOpenedIn, PaperOut
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.own_copy_page import own_copy_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

OWN = Action.READ_OWN_COPY


@resource(doors, "GET", "/api/copies/{reference}", who=OWN, gives=CopyOut)
def own_copy_for_programs(request: Request, reading: Reading, reference: str) -> CopyOut:
    """What is yours of a case that concerns you."""
    return _out(read_own_copy(asked_reference(reference), request.staff, reading))


@resource(
    doors, "POST", "/api/copies/{reference}/openings", who=OWN, takes=PaperOpenedIn, gives=CopyOut
)
def open_for_programs(request: Request, ports: Ports, body: PaperOpenedIn, reference: str) -> CopyOut:
    """Open what you were given, which is recorded."""
    return _out(open_own_paper(asked_reference(reference), body.paper, request.staff, ports))


@resource(
    doors, "POST", "/api/copies/{reference}/comments", who=OWN, takes=PaperCommentIn, gives=CopyOut
)
def comment_for_programs(
    request: Request, ports: Ports, body: PaperCommentIn, reference: str
) -> CopyOut:
    """Say what you think of what was found."""
    told = asked_reference(reference)
    return _out(comment_on_own_paper(told, body.paper, body.text, request.staff, ports))


@page(doors, "GET", "/staff/copies/{reference}", who=OWN)
def own_copy(request: Request, reading: Reading, reference: str) -> Response:
    """What is yours of a case that concerns you."""
    return _shown(request, reading, asked_reference(reference), NOTHING_TYPED)


@page(doors, "POST", "/staff/copies/{reference}/openings", who=OWN)
def open_paper(request: Request, ports: Ports, reference: str) -> Response:
    """Open what you were given, which is recorded."""
    told = _number(request.form["paper"])
    found = open_own_paper(asked_reference(reference), told, request.staff, ports)
    return see_other(request.urls.path(request.urls.own_copy(found.reference)))


@page(doors, "POST", "/staff/copies/{reference}/comments", who=OWN)
def comment(request: Request, ports: Ports, reference: str) -> Response:
    """Say what you think of what was found."""
    asked, told = asked_reference(reference), _number(request.form["paper"])
    try:
        found = comment_on_own_paper(asked, told, request.form["text"], request.staff, ports)
    except Invalid as refused:
        typed = Typed(str(told), {"text": (request.form["text"],)}, refused.faults)
        return _shown(request, wiring.world().reading, asked, typed, status=422)
    return see_other(request.urls.path(request.urls.own_copy(found.reference), done="comment"))


def _number(typed: str) -> int:
    """The paper that a form names; 0, which no paper is, where somebody took it out."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _shown(
    request: Request, reading: Reading, reference: Reference, typed: Typed, *, status: int = 200
) -> Response:
    found = read_own_copy(reference, request.staff, reading)
    shown = own_copy_page(found, typed, done=request.query.get("done") == "comment")
    return html(render("staff/own_copy.html", request.frame, page=shown), status=status)


def _out(copy: OwnCopy) -> CopyOut:
    return CopyOut(
        reference=str(copy.reference),
        text=copy.letter.text if copy.letter else "",
        papers=tuple(map(_paper, copy.papers)),
    )


def _paper(paper: Paper) -> PaperOut:
    return PaperOut(
        paper=paper.told,
        what=paper.what,
        at=paper.at,
        opened=paper.is_open,
        words=paper.words if paper.is_open else "",
        reply_by=paper.reply_by,
        comments=paper.comments,
    )
