"""One case: reading it, and everything that staff do to it."""

from __future__ import annotations

from collections.abc import Callable

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.acknowledge_case import acknowledge_case
from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.note_case import note_case
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_case import OpenFile, read_case
from chalicelib.application.settle_message import settle_message
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Acknowledgement, Settlement
from chalicelib.domain.errors import (
    CandourError,
    CaseChanged,
    ConsentMissing,
    Fault,
    Invalid,
    RuleBroken,
    Unavailable,
)
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_change, asked_reference, typed_version
from chalicelib.entry.doors import Request, page
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.typed_moments import typed_moment
from chalicelib.presentation.case_actions import ACKNOWLEDGE, ASSIGN, EARLIER, NOT_NOW, NOTE
from chalicelib.presentation.case_page import Moment, case_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import Typed

doors = Blueprint(__name__)

Command = Callable[[CaseRequest], CaseFile]


@page(doors, "GET", "/staff/cases/{reference}", who=Action.READ_CASE)
def case(request: Request, reading: Reading, reference: str) -> Response:
    """The page of a case. Initials that it had earlier lead to the present ones (S0-3)."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    present = opened.file.case.reference
    if present.in_url != reference:
        return see_other(request.urls.path(request.urls.staff_case(present)))
    moment = Moment(
        now=reading.clock.now(),
        asked_for=request.query.get("do", ""),
        done=request.query.get("done", ""),
    )
    return _shown(request, opened, moment)


@page(doors, "POST", "/staff/cases/{reference}/acknowledgement", who=Action.ACKNOWLEDGE)
def acknowledge(request: Request, ports: Ports, reference: str) -> Response:
    """Record an acknowledgement, an offer to discuss, or both."""

    def command(asked: CaseRequest) -> CaseFile:
        return acknowledge_case(asked, _acknowledgement(request.form, ports), ports)

    return _done(request, reference, command, form=ACKNOWLEDGE, done="acknowledged")


@page(doors, "POST", "/staff/cases/{reference}/assignment", who=Action.ASSIGN)
def assign(request: Request, ports: Ports, reference: str) -> Response:
    """Give the case to a handler."""

    def command(asked: CaseRequest) -> CaseFile:
        return assign_case(asked, StaffId(request.form["handler"]), ports)

    return _done(request, reference, command, form=ASSIGN, done="assigned")


@page(doors, "POST", "/staff/cases/{reference}/notes", who=Action.ADD_NOTE)
def note(request: Request, ports: Ports, reference: str) -> Response:
    """Keep something in writing."""

    def command(asked: CaseRequest) -> CaseFile:
        return note_case(asked, request.form["text"], ports)

    return _done(request, reference, command, form=NOTE, done="noted")


@page(doors, "POST", "/staff/cases/{reference}/messages/{key}/settlement", who=Action.SETTLE_MESSAGE)
def settle(request: Request, ports: Ports, reference: str, key: str) -> Response:
    """Decide about a message that did not arrive, or may not have."""

    def command(asked: CaseRequest) -> CaseFile:
        return settle_message(asked, key, _settlement(request.form), ports)

    return _done(request, reference, command, form="settle", done="settled")


def _done(request: Request, reference: str, command: Command, *, form: str, done: str) -> Response:
    """Do it and go back to the case; or the page again, with what was typed and what is in the way."""
    try:
        asked = asked_change(request.staff, reference, typed_version(request.form["version"]))
        file = command(asked)
    except (Invalid, RuleBroken, CaseChanged, Unavailable) as refused:
        return _again(request, reference, form, refused)
    return see_other(request.urls.path(request.urls.staff_case(file.case.reference), done=done))


def _again(request: Request, reference: str, form: str, refused: CandourError) -> Response:
    reading = wiring.world().reading
    opened = read_case(asked_reference(reference), request.staff, reading)
    values = {name: request.form.all(name) for name in request.form}
    moment = Moment(
        now=reading.clock.now(),
        typed=Typed(form, values, _faults(refused)),
        changed=refused if isinstance(refused, CaseChanged) else None,
    )
    return _shown(request, opened, moment, status=status_of(refused))


def _faults(refused: CandourError) -> tuple[Fault, ...]:
    if isinstance(refused, CaseChanged):
        return ()
    if isinstance(refused, Invalid):
        return refused.faults
    return (Fault("how" if isinstance(refused, ConsentMissing) else "", str(refused)),)


def _shown(request: Request, opened: OpenFile, moment: Moment, *, status: int = 200) -> Response:
    shown = case_page(opened, request.staff, request.urls, moment)
    return html(render("staff/case.html", request.frame, page=shown), status=status)


def _acknowledgement(form: Form, ports: Ports) -> Acknowledgement:
    """What the form says was done. Raises: Invalid."""
    now = ports.clock.now()
    how = form["how"]
    earlier = form["when"] == EARLIER
    return Acknowledgement(
        how=None if how in ("", NOT_NOW) else _channel("how", how),
        offered=tuple(_channel("offered", way) for way in form.all("offered")),
        happened_at=typed_moment(form, "happened_at", now=now) if earlier else now,
        words=form["words"] if how == Channel.EMAIL else "",
    )


def _channel(field: str, code: str) -> Channel:
    if code not in set(Channel):
        raise Invalid([Fault(field, "Choose from the list")])
    return Channel(code)


def _settlement(form: Form) -> Settlement:
    if form["settlement"] not in set(Settlement):
        raise Invalid([Fault("messages", "Say whether to send it again, or that they have it")])
    return Settlement(form["settlement"])
