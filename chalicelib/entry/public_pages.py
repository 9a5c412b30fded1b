"""What anybody can read: the home page, how to complain, the confirmation, how information is used."""

from __future__ import annotations

from typing import Any

from chalice.app import Blueprint, Response

from chalicelib.application.casework import pinned
from chalicelib.application.ports import Ports, Reading, Received
from chalicelib.domain.case import CaseFile
from chalicelib.domain.data_rights import begun_with
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.happy_to_be_contacted import may_be_sent
from chalicelib.domain.messages import MessageKind
from chalicelib.domain.reference import read_reference
from chalicelib.domain.representation import Representation, representation_of
from chalicelib.entry import drafts
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import DRAFT_COOKIE, RECEIPT_COOKIE
from chalicelib.entry.responses import expired_cookie, html, see_other
from chalicelib.presentation import after_sending, details_asked, signposts
from chalicelib.presentation.complaint_form import kinds_of_contact
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.questions import STEPS

doors = Blueprint(__name__)


@public_page(doors, "GET", "/")
def home(request: Request, reading: Reading) -> Response:
    """Where to begin: the form, or a person."""
    return _page("public/home.html", request, reading, title=marked("Tell us about your care"))


@public_page(doors, "GET", "/complain")
def start(request: Request, reading: Reading) -> Response:
    """What the form is, what happens then, and every other way to complain."""
    begun = bool(drafts.load(request.cookies.get(DRAFT_COOKIE, ""), reading.drafts))
    return _page(
        "public/start.html",
        request,
        reading,
        title=marked("Tell us about our care"),
        begun=begun,
        kinds=kinds_of_contact(request.language),
    )


@public_page(doors, "POST", "/complain")
def start_again(request: Request, ports: Ports) -> Response:
    """Delete what was typed so far and begin with an empty form: computers are shared."""
    secret = request.cookies.get(DRAFT_COOKIE, "")
    if secret:
        drafts.forget(secret, ports.drafts)
    first = request.urls.path(f"/complain/{STEPS[0].slug}")
    return see_other(first, cookies=(expired_cookie(DRAFT_COOKIE),))


@public_page(doors, "GET", "/complaints/{reference}/received")
def received(request: Request, reading: Reading, reference: str) -> Response:
    """The confirmation, for the browser that sent the complaint; any other learns nothing."""
    sent = _sent_by_this_browser(request, reading, reference)
    if sent is None:
        title = marked("This page is private")
        return _page("public/not_this_browser.html", request, reading, title=title)
    file, language = _file(sent, reading), request.language
    title, happens_next = _after_sending(sent, file, request, reading)
    representation = representation_of(file.events) if file else Representation()
    return _page(
        "public/received.html",
        request,
        reading,
        title=title,
        about_details=bool(file and begun_with(file.events)),
        reference=str(sent.reference),
        next=happens_next,
        somebody_else=after_sending.about_somebody_else(representation, language),
        mailed=_is_mailed(file),
    )


def _after_sending(
    sent: Received, file: CaseFile | None, request: Request, reading: Reading
) -> tuple[str, tuple[str, ...]]:
    """That it arrived, and what happens next."""
    kind, language = file.case.contact_type if file else None, request.language
    matter = begun_with(file.events) if file else None
    if file is None or matter is None:
        happens_next = after_sending.what_happens_next(kind, sent.acknowledge_by, language)
        return after_sending.received(kind, language), happens_next
    terms = pinned(file.case, reading.policies)
    contacts = terms.pack.contacts
    happens_next = details_asked.what_happens_next(matter, file.clocks(terms), contacts, language)
    return details_asked.received(matter, language), happens_next


def _page(template: str, request: Request, reading: Reading, *, title: str, **values: Any) -> Response:
    language = request.language
    organisation = reading.policies.default_organisation()
    contacts = reading.policies.current(organisation).pack.contacts
    body = render(
        template,
        request.frame,
        title=language.said(title),
        reach_us=signposts.reach_us(organisation, language),
        advocacy=signposts.advocacy(contacts, language),
        ombudsman=signposts.ombudsman_so_far(contacts, language),
        first_step=request.urls.path(f"/complain/{STEPS[0].slug}"),
        **values,
    )
    return html(body)


def _sent_by_this_browser(request: Request, reading: Reading, written: str) -> Received | None:
    secret = request.cookies.get(RECEIPT_COOKIE, "")
    sent = reading.cases.received_as(drafts.key_of(secret)) if secret else None
    try:
        asked = read_reference(written)
    except Invalid:
        return None
    return sent if sent and sent.reference.number == asked.number else None


def _file(sent: Received, reading: Reading) -> CaseFile | None:
    """What it became; None where that is gone."""
    try:
        return reading.cases.load(sent.reference.number)
    except NotFound:
        return None


def _is_mailed(file: CaseFile | None) -> bool:
    """Whether a receipt goes to the person by email."""
    complainant = file.complainant if file else None
    wanted = may_be_sent(MessageKind.RECEIPT, complainant)
    return complainant is not None and complainant.can_be_mailed() and wanted
