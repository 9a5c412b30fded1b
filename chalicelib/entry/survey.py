"""The pages that a survey’s link opens. Opening one changes nothing. What leads from an answer to a
link stands in no address and in no cookie, only in the page on which it is given.
"""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib.application.answer_survey import answer_survey, complete_answer, invited
from chalicelib.application.opt_out_of_surveys import opt_out_by_link
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.errors import Invalid
from chalicelib.domain.surveys.questions import Overall, read_comment, read_others, read_overall
from chalicelib.entry.doors import one_click, public_page
from chalicelib.entry.reading_requests import new_visit
from chalicelib.entry.request import Request
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.survey_page import (
    comment_question,
    faults_of,
    other_questions,
    overall_question,
)
from chalicelib.presentation.survey_words import APART, HOW_WELL

doors = Blueprint(__name__)

THANK_YOU = marked("Thank you")
OVER = (
    marked("This survey is over"),
    marked("You have answered it, or it is more than a few weeks old. Thank you for looking."),
)
THANKS = (THANK_YOU, marked("What you told us helps us to handle complaints better."))
STOPPED = (
    marked("We will not ask you again"),
    marked("We still send you everything about your complaint."),
)


@public_page(doors, "GET", "/survey/{link}")
def ask(request: Request, reading: Reading, link: str) -> Response:
    """The first question, with the answer that was clicked in the mail chosen."""
    organisation, now = reading.policies.default_organisation(), reading.clock.now()
    if not invited(link, organisation, reading.surveys, now).is_open(now):
        return _said(request, *OVER)
    clicked = request.query.get("answer", "")
    return _asked(request, link, page=new_visit(), chosen=clicked if clicked in set(Overall) else "")


@public_page(doors, "POST", "/survey/{link}")
def answer(request: Request, ports: Ports, link: str) -> Response:
    """Keep the answer; then more may be told, on a page that only this browser is given."""
    given_on = request.form["id"]
    try:
        overall = read_overall(request.form["overall"])
    except Invalid as refusal:
        return _asked(request, link, page=given_on, fault=refusal.faults[0].message)
    if not answer_survey(link, given_on, overall, ports):
        return _said(request, *OVER)
    return _more(request, link)


@public_page(doors, "POST", "/survey/{link}/more")
def tell_more(request: Request, ports: Ports, link: str) -> Response:
    """Keep what was answered besides."""
    try:
        comment = read_comment(request.form["comment"])
    except Invalid as refusal:
        return _more(request, link, fault=refusal.faults[0].message)
    complete_answer(link, request.form["id"], read_others(request.form), comment, ports)
    return see_other(request.urls.path(f"/survey/{link}/thanks"))


@public_page(doors, "GET", "/survey/{link}/thanks")
def thanks(request: Request, reading: Reading, link: str) -> Response:
    """That it arrived."""
    return _said(request, *THANKS)


@public_page(doors, "GET", "/survey/{link}/stop")
def ask_to_stop(request: Request, reading: Reading, link: str) -> Response:
    """Whether surveys shall stop: a page with a button, because programs open links by themselves."""
    invited(link, reading.policies.default_organisation(), reading.surveys, reading.clock.now())
    body = render(
        "survey/stop.html",
        request.frame,
        title=request.language.said("No more surveys"),
        action=request.urls.path(f"/survey/{link}/stop"),
    )
    return html(body)


@one_click(doors, "/survey/{link}/stop")
def stop(request: Request, ports: Ports, link: str) -> Response:
    """Never ask this person again: sent by a person's button or by their mailbox (RFC 8058)."""
    opt_out_by_link(link, ports)
    return _said(request, *STOPPED)


def _asked(request: Request, link: str, *, page: str, chosen: str = "", fault: str = "") -> Response:
    language = request.language
    title = language.said(HOW_WELL)
    body = render(
        "survey/ask.html",
        request.frame,
        title=title,
        id=page,
        question=overall_question(title, chosen, fault, language),
        faults=faults_of("overall", fault, language),
        apart=language.said(APART),
        action=request.urls.path(f"/survey/{link}"),
        stop=request.urls.path(f"/survey/{link}/stop"),
    )
    return html(body, status=422 if fault else 200)


def _more(request: Request, link: str, fault: str = "") -> Response:
    language, typed = request.language, request.form
    body = render(
        "survey/more.html",
        request.frame,
        title=language.said(THANK_YOU),
        id=typed["id"],
        questions=other_questions(typed, language),
        comment=comment_question(typed["comment"], fault, language),
        faults=faults_of("comment", fault, language),
        action=request.urls.path(f"/survey/{link}/more"),
    )
    return html(body, status=422 if fault else 200)


def _said(request: Request, title: str, *sentences: str) -> Response:
    said = [request.language.said(each) for each in sentences]
    return html(
        render("survey/said.html", request.frame, title=request.language.said(title), sentences=said)
    )
