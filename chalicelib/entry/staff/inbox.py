"""The inbox: mail that came in, and saying where it belongs."""

from __future__ import annotations

from collections.abc import Callable

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.letterbox import Box
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.triage_mail import (
    file_mail,
    list_inbox,
    mark_as_spam,
    read_mail,
    take_back,
)
from chalicelib.domain.errors import (
    CandourError,
    CaseRestricted,
    Fault,
    Invalid,
    NotFound,
    ReasonNeeded,
    RuleBroken,
    Unavailable,
)
from chalicelib.domain.inbox import InboxMail
from chalicelib.domain.inbox_keeping import inbox_terms
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import read_reference
from chalicelib.entry.asked import asked_box
from chalicelib.entry.doors import Request, page
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.inbox_page import INBOX, inbox_page, mail_page, mail_path
from chalicelib.presentation.pages import render
from chalicelib.presentation.people import people_of
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

MAIL = f"{INBOX}/{{mail}}"


@page(doors, "GET", INBOX, who=Action.TRIAGE_MAIL)
def inbox(request: Request, reading: Reading) -> Response:
    """What waits for somebody to say where it belongs, or what was done."""
    box: Box = asked_box(request.query)
    listed = list_inbox(box, request.staff, reading, after=request.query.get("after", ""))
    shown = inbox_page(listed, box, request.urls)
    return html(render("staff/inbox.html", request.frame, page=shown))


@page(doors, "GET", MAIL, who=Action.TRIAGE_MAIL)
def mail(request: Request, reading: Reading, mail: str) -> Response:
    """One mail, as text."""
    done = request.query.get("done", "")
    try:
        found = read_mail(MailId(mail), request.staff, reading)
    except (CaseRestricted, ReasonNeeded):
        if not done:
            raise
        # Whoever filed it in a restricted or a sensitive case has done what was theirs to do.
        return see_other(request.urls.path(INBOX))
    return _shown(request, found, done=done)


@page(doors, "POST", f"{MAIL}/filing", who=Action.TRIAGE_MAIL)
def put_into_case(request: Request, ports: Ports, mail: str) -> Response:
    """Put a mail into a case."""

    def act() -> InboxMail:
        reference = read_reference(request.form["reference"])
        return file_mail(MailId(mail), reference, request.staff, ports)

    return _done(request, mail, act, done="filed")


@page(doors, "POST", f"{MAIL}/spam", who=Action.TRIAGE_MAIL)
def put_away(request: Request, ports: Ports, mail: str) -> Response:
    """Mark a mail as spam."""
    return _done(request, mail, lambda: mark_as_spam(MailId(mail), request.staff, ports), done="spam")


@page(doors, "POST", f"{MAIL}/return", who=Action.TRIAGE_MAIL)
def put_back(request: Request, ports: Ports, mail: str) -> Response:
    """Let a mail that is no spam wait again."""
    return _done(request, mail, lambda: take_back(MailId(mail), request.staff, ports), done="returned")


def _done(request: Request, mail: str, act: Callable[[], InboxMail], *, done: str) -> Response:
    """Do it and show the mail; or the mail again, with what was typed and what is in the way."""
    try:
        act()
    except (Invalid, NotFound, RuleBroken, Unavailable) as refused:
        return _again(request, mail, refused)
    return see_other(request.urls.path(mail_path(MailId(mail)), done=done))


def _again(request: Request, mail: str, refused: CandourError) -> Response:
    found = read_mail(MailId(mail), request.staff, wiring.world().reading)
    faults = refused.faults if isinstance(refused, Invalid) else (_fault(refused),)
    typed = Typed("file", {name: request.form.all(name) for name in request.form}, faults)
    return _shown(request, found, typed=typed, status=status_of(refused))


def _fault(refused: CandourError) -> Fault:
    return Fault("reference" if isinstance(refused, NotFound) else "", str(refused))


def _shown(
    request: Request,
    found: InboxMail,
    *,
    typed: Typed = NOTHING_TYPED,
    done: str = "",
    status: int = 200,
) -> Response:
    reading = wiring.world().reading
    organisation = reading.policies.organisation(request.staff.organisation)
    staff = reading.directory.staff(organisation.id)
    pack = reading.policies.current(organisation).pack
    people, terms = people_of(staff, pack), inbox_terms(pack)
    shown = mail_page(found, people, terms, request.urls, typed=typed, done=done)
    return html(render("staff/inbox_mail.html", request.frame, page=shown), status=status)
