"""The form on which people ask for a copy of what we hold about them, have it put right, or complain
about its use: one step a page, without an account, nothing sent until the end.

Source: domain.md 3.6, C-26; Data Protection Act 2018 section 164A(2): there must be a form to send.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from chalice.app import Blueprint, Response

from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading, Received
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework import Intake
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.entry import drafts
from chalicelib.entry.details_intake import KIND, read_details_intake
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import RECEIPT_COOKIE
from chalicelib.entry.filled_form import employers_of
from chalicelib.entry.filling_in import first_unanswered, typed
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation import complaint_form, signposts
from chalicelib.presentation.answered_form import answered
from chalicelib.presentation.asking import CHECK, Step
from chalicelib.presentation.form_paths import AT_WORK, Answers
from chalicelib.presentation.language import ENGLISH, Language, marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.privacy import how_to_complain
from chalicelib.presentation.questions_about_details import DETAILS_FORM

doors = Blueprint(__name__)

PATH = "/your-information"
DETAILS_COOKIE = "details"
"""The secret of what this browser has typed so far into this form, apart from a complaint."""

_FIRST = DETAILS_FORM.steps[0].slug


@public_page(doors, "GET", PATH)
def start(request: Request, reading: Reading) -> Response:
    """What people can ask about their own details, and every other way to ask it."""
    organisation = reading.policies.default_organisation()
    pack = reading.policies.current(organisation).pack
    body = render(
        "details/start.html",
        request.frame,
        title=request.language.said(marked("Your information and your rights")),
        begun=bool(_answers(request, reading)),
        first_step=request.urls.path(f"{PATH}/{_FIRST}"),
        reach_us=signposts.reach_us(organisation, request.language),
        how_to_complain=how_to_complain(pack, request.language),
    )
    return html(body)


@public_page(doors, "POST", PATH)
def start_again(request: Request, ports: Ports) -> Response:
    """Delete what was typed so far and begin with an empty form: computers are shared."""
    secret = request.cookies.get(DETAILS_COOKIE, "")
    if secret:
        drafts.forget(secret, ports.drafts)
    return _to(request, _FIRST, [expired_cookie(DETAILS_COOKIE)])


@public_page(doors, "GET", f"{PATH}/{{step}}")
def question(request: Request, reading: Reading, step: str) -> Response:
    """A step of the form with what was answered so far; the first unanswered one comes before it."""
    answers = _answers(request, reading)
    if step == CHECK:
        return _check_page(request, reading, answers)
    asked = _step(step)
    first = _first_unanswered(answers, reading)
    order = DETAILS_FORM.steps.index
    if first and order(first) < order(asked):
        return _to(request, first.slug)
    if not asked.asked(answers):
        return _to(request, DETAILS_FORM.after(asked, answers))
    return html(_step_page(request, asked, answers, ()))


@public_page(doors, "POST", f"{PATH}/{{step}}")
def answer(request: Request, ports: Ports, step: str) -> Response:
    """Keep the answers of a step, right or wrong, then go on; or, at the end, send them."""
    if step == CHECK:
        return _submit(request, ports)
    asked = _step(step)
    secret, answers = _draft_to_fill(request, ports)
    answers |= {**KIND, **typed(asked, request.form, employers_of(ports))}
    drafts.keep(secret, answers, ports.drafts)
    cookies = [Cookie(DETAILS_COOKIE, secret)]
    faults = [f for f in _faults(answers, ports, request.language) if f.field in asked.fields]
    if faults:
        return html(_step_page(request, asked, answers, faults), status=422, cookies=cookies)
    if not request.form["change"]:
        return _to(request, DETAILS_FORM.after(asked, answers), cookies)
    first = _first_unanswered(answers, ports)
    return _to(request, first.slug if first else CHECK, cookies, change="1" if first else "")


def _step(slug: str) -> Step:
    step = DETAILS_FORM.called(slug)
    if step is None:
        raise NotFound("There is no such page")
    return step


def _to(request: Request, slug: str, cookies: Sequence[Cookie] = (), *, change: str = "") -> Response:
    return see_other(request.urls.path(f"{PATH}/{slug}", change=change), cookies=cookies)


def _answers(request: Request, ports: Ports | Reading) -> dict[str, str]:
    return drafts.load(request.cookies.get(DETAILS_COOKIE, ""), ports.drafts)


def _draft_to_fill(request: Request, ports: Ports) -> tuple[str, dict[str, str]]:
    """The browser's draft, or a new one where it has none or has sent it already."""
    secret = request.cookies.get(DETAILS_COOKIE, "")
    answers = _answers(request, ports)
    if not answers and (not secret or ports.cases.received_as(drafts.key_of(secret))):
        secret = drafts.new_secret(ports.chance)
    return secret, answers


def _read(answers: Answers, ports: Ports | Reading, language: Language, key: str = "") -> Intake:
    """The answers as an intake, its faults in this language. Raises: Invalid."""
    now = ports.clock.now()
    # Who changed an answer may have left others behind that nobody asks any more.
    asked = [name for step in DETAILS_FORM.asked(answers) for name in step.names]
    return read_details_intake(
        {name: answers.get(name, "") for name in (*asked, AT_WORK)},
        received_at=now,
        key=key,
        fields=ports.fields,
        today=london_date(now),
        language=language,
    )


def _faults(
    answers: Answers, ports: Ports | Reading, language: Language = ENGLISH
) -> tuple[Fault, ...]:
    try:
        _read(answers, ports, language)
    except Invalid as invalid:
        return invalid.faults
    return ()


def _first_unanswered(answers: Answers, ports: Ports | Reading) -> Step | None:
    faults = _faults(answers, ports) if answers else ()
    return first_unanswered(DETAILS_FORM, answers, faults)


def _sheet(request: Request, answers: Answers) -> complaint_form.Sheet:
    return complaint_form.Sheet(answers, (), request.language)


def _step_page(request: Request, step: Step, answers: Answers, faults: Sequence[Fault]) -> str:
    changing = bool(request.query.get("change") or request.form["change"])
    before = CHECK if changing else DETAILS_FORM.before(step.slug, answers)
    return render(
        "details/step.html",
        request.frame,
        title=request.language.said(step.heading),
        headed=not step.title,
        section=request.language.said(step.section),
        lead=request.language.said(step.lead),
        questions=complaint_form.drawn(step, _sheet(request, answers), faults),
        faults=complaint_form.summary(step, faults),
        action=request.urls.path(f"{PATH}/{step.slug}"),
        back=request.urls.path(f"{PATH}/{before}" if before else PATH),
        changing=changing,
    )


def _check_page(request: Request, reading: Reading, answers: Answers) -> Response:
    if not answers:
        return _sent_already(request, reading) or _to(request, _FIRST)
    first = _first_unanswered(answers, reading)
    if first:
        return _to(request, first.slug)
    intake = _read(answers, reading, request.language)
    body = render(
        "details/check.html",
        request.frame,
        title=request.language.said("Check your answers before you send them"),
        parts=answered(DETAILS_FORM, _sheet(request, answers), _dates(intake)),
        form_path=PATH,
        action=request.urls.path(f"{PATH}/{CHECK}"),
        back=request.urls.path(f"{PATH}/{DETAILS_FORM.before(CHECK, answers)}"),
    )
    return html(body)


def _dates(intake: Intake) -> Mapping[str, date | None]:
    born = {party.id: party.born_on for party in intake.parties}
    return {"date_of_birth": born.get(COMPLAINANT), "patient_born": born.get(PATIENT)}


def _submit(request: Request, ports: Ports) -> Response:
    """Make the case. Whoever sends again what was sent already gets the same reference."""
    answers = _answers(request, ports)
    if not answers:
        return _sent_already(request, ports) or _to(request, _FIRST)
    first = _first_unanswered(answers, ports)
    if first:
        return _to(request, first.slug)
    secret = request.cookies[DETAILS_COOKIE]
    intake = _read(answers, ports, request.language, drafts.key_of(secret))
    organisation = ports.policies.default_organisation()
    received = open_case(intake, organisation=organisation, by=PUBLIC, ports=ports)
    return _to_confirmation(request, received, secret)


def _sent_already(request: Request, ports: Ports | Reading) -> Response | None:
    """The way to the confirmation of what this browser sent before; None if it sent nothing."""
    for cookie in (DETAILS_COOKIE, RECEIPT_COOKIE):
        secret = request.cookies.get(cookie, "")
        received = ports.cases.received_as(drafts.key_of(secret)) if secret else None
        if received:
            return _to_confirmation(request, received, secret)
    return None


def _to_confirmation(request: Request, received: Received, secret: str) -> Response:
    return see_other(
        request.urls.path(request.urls.received(received.reference)),
        cookies=(Cookie(RECEIPT_COOKIE, secret), expired_cookie(DETAILS_COOKIE)),
    )
