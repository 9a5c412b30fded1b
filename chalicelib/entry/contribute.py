"""Somebody without an account answers the questions that staff asked them, by the link in their mail.

The page of a link and that of the code are the same for every link there could be. Whatever is wrong
with one reads alike.
"""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.answer_contribution import (
    ANSWERING_LASTS,
    OpenedLink,
    ask_for_own_code,
    enter_own_code,
    read_questions,
    save_answers,
    send_answers,
)
from chalicelib.application.enter_code import Typed as TypedCode
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.casework.contributing import MOST_QUESTIONS
from chalicelib.domain.casework.own_contributions import ANSWER_THIS, TOO_LONG, answer_field
from chalicelib.domain.errors import Fault, Invalid, NotLetIn, TooManyTries
from chalicelib.domain.identity.access import CODE_LASTS
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import key_of, new_secret
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation import signposts
from chalicelib.presentation.contribution_page import answer_boxes
from chalicelib.presentation.dates import full_date
from chalicelib.presentation.documents import document_line
from chalicelib.presentation.identity_form import summary
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

ASKING_COOKIE = "contribution-asked"
"""The secret of a browser that asked for a code. It opens nothing without the code."""
CONTRIBUTING_COOKIE = "contributing"
"""The secret of a browser in which the questions are open, for two hours."""
CODE, QUESTIONS, SENT = "/contribute-code", "/contribute", "/contribute-sent"
FILES = "/contribute-files"

_TITLE = marked("Questions for you")
_TOO_OFTEN = marked("This was tried too often. Wait an hour and try again, or contact us")
_CODE_REFUSED = marked("This code is not right, or it does not work any more")
_FAULTS = {
    ANSWER_THIS: marked("Answer this question. If you do not know, say so"),
    TOO_LONG: marked("Your answer is too long. Use 5,000 characters or fewer"),
}


@public_page(doors, "GET", "/contribute/{link}")
def start(request: Request, reading: Reading, link: str) -> Response:
    """Where a link leads: the same page for every link, so that it says nothing."""
    return _start_page(request, link, NOTHING_TYPED)


@public_page(doors, "POST", "/contribute/{link}")
def ask(request: Request, ports: Ports, link: str) -> Response:
    """Write down that somebody opened it, and show where the code goes: the same for every link."""
    secret = new_secret(ports.chance)
    opened = OpenedLink(link, request.frame.organisation.id, request.source)
    try:
        ask_for_own_code(opened, _asking_key(secret), ports)
    except TooManyTries as refused:
        typed = Typed("contribute", {}, (Fault("", request.language.said(_TOO_OFTEN)),))
        return _start_page(request, link, typed, status=status_of(refused))
    asking = Cookie(ASKING_COOKIE, secret, max_age=int(CODE_LASTS.total_seconds()))
    return see_other(request.urls.path(CODE), cookies=[asking])


@public_page(doors, "GET", CODE)
def code(request: Request, reading: Reading) -> Response:
    """Where to type the code, and what to do if none comes: the same for everybody."""
    return _code_page(request, NOTHING_TYPED)


@public_page(doors, "POST", CODE)
def let_in(request: Request, ports: Ports) -> Response:
    """Open the questions for whoever has the code; whatever is wrong reads alike."""
    secret = new_secret(ports.chance)
    asking = _asking_key(request.cookies.get(ASKING_COOKIE, ""))
    try:
        enter_own_code(TypedCode(request.form["code"], asking, request.source), _key(secret), ports)
    except (Invalid, TooManyTries) as refused:
        why = _TOO_OFTEN if isinstance(refused, TooManyTries) else _CODE_REFUSED
        typed = Typed("code", {}, (Fault("code", request.language.said(why)),))
        return _code_page(request, typed, status=status_of(refused))
    contributing = Cookie(CONTRIBUTING_COOKIE, secret, max_age=int(ANSWERING_LASTS.total_seconds()))
    done = [contributing, expired_cookie(ASKING_COOKIE)]
    return see_other(request.urls.path(QUESTIONS), cookies=done)


@public_page(doors, "GET", QUESTIONS)
def questions(request: Request, reading: Reading) -> Response:
    """The questions, with what was typed so far."""
    try:
        return _questions_page(request, reading, None)
    except NotLetIn:
        return not_now(request)


@public_page(doors, "POST", QUESTIONS)
def answer(request: Request, ports: Ports) -> Response:
    """Keep the answers for later, or send them, once."""
    key, answers = key_of_contributing(request), _answers(request)
    try:
        if request.form["do"] in ("keep", "files"):
            save_answers(key, answers, ports)
            return see_other(_after_keeping(request))
        send_answers(key, answers, ports)
    except NotLetIn:
        return not_now(request)
    except Invalid as refused:
        return _again(request, refused)
    return see_other(request.urls.path(SENT), cookies=[expired_cookie(CONTRIBUTING_COOKIE)])


@public_page(doors, "GET", SENT)
def sent(request: Request, reading: Reading) -> Response:
    """Thanks: the same for everybody."""
    title = request.language.said(marked("Thank you. We have your answers"))
    body = render("contribute/sent.html", request.frame, title=title, reach_us=_reach_us(request))
    return html(body)


def _asking_key(secret: str) -> str:
    """Where the store knows who asked; never where it knows somebody who asks to follow a complaint."""
    return key_of(f"{ASKING_COOKIE}.{secret}") if secret else ""


def _key(secret: str) -> str:
    return key_of(f"{CONTRIBUTING_COOKIE}.{secret}") if secret else ""


def _after_keeping(request: Request) -> str:
    """What they typed is kept before they go to their files, so that none of it is lost."""
    to_files = request.form["do"] == "files"
    return request.urls.path(FILES) if to_files else request.urls.path(QUESTIONS, kept="yes")


def key_of_contributing(request: Request) -> str:
    """Where the store knows whose questions are open in this browser."""
    return _key(request.cookies.get(CONTRIBUTING_COOKIE, ""))


def _answers(request: Request) -> tuple[str, ...]:
    """The answers as they stand in the form, as many as it asked for."""
    names = (answer_field(number) for number in range(1, MOST_QUESTIONS + 1))
    return tuple(request.form[name] for name in names if name in request.form)


def _start_page(request: Request, link: str, typed: Typed, *, status: int = 200) -> Response:
    body = render(
        "contribute/start.html",
        request.frame,
        title=request.language.said(_TITLE),
        action=request.urls.path(request.urls.contribute(link)),
        faults=summary(typed),
    )
    return html(body, status=status)


def _code_page(request: Request, typed: Typed, *, status: int = 200) -> Response:
    body = render(
        "contribute/code.html",
        request.frame,
        title=request.language.said(marked("Check your email")),
        minutes=int(CODE_LASTS.total_seconds() // 60),
        error=typed.errors.get("code", ""),
        faults=summary(typed),
        reach_us=_reach_us(request),
    )
    return html(body, status=status)


def _questions_page(request: Request, reading: Reading, typed: Typed | None) -> Response:
    asked = read_questions(key_of_contributing(request), reading)
    body = render(
        "contribute/questions.html",
        request.frame,
        title=request.language.said(_TITLE),
        asked=asked,
        until=full_date(asked.until, request.language),
        answers=answer_boxes(asked, typed),
        files=[document_line(each, request.language) for each in asked.files],
        saved="kept" in request.query,
        faults=summary(typed) if typed else (),
    )
    return html(body, status=422 if typed else 200)


def _again(request: Request, refused: Invalid) -> Response:
    _ = request.language.said
    faults = tuple(Fault(each.field, _(_FAULTS[each.message])) for each in refused.faults)
    values = {name: request.form.all(name) for name in request.form}
    try:
        return _questions_page(request, wiring.world().reading, Typed("contribute", values, faults))
    except NotLetIn:
        return not_now(request)


def not_now(request: Request) -> Response:
    """One page for every reason; what was typed is not lost."""
    body = render(
        "contribute/not_now.html",
        request.frame,
        title=request.language.said(marked("You cannot answer here now")),
        reach_us=_reach_us(request),
        typed=[text for text in _answers(request) if text.strip()],
    )
    return html(body, status=404)


def _reach_us(request: Request) -> tuple[str, ...]:
    return signposts.reach_us(request.frame.organisation, request.language)
