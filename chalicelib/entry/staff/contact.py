"""Recording what somebody told staff by telephone, in person or by letter."""

from __future__ import annotations

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.triage_mail import begin_case, mail_for_case
from chalicelib.domain.errors import CandourError, Fault, Invalid, RuleBroken, Unavailable
from chalicelib.domain.events import Actor, ActorKind
from chalicelib.domain.mail_in import MailId
from chalicelib.domain.policy import Action
from chalicelib.entry.doors import Request, page
from chalicelib.entry.reading_requests import Form
from chalicelib.entry.recorded import Sheet, asked_mail, read_sheet
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.entry.staff.sheet_draft import FORGET, forget_sheet, keep_sheet, kept_sheet
from chalicelib.presentation.contact_page import contact_page, sheet_of_mail
from chalicelib.presentation.forms.moments import EARLIER
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

PATH = "/staff/contacts/new"


@page(doors, "GET", PATH, who=Action.OPEN_CASE)
def sheet(request: Request, reading: Reading) -> Response:
    """The sheet for a new contact, as far as it was filled in; with `mail`, one that a mail of the
    inbox has begun to fill.
    """
    mail = request.query.get("mail", "")
    if mail:
        return _shown(request, _begun(request, reading, MailId(mail)), f"mail:{mail}")
    kept = kept_sheet(request.staff, reading.drafts)
    if kept:
        return _shown(request, kept, kept.value("key"), is_kept=True)
    return _shown(request, NOTHING_TYPED, wiring.world().ports.chance.nonce())


def _begun(request: Request, reading: Reading, mail: MailId) -> Typed:
    organisation = reading.policies.organisation(request.staff.organisation)
    reading.policies.current(organisation).pack.require(request.staff.roles, Action.TRIAGE_MAIL)
    return sheet_of_mail(mail_for_case(mail, request.staff, reading.inbox).mail)


@page(doors, "POST", PATH, who=Action.OPEN_CASE)
def record(request: Request, ports: Ports) -> Response:
    """Make a case of what was recorded; pressing the button twice makes one. Or only keep the sheet."""
    if request.form["keep"]:
        return _kept(request, ports)
    organisation = ports.policies.organisation(request.staff.organisation)
    by = Actor(ActorKind.STAFF, request.staff.id)
    try:
        mail = asked_mail(request.form["mail"], request.staff, ports)
        intake = read_sheet(_filled(request.form), request.staff, ports)
        received = open_case(intake, organisation=organisation, by=by, ports=ports)
        if mail:
            begin_case(mail, received.reference, request.staff, ports)
    except (Invalid, RuleBroken, Unavailable) as refused:
        return _again(request, refused)
    if request.form["kept"]:
        forget_sheet(request.staff, ports.drafts)
    case = request.urls.staff_case(received.reference)
    return see_other(request.urls.path(case, done="recorded"))


def _kept(request: Request, ports: Ports) -> Response:
    """Back to the sheet: as it was kept, or a new one."""
    if request.form["keep"] == FORGET:
        forget_sheet(request.staff, ports.drafts)
    else:
        keep_sheet(request.staff, request.form, ports.drafts)
    return see_other(request.urls.path(PATH))


def _filled(form: Form) -> Sheet:
    earlier = form["when"] == EARLIER
    many = {name: ",".join(form.all(name)) for name in ("never", "formats")}
    return Sheet(answers={**form, **many}, key=form["key"], received_earlier=earlier)


def _again(request: Request, refused: CandourError) -> Response:
    form = request.form
    faults = refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)
    typed = Typed("contact", {name: form.all(name) for name in form}, faults)
    is_kept = bool(form["kept"])
    return _shown(request, typed, form["key"], is_kept=is_kept, status=status_of(refused))


def _shown(
    request: Request, typed: Typed, key: str, *, is_kept: bool = False, status: int = 200
) -> Response:
    policies = wiring.world().reading.policies
    organisation = policies.organisation(request.staff.organisation)
    shown = contact_page(policies.current(organisation).pack, typed, key=key)
    return html(render("staff/contact.html", request.frame, page=shown, is_kept=is_kept), status=status)
