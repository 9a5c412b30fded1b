"""Finding a case: straight to it by its reference, or a list of those whose people fit."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.ports import Reading
from chalicelib.application.read_case import read_case
from chalicelib.application.search_cases import Results, search_cases
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import CandourError, Fault, Invalid, NotFound
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import Reference, read_reference
from chalicelib.entry import api_answers
from chalicelib.entry.api_models import SearchIn, SearchOut
from chalicelib.entry.doors import Request, page, question
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.sought import FIELD, read_clues
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import People, people_of
from chalicelib.presentation.search_page import search_page
from chalicelib.presentation.typed import Typed

doors = Blueprint(__name__)


FIND = "/staff/cases/find"
_REFERENCE_ONLY = "Enter the reference of the case, like ABC/123456"


@page(doors, "GET", FIND, who=Action.READ_CASE)
def find(request: Request, reading: Reading) -> Response:
    """Straight to the case of a reference, under whatever initials; or what is wrong with it."""
    if "reference" not in request.query:
        return _shown(request, "")
    wanted = request.query.get("reference", "")
    try:
        return _to_case(request, read_reference(wanted), reading)
    except Invalid as refused:
        return _shown(request, wanted, refused=refused)
    except NotFound as refused:
        return _shown(request, wanted, refused=refused)


@page(doors, "POST", FIND, who=Action.READ_CASE, changes=False)
def search(request: Request, reading: Reading) -> Response:
    """The same for a reference; anything else is looked for, and what fits is listed.

    A POST, though it changes nothing: an address is kept in logs and histories, a name must not be.
    """
    wanted = request.form.get(FIELD, "").strip()
    try:
        reference = _reference_in(wanted)
        if reference:
            return _to_case(request, reference, reading)
        if not request.frame.lists_cases:
            raise Invalid([Fault(FIELD, _REFERENCE_ONLY)])
        clues = read_clues(wanted, reading.fields, today=london_date(reading.clock.now()))
    except (Invalid, NotFound) as refused:
        return _shown(request, wanted, refused=refused)
    return _shown(request, wanted, found=search_cases(clues, request.staff, reading))


@question(doors, "/api/cases/search", who=Action.LIST_CASES, takes=SearchIn, gives=SearchOut)
def search_by_program(request: Request, reading: Reading, body: SearchIn) -> SearchOut:
    """The cases whose people fit what is known of them."""
    today = london_date(reading.clock.now())
    clues = read_clues(body.sought, reading.fields, today=today)
    found = search_cases(clues, request.staff, reading)
    return api_answers.found(found, _people(request, reading), today)


def _reference_in(wanted: str) -> Reference | None:
    try:
        return read_reference(wanted)
    except Invalid:
        return None


def _to_case(request: Request, reference: Reference, reading: Reading) -> Response:
    opened = read_case(reference, request.staff, reading)
    return see_other(request.urls.path(request.urls.staff_case(opened.file.case.reference)))


def _people(request: Request, reading: Reading) -> People:
    organisation = reading.policies.organisation(request.staff.organisation)
    pack = reading.policies.current(organisation).pack
    return people_of(reading.directory.staff(organisation.id), pack)


def _shown(
    request: Request, wanted: str, *, found: Results | None = None, refused: CandourError | None = None
) -> Response:
    people = _people(request, wiring.world().reading)
    typed = Typed("find", {FIELD: (wanted,)}, _faults(refused) if refused else ())
    shown = search_page(found, people, request.urls)
    body = render("staff/find.html", request.frame, typed=typed, wanted=wanted, page=shown)
    return html(body, status=status_of(refused) if refused else 200)


def _faults(refused: CandourError) -> tuple[Fault, ...]:
    said = refused.faults[0].message if isinstance(refused, Invalid) else str(refused)
    return (Fault(FIELD, said),)
