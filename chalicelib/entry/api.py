"""The JSON API: what the pages can do, programs can do, with the same use cases and permissions."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import entry
from chalicelib.application.list_cases import list_cases
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.preview_clock import Supposed, Supposition, preview_clock
from chalicelib.application.read_case import as_it_stands, read_case
from chalicelib.application.triage_mail import begin_case
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.policy import Action
from chalicelib.entry import api_answers, clock_answers, openapi
from chalicelib.entry.api_models import (
    CaseIn,
    CaseListOut,
    CaseOut,
    PreviewIn,
    TimelineOut,
)
from chalicelib.entry.asked import asked_reference, asked_strand, asked_view
from chalicelib.entry.clock_models import DeadlineOut
from chalicelib.entry.doors import ANYONE, STATEMENTS, Request, question, resource
from chalicelib.entry.recorded import Sheet, asked_mail, read_sheet
from chalicelib.entry.responses import json_text
from chalicelib.presentation.people import people_of

doors = Blueprint(__name__)

CASE = "/api/cases/{reference}"


@resource(doors, "GET", "/api/openapi.json", who=ANYONE)
def describe(request: Request, reading: Reading) -> Response:
    """This description."""
    list(entry.all_doors())  # what describes them all needs them all
    return json_text(openapi.document(request.urls.base, tuple(STATEMENTS)))


@resource(doors, "GET", "/api/cases", who=Action.LIST_CASES, gives=CaseListOut)
def worklist(request: Request, reading: Reading) -> CaseListOut:
    """Whose cases, what is due first."""
    reader, today = request.staff, london_date(reading.clock.now())
    view = asked_view(request.query, reader, today)
    listed = list_cases(view, reader, reading, after=request.query.get("after", ""))
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    people = people_of(reading.directory.staff(organisation.id), pack)
    return api_answers.case_list(listed, people, request.urls, today)


@resource(
    doors,
    "POST",
    "/api/cases",
    who=Action.OPEN_CASE,
    takes=CaseIn,
    gives=CaseOut,
    status=201,
)
def create(request: Request, ports: Ports, body: CaseIn) -> Response:
    """Make a case of what somebody told us; a resend with the same key makes none."""
    mail = asked_mail(body.mail, request.staff, ports)
    key = request.headers.get("idempotency-key", "") or body.key or f"{mail or ''}"
    intake = read_sheet(_sheet(body, key), request.staff, ports)
    organisation = ports.policies.organisation(request.staff.organisation)
    by = Actor(ActorKind.STAFF, request.staff.id)
    received = open_case(intake, organisation=organisation, by=by, ports=ports)
    if mail:
        begin_case(mail, received.reference, request.staff, ports)
    answer = _answer(ports.cases.load(received.reference.number), request, ports)
    location = request.urls.path(answer.href)
    return json_text(answer.model_dump_json(), status=201, location=location)


@resource(doors, "GET", CASE, who=Action.READ_CASE, gives=CaseOut)
def case(request: Request, reading: Reading, reference: str) -> CaseOut:
    """A case, its dates with their working, and what the asker may do to it."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    return api_answers.case_out(opened, reading.clock.now())


@resource(doors, "GET", f"{CASE}/timeline", who=Action.READ_CASE, gives=TimelineOut)
def timeline(request: Request, reading: Reading, reference: str) -> TimelineOut:
    """Everything that happened to a case, newest first; one strand of it by `timeline`."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    return api_answers.timeline_out(opened, asked_strand(request.query))


@question(doors, "/api/clocks/preview", who=Action.READ_CASE, takes=PreviewIn, gives=DeadlineOut)
def preview(request: Request, reading: Reading, body: PreviewIn) -> DeadlineOut:
    """What a clock would say, with its working, if this happened."""
    supposed = Supposed(
        pack=body.pack,
        version=body.version,
        clock=body.clock,
        received_at=body.received_at,
        happenings=tuple(Supposition(e.type, e.happened_at, e.facts) for e in body.events),
    )
    previewed = preview_clock(supposed, request.staff, reading)
    return clock_answers.deadline(previewed.clock, previewed.policy, reading.clock.now())


def _answer(file: CaseFile, request: Request, ports: Ports) -> CaseOut:
    opened = as_it_stands(file, request.staff, ports)
    return api_answers.case_out(opened, ports.clock.now())


def _sheet(body: CaseIn, key: str) -> Sheet:
    """The contact as the answers of the form, so that one reading serves both."""
    answers = {name: value for name, value in body if isinstance(value, str)}
    answers |= {
        "urgent_need": _yes_or_no(body.urgent_need),
        **{name: _yes_or_no(getattr(body, name)) for name in _DONE_AT_ONCE},
        "level": str(int(body.level)) if body.level else "",
        "may_email": _yes_or_no(body.may_email),
        "may_text": _yes_or_no(body.may_text),
        "may_contact": "" if body.may_contact is None else _yes_or_no(body.may_contact),
        "channels": ",".join(body.channels),
        "never": ",".join(body.never),
        "formats": ",".join(body.formats),
        "date_of_birth-day": body.date_of_birth.isoformat() if body.date_of_birth else "",
        "patient_born-day": body.patient_born.isoformat() if body.patient_born else "",
        "happened_on-day": body.happened_on.isoformat() if body.happened_on else "",
    }
    earlier = body.received_at is not None
    return Sheet(answers, key, received_earlier=earlier, received_at=body.received_at)


_DONE_AT_ONCE = ("read_back", "said_sorry", "callback_offered", "meeting_offered", "passed_on")


def _yes_or_no(answer: bool | None) -> str:
    return "" if answer is None else "yes" if answer else "no"
