"""A patient's own answer to whether somebody may speak for them, by the link in their mail.

Opening the link changes nothing, and shows the same page for every link there could be. Whatever is
wrong with one reads alike.
"""

from __future__ import annotations

from datetime import date

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.answer_consent import Claimed, answer_consent, open_link, read_asked
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework.own_consents import OwnAnswer
from chalicelib.domain.consent import Scope
from chalicelib.domain.errors import CandourError, Fault, Invalid, NotLetIn, TooManyTries
from chalicelib.domain.identity.access import FOLLOWING_LASTS
from chalicelib.domain.identity.forms import Item
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import key_of, new_secret
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.entry.typed_dates import Misread, exact_date, typed_date
from chalicelib.presentation import signposts
from chalicelib.presentation.consent_page import consent_page
from chalicelib.presentation.consent_words import NO
from chalicelib.presentation.identity_form import questions, summary
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

ANSWERING_COOKIE = "answering"
"""The secret of a browser in which a patient may answer one question, for half an hour."""
QUESTION, DONE = "/consent", "/consent-given"

_BIRTH = Item.DATE_OF_BIRTH
_BORN = marked("Date of birth")
_ENTER_BIRTH = marked("Enter your date of birth")
_REFUSED = marked("This link and this date do not work together, or the link does not work any more")
_CHOOSE = marked("Choose an answer")
_CHOOSE_YES_OR_NO = marked("Choose yes or no")
_TITLE = marked("A question for you")


@public_page(doors, "GET", "/consent/{token}")
def link(request: Request, reading: Reading, token: str) -> Response:
    """Who reads this: the same page for every link, so that it says nothing."""
    return _who_page(request, token, NOTHING_TYPED)


@public_page(doors, "POST", "/consent/{token}")
def confirm(request: Request, ports: Ports, token: str) -> Response:
    """Show the question to the patient; to anybody else the same words, whatever is wrong."""
    secret = new_secret(ports.chance)
    try:
        born_on = _born_on(request.form, london_date(ports.clock.now()))
        organisation = request.frame.organisation.id
        claimed = Claimed(token, born_on, organisation, request.source)
        open_link(claimed, _key(secret), ports)
    except (Invalid, NotLetIn, TooManyTries) as refused:
        return _who_page(request, token, _typed(request, refused), status=status_of(refused))
    answering = Cookie(ANSWERING_COOKIE, secret, max_age=int(FOLLOWING_LASTS.total_seconds()))
    return see_other(request.urls.path(QUESTION), cookies=[answering])


@public_page(doors, "GET", QUESTION)
def question(request: Request, reading: Reading) -> Response:
    """The question, for the patient who confirmed who they are."""
    try:
        return _question_page(request, reading, NOTHING_TYPED)
    except NotLetIn:
        return _not_now(request)


@public_page(doors, "POST", QUESTION)
def answer(request: Request, ports: Ports) -> Response:
    """Record the answer. It counts once."""
    try:
        answer_consent(
            _key(request.cookies.get(ANSWERING_COOKIE, "")), read_answer(request.form), ports
        )
    except NotLetIn:
        return _not_now(request)
    except Invalid as refused:
        return _again(request, refused)
    return see_other(request.urls.path(DONE), cookies=[expired_cookie(ANSWERING_COOKIE)])


@public_page(doors, "GET", DONE)
def answered(request: Request, reading: Reading) -> Response:
    """Thanks, and how to change one's mind: the same for everybody."""
    title = request.language.said(marked("Thank you. We have your answer"))
    body = render("consent/answered.html", request.frame, title=title, reach_us=_reach_us(request))
    return html(body)


def read_answer(form: Form) -> OwnAnswer:
    """What the patient chose. Raises: Invalid."""
    chosen = form["answer"]
    if chosen not in (NO, *Scope):
        raise Invalid([Fault("answer", _CHOOSE)])
    if chosen == NO:
        return OwnAnswer(agrees=False)
    if form["share"] not in ("", "yes", NO):
        raise Invalid([Fault("share", _CHOOSE_YES_OR_NO)])
    limits = form["limits"] if chosen == Scope.NAMED_PARTS else ""
    return OwnAnswer(agrees=True, scope=Scope(chosen), limits=limits, share=form["share"] == "yes")


def read_sharing(form: Form) -> OwnAnswer:
    """Whether somebody who speaks for themselves lets us ask other organisations. Raises: Invalid."""
    if form["share"] not in ("yes", NO):
        raise Invalid([Fault("share", _CHOOSE_YES_OR_NO)])
    return OwnAnswer(agrees=form["share"] == "yes", share=form["share"] == "yes")


def _key(secret: str) -> str:
    """Where the store knows this browser; never where it knows one that follows a complaint."""
    return key_of(f"{ANSWERING_COOKIE}.{secret}") if secret else ""


def _born_on(form: Form, today: date) -> date:
    typed = typed_date(form, _BIRTH)
    if typed.is_blank:
        raise Invalid([Fault(_BIRTH, _ENTER_BIRTH)])
    try:
        return exact_date(typed, latest=today)
    except Misread as misread:
        raise Invalid([Fault(_BIRTH, misread.why)]) from None


def _typed(request: Request, refused: CandourError) -> Typed:
    """The fault in the visitor's language. What was typed is not shown again where it was refused."""
    _ = request.language.said
    if isinstance(refused, Invalid):
        values = {name: request.form.all(name) for name in request.form}
        faults = tuple(Fault(f.field, _(f.message).format(called=_(_BORN))) for f in refused.faults)
        return Typed("consent", values, faults)
    why = str(refused) if isinstance(refused, TooManyTries) else _REFUSED
    return Typed("consent", {}, (Fault(_BIRTH, _(why)),))


def _who_page(request: Request, token: str, typed: Typed, *, status: int = 200) -> Response:
    body = render(
        "consent/who.html",
        request.frame,
        title=request.language.said(_TITLE),
        action=request.urls.path(request.urls.consent(token)),
        questions=questions([_BIRTH], typed, request.language),
        faults=summary(typed),
    )
    return html(body, status=status)


def _question_page(request: Request, reading: Reading, typed: Typed, *, status: int = 200) -> Response:
    asked = read_asked(_key(request.cookies.get(ANSWERING_COOKIE, "")), reading)
    page = consent_page(asked, request.language, typed)
    title = request.language.said(marked("May we talk about you with somebody else?"))
    body = render("consent/question.html", request.frame, title=title, page=page, faults=summary(typed))
    return html(body, status=status)


def _again(request: Request, refused: Invalid) -> Response:
    _ = request.language.said
    faults = tuple(Fault(fault.field, _(fault.message)) for fault in refused.faults)
    values = {name: request.form.all(name) for name in request.form}
    reading = wiring.world().reading
    try:
        return _question_page(request, reading, Typed("consent", values, faults), status=422)
    except NotLetIn:
        return _not_now(request)


def _not_now(request: Request) -> Response:
    """One page for every reason."""
    title = request.language.said(marked("You cannot answer here now"))
    body = render("consent/not_now.html", request.frame, title=title, reach_us=_reach_us(request))
    return html(body, status=404)


def _reach_us(request: Request) -> tuple[str, ...]:
    return signposts.reach_us(request.frame.organisation, request.language)
