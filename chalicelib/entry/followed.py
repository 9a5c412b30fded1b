"""The page of one's own complaint, for whoever is let in, and everything that can be done from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import TypeVar

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.follow_case import Decide, Followed, read_followed, write_to_case
from chalicelib.application.open_own_letter import open_own_letter
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import LONGEST_TEXT
from chalicelib.domain.casework.own_consents import decide_for_oneself
from chalicelib.domain.dangers import open_alarms_of
from chalicelib.domain.disagreeing import person_appeals
from chalicelib.domain.errors import CandourError, Fault, Invalid, NotLetIn, RuleBroken, Unavailable
from chalicelib.domain.events import Occasion
from chalicelib.domain.following import (
    About,
    KeepInTouch,
    Rhythm,
    Wrote,
    person_agrees_plan,
    person_prefers,
    person_writes,
)
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.parties import PATIENT, Channel
from chalicelib.domain.policy import Terms
from chalicelib.entry.consent import read_answer, read_sharing
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import key_of
from chalicelib.entry.follow import FOLLOWING_COOKIE
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import expired_cookie, html, see_other
from chalicelib.presentation.followed_letters import file_name
from chalicelib.presentation.followed_page import followed_page
from chalicelib.presentation.identity_form import summary
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed
from chalicelib.presentation.urgent_help import ways_to_help

doors = Blueprint(__name__)

_CHOOSE = marked("Choose one of these")
_CHOOSE_YES_OR_NO = marked("Choose yes or no")

Choice = TypeVar("Choice", bound=StrEnum)


@public_page(doors, "GET", "/follow/complaint")
def complaint(request: Request, reading: Reading) -> Response:
    """Where the complaint is, for whoever is let in; anybody else learns nothing."""
    try:
        return _shown(request, reading, NOTHING_TYPED, done=request.query.get("done", ""))
    except NotLetIn:
        return not_let_in(request)


@public_page(doors, "POST", "/follow/complaint/messages")
def write(request: Request, ports: Ports) -> Response:
    """Send a message, a question about the plan, or a wish. What cannot wait calls people on duty."""
    text = request.form["text"]
    if len(text) > LONGEST_TEXT:
        return _again(request, Invalid([Fault("text", _too_long(request, text))]))
    heard = ports.policies.alarms().heard_in([text])

    def decide(file: CaseFile, party: PartyId, terms: Terms, occasion: Occasion) -> Change:
        about = _chosen(About, "about", request.form)
        if about is About.APPEAL:
            return person_appeals(file, party, text, terms=terms, occasion=occasion)
        wrote = Wrote(about, text, heard)
        return person_writes(file, party, wrote, terms=terms, occasion=occasion)

    return _done(request, ports, decide, done=request.form["about"])


@public_page(doors, "POST", "/follow/complaint/plan")
def agree(request: Request, ports: Ports) -> Response:
    """Agree to the plan that was proposed."""

    def decide(file: CaseFile, party: PartyId, terms: Terms, occasion: Occasion) -> Change:
        return person_agrees_plan(file, party, terms=terms, occasion=occasion)

    return _done(request, ports, decide, done="agreed")


@public_page(doors, "POST", "/follow/complaint/contact")
def contact(request: Request, ports: Ports) -> Response:
    """Say how contact should be kept, and whether we may email."""

    def decide(file: CaseFile, party: PartyId, terms: Terms, occasion: Occasion) -> Change:
        wish = _keep_in_touch(request.form)
        return person_prefers(file, party, wish, terms=terms, occasion=occasion)

    return _done(request, ports, decide, done="contact")


@public_page(doors, "POST", "/follow/complaint/consent")
def consent(request: Request, ports: Ports) -> Response:
    """Give, limit or take back what is theirs to allow; it works at once."""

    def decide(file: CaseFile, party: PartyId, terms: Terms, occasion: Occasion) -> Change:
        read = read_answer if party == PATIENT else read_sharing
        answer = read(request.form)
        return decide_for_oneself(file, party, answer, terms=terms, occasion=occasion)

    return _done(request, ports, decide, done="consent")


@public_page(doors, "POST", "/follow/complaint/letters/{document}")
def save_letter(request: Request, ports: Ports, document: str) -> Response:
    """Save our answer as a PDF, or a letter just as it went. The name of the file names nobody."""

    def name_of(kind: MessageKind, ending: str) -> str:
        return file_name(kind, ending, request.language)

    try:
        return see_other(open_own_letter(key_of_following(request), document, name_of, ports))
    except NotLetIn:
        return not_let_in(request)


@public_page(doors, "POST", "/follow/leave")
def leave(request: Request, ports: Ports) -> Response:
    """Let nobody in from this browser any more."""
    secret = request.cookies.get(FOLLOWING_COOKIE, "")
    if secret:
        ports.identity.doorkeeper.end(key_of(secret))
    gone = [expired_cookie(FOLLOWING_COOKIE)]
    return see_other(request.urls.path("/"), cookies=gone)


def _done(request: Request, ports: Ports, decide: Decide, *, done: str) -> Response:
    """Do it and show the page again; with what was typed and what is in the way, if something is."""
    try:
        write_to_case(key_of_following(request), decide, ports)
    except NotLetIn:
        return not_let_in(request)
    except (Invalid, RuleBroken, Unavailable) as refused:
        return _again(request, refused)
    return see_other(request.urls.path("/follow/complaint", done=done))


def _too_long(request: Request, text: str) -> str:
    language = request.language
    over = language.number(len(text) - LONGEST_TEXT)
    longest = language.number(LONGEST_TEXT)
    words = marked("Your message must be {longest} characters or fewer: take out {over}")
    return language.said(words).format(longest=longest, over=over)


def _again(request: Request, refused: CandourError) -> Response:
    _ = request.language.said
    found = refused.faults if isinstance(refused, Invalid) else (Fault("text", str(refused)),)
    faults = tuple(Fault(fault.field, _(fault.message)) for fault in found)
    values = {name: request.form.all(name) for name in request.form}
    typed = Typed(request.form["about"] or "contact", values, faults)
    try:
        return _shown(request, wiring.world().reading, typed, status=status_of(refused))
    except NotLetIn:
        return not_let_in(request)


def _shown(
    request: Request, reading: Reading, typed: Typed, *, done: str = "", status: int = 200
) -> Response:
    followed = read_followed(key_of_following(request), reading)
    shown = followed_page(followed, request.language, now=reading.clock.now(), done=done, typed=typed)
    title = request.language.said(marked("Your complaint"))
    body = render(
        "follow/complaint.html",
        request.frame,
        title=title,
        page=shown,
        help_now=_help_now(followed, request, reading),
        faults=summary(typed),
    )
    return html(body, status=status)


def _help_now(followed: Followed, request: Request, reading: Reading) -> tuple[str, ...]:
    """Where to get help, as long as what they wrote of danger waits to be seen to (S2-65, SC-13)."""
    heard = open_alarms_of(followed.file.events, followed.person.id)
    alarms = reading.policies.alarms()
    return ways_to_help(heard, alarms, request.language) if heard else ()


def key_of_following(request: Request) -> str:
    """The key of what this browser was let in to; empty where it was not."""
    secret = request.cookies.get(FOLLOWING_COOKIE, "")
    return key_of(secret) if secret else ""


def not_let_in(request: Request) -> Response:
    """One page for every reason; what somebody had typed is theirs to copy."""
    texts = [text for text in (request.form["text"],) if text.strip()]
    title = request.language.said(marked("You need a new code"))
    body = render("follow/not_let_in.html", request.frame, title=title, texts=texts)
    return html(body, status=404)


def _keep_in_touch(form: Form) -> KeepInTouch:
    if form["may_email"] not in ("yes", "no"):
        raise Invalid([Fault("may_email", _CHOOSE_YES_OR_NO)])
    return KeepInTouch(
        channel=_chosen(Channel, "channel", form),
        may_email=form["may_email"] == "yes",
        rhythm=_chosen(Rhythm, "rhythm", form),
        never=tuple(_each_chosen(form.all("never"))),
        may_text={"yes": True, "no": False}.get(form["may_text"]),
        may_contact={"yes": True, "no": False}.get(form["may_contact"]),
    )


def _each_chosen(codes: Iterable[str]) -> Iterator[Channel]:
    for code in codes:
        if code not in set(Channel):
            raise Invalid([Fault("never", _CHOOSE)])
        yield Channel(code)


def _chosen(kind: Callable[[str], Choice], field: str, form: Form) -> Choice:
    try:
        return kind(form[field])
    except ValueError:
        raise Invalid([Fault(field, _CHOOSE)]) from None
