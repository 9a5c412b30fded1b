"""The complaint form: one step a page, answers kept as they are typed, nothing sent until the end.

Going back and forth never loses anything; sending twice makes one case, because the key of the draft is
the key of the intake.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chalice.app import Blueprint, Response

from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading, Received
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ContactType, ReceivedVia
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Subject
from chalicelib.entry import drafts
from chalicelib.entry.complaint_files import came_with
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE, RECEIPT_COOKIE
from chalicelib.entry.intake import read_intake
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation import complaint_form
from chalicelib.presentation.documents import file_lines
from chalicelib.presentation.language import ENGLISH, Language
from chalicelib.presentation.pages import render
from chalicelib.presentation.questions import (
    CHECK,
    STEPS,
    Kind,
    Step,
    step_after,
    step_before,
    step_called,
)

doors = Blueprint(__name__)

Answers = Mapping[str, str]


@public_page(doors, "GET", "/complain/{step}")
def question(request: Request, reading: Reading, step: str) -> Response:
    """A step of the form with what was answered so far; the first unanswered one comes before it."""
    answers = drafts.load(request.cookies.get(DRAFT_COOKIE, ""), reading.drafts)
    if step == CHECK:
        return _check_page(request, reading, answers)
    asked = _step(step)
    first = _first_unanswered(answers, reading)
    if first and STEPS.index(first) < STEPS.index(asked):
        return _to(request, first.slug)
    return html(_step_page(request, reading, asked, answers, ()))


@public_page(doors, "POST", "/complain/{step}")
def answer(request: Request, ports: Ports, step: str) -> Response:
    """Keep the answers of a step, right or wrong, then go on; or, at the end, send them."""
    if step == CHECK:
        return _submit(request, ports)
    asked = _step(step)
    secret, answers = _draft_to_fill(request, ports)
    answers |= _typed(asked, request.form)
    drafts.keep(secret, answers, ports.drafts)
    faults = _faults_of(asked, answers, ports, request.language)
    cookies = (Cookie(DRAFT_COOKIE, secret),)
    if faults:
        return html(_step_page(request, ports, asked, answers, faults), status=422, cookies=cookies)
    return _to(request, CHECK if request.form["change"] else step_after(asked), cookies)


def _step(slug: str) -> Step:
    step = step_called(slug)
    if step is None:
        raise NotFound("There is no such page")
    return step


def _to(request: Request, slug: str, cookies: Sequence[Cookie] = ()) -> Response:
    return see_other(request.urls.path(f"/complain/{slug}"), cookies=cookies)


def _draft_to_fill(request: Request, ports: Ports) -> tuple[str, dict[str, str]]:
    """The browser's draft, or a new one where it has none or has sent it already."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    answers = drafts.load(secret, ports.drafts)
    if answers:
        return secret, answers
    # The answer to a submission may have been lost on its way: what is typed now is a new complaint.
    if not secret or ports.cases.received_as(drafts.key_of(secret)):
        secret = drafts.new_secret(ports.chance)
    return secret, {}


def _typed(step: Step, form: Form) -> dict[str, str]:
    """Every input of the step; what was not sent is empty text, so that the step counts as answered."""
    many = {question.field for question in step.questions if question.kind is Kind.CHOICES}
    return {name: ",".join(form.all(name)) if name in many else form[name] for name in step.names}


def _read(answers: Answers, ports: Ports | Reading, language: Language, key: str = "") -> Intake:
    """The answers as an intake, its faults in this language. Raises: Invalid."""
    now = ports.clock.now()
    return read_intake(
        answers,
        contact_type=ContactType.COMPLAINT,
        received_via=ReceivedVia.WEB_FORM,
        received_at=now,
        key=key,
        fields=ports.fields,
        subjects=_subjects(ports),
        today=london_date(now),
        draft=key or None,
        language=language,
    )


def _subjects(ports: Ports | Reading) -> tuple[Subject, ...]:
    return ports.policies.current(ports.policies.default_organisation()).pack.subjects


def _faults(
    answers: Answers, ports: Ports | Reading, language: Language = ENGLISH
) -> tuple[Fault, ...]:
    try:
        _read(answers, ports, language)
    except Invalid as invalid:
        return invalid.faults
    return ()


def _faults_of(
    step: Step, answers: Answers, ports: Ports | Reading, language: Language
) -> tuple[Fault, ...]:
    return tuple(fault for fault in _faults(answers, ports, language) if fault.field in step.fields)


def _first_unanswered(answers: Answers, ports: Ports | Reading) -> Step | None:
    """The first step that was not answered yet, or not rightly; None if all are."""
    wrong = {fault.field for fault in _faults(answers, ports)} if answers else set()
    return next((step for step in STEPS if _is_unanswered(step, answers, wrong)), None)


def _is_unanswered(step: Step, answers: Answers, wrong: set[str]) -> bool:
    return not answers.keys() >= set(step.names) or not step.fields.isdisjoint(wrong)


def _step_page(
    request: Request,
    ports: Ports | Reading,
    step: Step,
    answers: Answers,
    faults: Sequence[Fault],
) -> str:
    changing = bool(request.query.get("change") or request.form["change"])
    before = CHECK if changing else step_before(step.slug)
    return render(
        "form/step.html",
        request.frame,
        title=request.language.said(step.title),
        lead=request.language.said(step.lead),
        urgent=step.urgent,
        number=STEPS.index(step) + 1,
        total=len(STEPS),
        questions=complaint_form.drawn(step, _sheet(request, ports, answers), faults),
        faults=complaint_form.summary(step, faults),
        action=request.urls.path(f"/complain/{step.slug}"),
        back=request.urls.path(f"/complain/{before}" if before else "/complain"),
        changing=changing,
    )


def _sheet(request: Request, ports: Ports | Reading, answers: Answers) -> complaint_form.Sheet:
    return complaint_form.Sheet(answers, _subjects(ports), request.language)


def _check_page(request: Request, reading: Reading, answers: Answers) -> Response:
    if not answers:
        sent = _sent_already(request, reading)
        return sent or _to(request, STEPS[0].slug)
    first = _first_unanswered(answers, reading)
    if first:
        return _to(request, first.slug)
    intake = _read(answers, reading, request.language)
    person = next(party for party in intake.parties if party.id == COMPLAINANT)
    dates = {"happened_on": intake.record.occurred_on, "date_of_birth": person.born_on}
    body = render(
        "form/check.html",
        request.frame,
        title=request.language.said("Check your answers before you send them"),
        steps=complaint_form.answered(_sheet(request, reading, answers), dates),
        files=file_lines(reading.uploads.of_draft(_key(request)), "", request.language),
        action=request.urls.path(f"/complain/{CHECK}"),
        back=request.urls.path(f"/complain/{step_before(CHECK)}"),
    )
    return html(body)


def _key(request: Request) -> str:
    return drafts.key_of(request.cookies.get(DRAFT_COOKIE, ""))


def _submit(request: Request, ports: Ports) -> Response:
    """Make the case. Whoever sends again what was sent already gets the same reference."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    answers = drafts.load(secret, ports.drafts)
    if not answers:
        return _sent_already(request, ports) or _to(request, STEPS[0].slug)
    first = _first_unanswered(answers, ports)
    if first:
        return _to(request, first.slug)
    organisation = ports.policies.default_organisation()
    intake = _read(answers, ports, request.language, drafts.key_of(secret))
    intake = replace(intake, uploads=came_with(drafts.key_of(secret), ports))
    received = open_case(intake, organisation=organisation, by=PUBLIC, ports=ports)
    return _to_confirmation(request, received, secret)


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
