"""The form for anything that people want to tell us: one step a page, answers kept as they are typed,
nothing sent until the end.

Going back and forth never loses anything; sending twice makes one case, because the key of the draft is
the key of the intake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalice.app import Blueprint, Response

from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading, Received
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework import Intake
from chalicelib.domain.contact import ReceivedVia
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.policy import Subject
from chalicelib.entry import drafts
from chalicelib.entry.complaint_files import came_with
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE, RECEIPT_COOKIE
from chalicelib.entry.filling_in import first_unanswered, typed
from chalicelib.entry.intake import read_intake
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation import complaint_form
from chalicelib.presentation.asking import CHECK, Step
from chalicelib.presentation.documents import file_lines
from chalicelib.presentation.form_paths import Answers
from chalicelib.presentation.language import ENGLISH, Language
from chalicelib.presentation.pages import render
from chalicelib.presentation.questions import COMPLAINT_FORM, HELP, STEPS
from chalicelib.presentation.urgent_help import ways_to_help

doors = Blueprint(__name__)


@public_page(doors, "GET", "/complain/{step}")
def question(request: Request, reading: Reading, step: str) -> Response:
    """A step of the form with what was answered so far; the first unanswered one comes before it."""
    answers = drafts.load(request.cookies.get(DRAFT_COOKIE, ""), reading.drafts)
    if step == CHECK:
        return _check_page(request, reading, answers)
    if step == HELP:
        return _help_page(request, reading, answers)
    asked = _step(step)
    first = _first_unanswered(answers, reading)
    if first and STEPS.index(first) < STEPS.index(asked):
        return _to(request, first.slug)
    if not asked.asked(answers):
        return _to(request, COMPLAINT_FORM.after(asked, answers))
    return html(_step_page(request, reading, asked, answers, ()))


@public_page(doors, "POST", "/complain/{step}")
def answer(request: Request, ports: Ports, step: str) -> Response:
    """Keep the answers of a step, right or wrong, then go on; or, at the end, send them."""
    if step == CHECK:
        return _submit(request, ports)
    asked = _step(step)
    secret, answers = _draft_to_fill(request, ports)
    answers |= typed(asked, request.form)
    drafts.keep(secret, answers, ports.drafts)
    cookies = (Cookie(DRAFT_COOKIE, secret),)
    if request.form["later"]:
        return see_other(request.urls.path("/save-for-later"), cookies=cookies)
    faults = _faults_of(asked, answers, ports, request.language)
    if faults:
        return html(_step_page(request, ports, asked, answers, faults), status=422, cookies=cookies)
    if asked.urgent and _heard(answers, ports):
        change = request.form["change"]
        return see_other(request.urls.path(f"/complain/{HELP}", change=change), cookies=cookies)
    if request.form["change"]:
        return _back_to_check(request, answers, ports, cookies)
    return _to(request, COMPLAINT_FORM.after(asked, answers), cookies)


def _back_to_check(
    request: Request, answers: Answers, ports: Ports, cookies: Sequence[Cookie]
) -> Response:
    """To the check; or first to what is asked only now, because an answer was changed."""
    first = _first_unanswered(answers, ports)
    if first is None:
        return _to(request, CHECK, cookies)
    return see_other(request.urls.path(f"/complain/{first.slug}", change="1"), cookies=cookies)


def _step(slug: str) -> Step:
    step = COMPLAINT_FORM.called(slug)
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


def _read(answers: Answers, ports: Ports | Reading, language: Language, key: str = "") -> Intake:
    """The answers as an intake, its faults in this language. Raises: Invalid."""
    now = ports.clock.now()
    # Who changed an answer may have left others behind that nobody asks any more.
    asked = [name for step in COMPLAINT_FORM.asked(answers) for name in step.names]
    return read_intake(
        {name: answers.get(name, "") for name in asked},
        contact_type=None,
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
    faults = _faults(answers, ports) if answers else ()
    return first_unanswered(COMPLAINT_FORM, answers, faults)


def _step_page(
    request: Request,
    ports: Ports | Reading,
    step: Step,
    answers: Answers,
    faults: Sequence[Fault],
) -> str:
    changing = bool(request.query.get("change") or request.form["change"])
    before = CHECK if changing else COMPLAINT_FORM.before(step.slug, answers)
    return render(
        "form/step.html",
        request.frame,
        title=request.language.said(step.heading),
        headed=not step.title,
        section=request.language.said(step.section),
        lead=request.language.said(step.lead),
        urgent=step.urgent,
        questions=complaint_form.drawn(step, _sheet(request, ports, answers), faults),
        faults=complaint_form.summary(step, faults),
        action=request.urls.path(f"/complain/{step.slug}"),
        back=request.urls.path(f"/complain/{before}" if before else "/complain"),
        changing=changing,
    )


def _heard(answers: Answers, ports: Ports | Reading) -> tuple[Alarm, ...]:
    """What was written so far may tell of: nobody is stopped, but is shown where to get help."""
    return ports.policies.alarms().heard_in([answers.get("what_happened", "")])


def _help_page(request: Request, reading: Reading, answers: Answers) -> Response:
    story = next(step for step in STEPS if step.urgent)
    heard = _heard(answers, reading)
    changing = bool(request.query.get("change"))
    forward = CHECK if changing else COMPLAINT_FORM.after(story, answers)
    if not heard:
        return _to(request, forward)
    body = render(
        "form/help.html",
        request.frame,
        title=request.language.said("Do you need help now?"),
        ways=ways_to_help(heard, reading.policies.alarms(), request.language),
        back=request.urls.path(f"/complain/{story.slug}"),
        forward=request.urls.path(f"/complain/{forward}"),
    )
    return html(body)


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
    born = {party.id: party.born_on for party in intake.parties}
    dates = {
        "happened_on": intake.record.occurred_on,
        "date_of_birth": born.get(COMPLAINANT),
        "patient_born": born.get(PATIENT),
    }
    body = render(
        "form/check.html",
        request.frame,
        title=request.language.said("Check your answers before you send them"),
        parts=complaint_form.answered(COMPLAINT_FORM, _sheet(request, reading, answers), dates),
        files=file_lines(reading.uploads.of_draft(_key(request)), "", request.language),
        form_path="/complain",
        action=request.urls.path(f"/complain/{CHECK}"),
        back=request.urls.path(f"/complain/{COMPLAINT_FORM.before(CHECK, answers)}"),
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
