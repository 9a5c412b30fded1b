"""Adding documents to a case, and opening them. Deciding about one is a command like any other."""

from __future__ import annotations

from dataclasses import dataclass

from chalice.app import Blueprint, Response

from chalicelib.application.ask_for_file import Asked, Wanted, ask_for_case, room_in_case
from chalicelib.application.open_file import open_file
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.documents.judgement import Limits
from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.case_page import FILE_SENT
from chalicelib.presentation.documents import FileQuestions, questions
from chalicelib.presentation.language import ENGLISH
from chalicelib.presentation.pages import render
from chalicelib.presentation.sending import Sending, sending, words
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

CASE = "/staff/cases/{reference}"


@dataclass(frozen=True, slots=True)
class AddPage:
    """What the template repeats: the questions, or then the form for the file itself."""

    reference: str
    case_path: str
    questions: FileQuestions
    typed: Typed = NOTHING_TYPED
    title: str = ""
    sending: Sending | None = None
    words: object = None


@page(doors, "GET", f"{CASE}/documents/new", who=Action.ADD_DOCUMENT)
def ask(request: Request, reading: Reading, reference: str) -> Response:
    """What is the document that you want to add?"""
    limits, room = room_in_case(asked_reference(reference), request.staff, reading)
    return _shown(request, asked_reference(reference), limits, room, NOTHING_TYPED)


@page(doors, "POST", f"{CASE}/documents/new", who=Action.ADD_DOCUMENT)
def prepare(request: Request, ports: Ports, reference: str) -> Response:
    """The form that sends the file, or what is wrong with its title."""
    named, form = asked_reference(reference), request.form
    limits, room = room_in_case(named, request.staff, ports)
    wanted = Wanted(form["title"], form["purpose"])
    back = request.urls.path(request.urls.staff_case(named), done=FILE_SENT)
    try:
        asked = ask_for_case(wanted, named, request.staff, ports, back=request.urls.full_of(back))
    except (Invalid, RuleBroken) as refused:
        faults = refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)
        typed = Typed("document", {name: form.all(name) for name in form}, faults)
        return _shown(request, named, limits, room, typed, status=status_of(refused))
    return _form_for(request, named, limits, asked, back)


@page(doors, "POST", f"{CASE}/documents/{{document}}/opening", who=Action.OPEN_DOCUMENT)
def opening(request: Request, ports: Ports, reference: str, document: str) -> Response:
    """Open a document: recorded, then given by the store."""
    return see_other(open_file(asked_reference(reference), document, request.staff, ports))


def _shown(
    request: Request, named: Reference, limits: Limits, room: int, typed: Typed, *, status: int = 200
) -> Response:
    asked = AddPage(
        reference=str(named),
        case_path=request.urls.path(request.urls.staff_case(named)),
        questions=questions(limits, typed, room, ENGLISH),
        typed=typed,
    )
    return html(render("staff/add_document.html", request.frame, page=asked), status=status)


def _form_for(request: Request, named: Reference, limits: Limits, asked: Asked, back: str) -> Response:
    shown = AddPage(
        reference=str(named),
        case_path=request.urls.path(request.urls.staff_case(named)),
        questions=questions(limits, NOTHING_TYPED, 1, ENGLISH),
        title=asked.upload.title,
        sending=sending(asked, limits, back),
        words=words(limits, ENGLISH),
    )
    return html(render("staff/add_document.html", request.frame, page=shown))
