"""The form for anything that people want to tell us: one step a page, answers kept as they are typed.

Going back and forth never loses anything. Nothing is sent before the check (`entry.complaint_check`).
"""

from __future__ import annotations

from collections.abc import Sequence

from chalice.app import Blueprint, Response

from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.alarms import Alarm
from chalicelib.domain.errors import Fault, NotFound
from chalicelib.entry import drafts
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE
from chalicelib.entry.filled_form import FilledForm, employers_of, read_form, subjects_of
from chalicelib.entry.filling_in import typed
from chalicelib.entry.responses import Cookie, html, see_other
from chalicelib.presentation import complaint_form
from chalicelib.presentation.asking import CHECK, Step
from chalicelib.presentation.form_paths import Answers, has_urgent_need
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.questions import COMPLAINT_FORM, HELP, STEPS, STORY
from chalicelib.presentation.questions_about_help import HELP_FIRST
from chalicelib.presentation.urgent_help import ways_to_help

doors = Blueprint(__name__)


@public_page(doors, "GET", "/complain/{step}")
def question(request: Request, reading: Reading, step: str) -> Response:
    """A step of the form with what was answered so far; the first unanswered one comes before it."""
    asked, answers = _step(step), draft_of(request, reading)
    first = filled(request, reading, answers).first_unanswered
    if first and STEPS.index(first) < STEPS.index(asked):
        return to_step(request, first.slug)
    if not asked.asked(answers):
        return to_step(request, COMPLAINT_FORM.after(asked, answers))
    return html(_step_page(request, reading, asked, answers, ()))


@public_page(doors, "POST", "/complain/{step}")
def answer(request: Request, ports: Ports, step: str) -> Response:
    """Keep the answers of a step, right or wrong, then go on."""
    asked = _step(step)
    secret, answers = _draft_to_fill(request, ports)
    answers |= typed(asked, request.form, employers_of(ports))
    drafts.keep(secret, answers, ports.drafts)
    cookies = (Cookie(DRAFT_COOKIE, secret),)
    if request.form["later"]:
        return see_other(request.urls.path("/save-for-later"), cookies=cookies)
    form = filled(request, ports, answers)
    faults = form.faults_of(asked)
    if faults:
        return html(_step_page(request, ports, asked, answers, faults), status=422, cookies=cookies)
    return _onward(request, ports, asked, form, cookies)


def _onward(
    request: Request, ports: Ports, asked: Step, form: FilledForm, cookies: Sequence[Cookie]
) -> Response:
    """To what comes next; where help is needed, to where it is. Who changed an answer goes back to the
    check, or first to what is asked only now.
    """
    change = request.form["change"]
    if _heard(asked, form.answers, ports):
        after = asked.slug if asked is HELP_FIRST else ""
        path = request.urls.path(f"/complain/{HELP}", after=after, change=change)
        return see_other(path, cookies=cookies)
    if not change:
        return to_step(request, COMPLAINT_FORM.after(asked, form.answers), cookies)
    first = form.first_unanswered
    if first is None:
        return to_step(request, CHECK, cookies)
    return see_other(request.urls.path(f"/complain/{first.slug}", change="1"), cookies=cookies)


@public_page(doors, "GET", f"/complain/{HELP}")
def help_now(request: Request, reading: Reading) -> Response:
    """Where to get help now, for whoever said or wrote what cannot wait. It blocks nobody (S2-65)."""
    answers = draft_of(request, reading)
    after = HELP_FIRST if request.query.get("after") == HELP_FIRST.slug else STORY
    heard = _heard(after, answers, reading)
    forward = CHECK if request.query.get("change") else COMPLAINT_FORM.after(after, answers)
    if not heard:
        return to_step(request, forward)
    body = render(
        "form/help.html",
        request.frame,
        title=request.language.said(marked("Do you need help now?")),
        why=request.language.said(_WHY_HELP[after.slug]),
        ways=ways_to_help(heard, reading.policies.alarms(), request.language),
        back=request.urls.path(f"/complain/{after.slug}"),
        forward=request.urls.path(f"/complain/{forward}"),
    )
    return html(body)


_WHY_HELP = {
    HELP_FIRST.slug: marked("Get help first. You can tell us the rest later."),
    STORY.slug: marked("Something you wrote made us worry that someone may be in danger."),
}


def _heard(step: Step, answers: Answers, ports: Ports | Reading) -> tuple[Alarm, ...]:
    """What this step's answers may tell of: nobody is stopped, but is shown where to get help."""
    if step is HELP_FIRST:
        return (Alarm.OWN_LIFE, Alarm.HEALTH) if has_urgent_need(answers) else ()
    if step is STORY:
        return ports.policies.alarms().heard_in([answers.get("what_happened", "")])
    return ()


def filled(request: Request, ports: Ports | Reading, answers: Answers) -> FilledForm:
    """These answers as they were understood, for the draft of this browser."""
    key = drafts.key_of(request.cookies.get(DRAFT_COOKIE, ""))
    return read_form(answers, key, ports, request.language)


def draft_of(request: Request, ports: Ports | Reading) -> dict[str, str]:
    """What this browser has typed so far."""
    return drafts.load(request.cookies.get(DRAFT_COOKIE, ""), ports.drafts)


def to_step(request: Request, slug: str, cookies: Sequence[Cookie] = ()) -> Response:
    """On to another page of the form."""
    return see_other(request.urls.path(f"/complain/{slug}"), cookies=cookies)


def _step(slug: str) -> Step:
    step = COMPLAINT_FORM.called(slug)
    if step is None:
        raise NotFound("There is no such page")
    return step


def _draft_to_fill(request: Request, ports: Ports) -> tuple[str, dict[str, str]]:
    """The browser's draft, or a new one where it has none or has sent it already."""
    secret, answers = request.cookies.get(DRAFT_COOKIE, ""), draft_of(request, ports)
    if answers:
        return secret, answers
    # The answer to a submission may have been lost on its way: what is typed now is a new complaint.
    if not secret or ports.cases.received_as(drafts.key_of(secret)):
        secret = drafts.new_secret(ports.chance)
    return secret, {}


def _step_page(
    request: Request,
    ports: Ports | Reading,
    step: Step,
    answers: Answers,
    faults: Sequence[Fault],
) -> str:
    changing = bool(request.query.get("change") or request.form["change"])
    before = CHECK if changing else COMPLAINT_FORM.before(step.slug, answers)
    sheet = complaint_form.Sheet(answers, subjects_of(ports), request.language)
    return render(
        "form/step.html",
        request.frame,
        title=request.language.said(step.heading),
        headed=not step.title,
        section=request.language.said(step.section),
        lead=request.language.said(step.lead),
        urgent=step.urgent,
        questions=complaint_form.drawn(step, sheet, faults),
        faults=complaint_form.summary(step, faults),
        action=request.urls.path(f"/complain/{step.slug}"),
        back=request.urls.path(f"/complain/{before}" if before else "/complain"),
        changing=changing,
    )
