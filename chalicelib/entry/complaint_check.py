"""The end of the form: looking at the answers, and sending them.

Sending twice makes one case, because the key of the draft is the key of the intake.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from chalice.app import Blueprint, Response

from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading, Received
from chalicelib.domain.casework import Intake
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.entry import drafts
from chalicelib.entry.complaint_files import came_with
from chalicelib.entry.complaint_form import draft_of, filled, to_step
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE, RECEIPT_COOKIE
from chalicelib.entry.filled_form import FilledForm, subjects_of
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation.answered_form import answered
from chalicelib.presentation.asking import CHECK
from chalicelib.presentation.complaint_form import Sheet
from chalicelib.presentation.documents import file_lines
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.questions import COMPLAINT_FORM, STEPS

doors = Blueprint(__name__)


@public_page(doors, "GET", f"/complain/{CHECK}")
def check(request: Request, reading: Reading) -> Response:
    """All answers, to be looked at before they are sent."""
    answers = draft_of(request, reading)
    if not answers:
        return _sent_already(request, reading) or to_step(request, STEPS[0].slug)
    form = filled(request, reading, answers)
    if form.intake is None or form.first_unanswered:
        return _to_unanswered(request, form)
    sheet = Sheet(answers, subjects_of(reading), request.language)
    files = reading.uploads.of_draft(form.intake.key)
    body = render(
        "form/check.html",
        request.frame,
        title=request.language.said(marked("Check your answers before you send them")),
        parts=answered(COMPLAINT_FORM, sheet, _dates(form.intake)),
        files=file_lines(files, "", request.language),
        form_path="/complain",
        action=request.urls.path(f"/complain/{CHECK}"),
        back=request.urls.path(f"/complain/{COMPLAINT_FORM.before(CHECK, answers)}"),
    )
    return html(body)


@public_page(doors, "POST", f"/complain/{CHECK}")
def send(request: Request, ports: Ports) -> Response:
    """Make the case. Whoever sends again what was sent already gets the same reference."""
    draft = drafts.whole(request.cookies.get(DRAFT_COOKIE, ""), ports.drafts)
    if not draft.answers:
        return _sent_already(request, ports) or to_step(request, STEPS[0].slug)
    form = filled(request, ports, draft.answers)
    if form.intake is None or form.first_unanswered:
        return _to_unanswered(request, form)
    intake = replace(form.intake, uploads=came_with(draft.files, ports))
    organisation = ports.policies.default_organisation()
    received = open_case(intake, organisation=organisation, by=PUBLIC, ports=ports)
    return _to_confirmation(request, received, request.cookies[DRAFT_COOKIE])


def _to_unanswered(request: Request, form: FilledForm) -> Response:
    return to_step(request, (form.first_unanswered or STEPS[0]).slug)


def _dates(intake: Intake) -> Mapping[str, date | None]:
    """The whole dates as they were understood, by field."""
    born = {party.id: party.born_on for party in intake.parties}
    return {
        "happened_on": intake.record.occurred_on,
        "date_of_birth": born.get(COMPLAINANT),
        "patient_born": born.get(PATIENT),
    }


def _sent_already(request: Request, ports: Ports | Reading) -> Response | None:
    """The way to the confirmation of what this browser sent before; None if it sent nothing."""
    for cookie in (DRAFT_COOKIE, RECEIPT_COOKIE):
        secret = request.cookies.get(cookie, "")
        received = ports.cases.received_as(drafts.key_of(secret)) if secret else None
        if received:
            return _to_confirmation(request, received, secret)
    return None


def _to_confirmation(request: Request, received: Received, secret: str) -> Response:
    return see_other(
        request.urls.path(request.urls.received(received.reference)),
        cookies=(Cookie(RECEIPT_COOKIE, secret), expired_cookie(DRAFT_COOKIE)),
    )
