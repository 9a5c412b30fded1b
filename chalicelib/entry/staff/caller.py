"""Checking who is on the telephone: the page for staff, and the same for programs."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Blueprint, Response
from pydantic import BaseModel, ConfigDict, Field

from chalicelib import wiring
from chalicelib.application.check_caller import Answer, Called, OpenWindow, check_caller, open_window
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import CandourError, Fault, Invalid, RuleBroken, TooManyTries
from chalicelib.domain.identity.checks import NOT_CONFIRMED, CheckChannel
from chalicelib.domain.identity.engine import Rules, rules_of
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.identity.opening import BLIND
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.identity_claims import Answers, read_claims
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import html, see_other
from chalicelib.presentation.caller_page import caller_page
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

SPOKEN = tuple(channel for channel in CheckChannel if channel is not CheckChannel.WEB)
"""How staff speak with people; the web has its own page."""


class CallerCheckIn(BaseModel):
    """What a caller says of themselves. Leave out what was not asked."""

    model_config = ConfigDict(extra="forbid", defer_build=True)

    channel: str = Field(description="they_rang, we_rang or in_person", examples=["they_rang"])
    reference: str = Field("", examples=["ABC/123456"])
    full_name: str = Field("", examples=["Asha Verity-Example"])
    membership_number: str = ""
    nhs_number: str = ""
    date_of_birth: str = Field("", description="As 1957-03-27", examples=["1957-03-27"])
    address: str = Field("", description="Its first line; it counts only with the postcode")
    postcode: str = ""
    email: str = ""
    telephone: str = ""


class CallerCheckOut(BaseModel):
    """Passed or not, and what may be asked next. Never which item was wrong."""

    model_config = ConfigDict(defer_build=True)

    passed: bool
    ask_next: list[Item]
    reference: str | None = Field(description="The case that may be spoken of, after a pass")
    until: datetime | None = Field(description="How long it may be spoken of in this call")


@page(doors, "GET", "/staff/callers", who=Action.CHECK_CALLER)
def caller(request: Request, reading: Reading) -> Response:
    """What to ask a caller; after a pass, whom one may tell what, until when."""
    asked = request.query.get("reference", "")
    opened = open_window(asked_reference(asked), request.staff, reading) if asked else None
    typed = Typed("caller", {"reference": (asked.replace("-", "/"),)}) if asked else NOTHING_TYPED
    first = bool(asked and request.query.get("first") and opened is None)
    return _shown(request, typed, opened=opened, first=first)


@page(doors, "POST", "/staff/callers", who=Action.CHECK_CALLER)
def check(request: Request, ports: Ports) -> Response:
    """Confirm who somebody is. What they said is shown again, what we hold never is."""
    try:
        answer = check_caller(_called(request, request.form, ports), request.staff, ports)
    except (Invalid, RuleBroken, TooManyTries) as refused:
        return _shown(request, _typed(request, _faults(refused)), status=status_of(refused))
    if answer.reference is None:
        return _shown(request, _typed(request, ()), answer=answer)
    # Not to the case: whoever asked sees first whom they may tell, and until when.
    return see_other(request.urls.path("/staff/callers", reference=answer.reference.in_url))


@resource(
    doors,
    "POST",
    "/api/callers/checks",
    who=Action.CHECK_CALLER,
    takes=CallerCheckIn,
    gives=CallerCheckOut,
)
def check_by_program(request: Request, ports: Ports, body: CallerCheckIn) -> CallerCheckOut:
    """Confirm who a caller is."""
    answers = body.model_dump()
    answers["date_of_birth-day"] = answers.pop("date_of_birth")
    answer = check_caller(_called(request, answers, ports), request.staff, ports)
    opened = None
    if answer.reference is not None:
        opened = open_window(answer.reference, request.staff, wiring.world().reading)
    return CallerCheckOut(
        passed=answer.verdict.passed,
        ask_next=list(answer.verdict.ask_next),
        reference=str(answer.reference) if answer.reference else None,
        until=opened.window.until if opened else None,
    )


def _rules(request: Request) -> Rules:
    policies = wiring.world().reading.policies
    return rules_of(policies.current(policies.organisation(request.staff.organisation)).pack)


def _blind(request: Request) -> tuple[Action, ...]:
    """What the reader's role lets them do to a case of which they see nothing."""
    policies = wiring.world().reading.policies
    pack = policies.current(policies.organisation(request.staff.organisation)).pack
    return tuple(a for a in sorted(BLIND) if pack.permits(request.staff.roles, a))


def _called(request: Request, answers: Answers, ports: Ports) -> Called:
    """What was said. Raises: Invalid."""
    if answers.get("channel", "") not in SPOKEN:
        raise Invalid([Fault("channel", "Choose how you are speaking with them")])
    rules, today = _rules(request), london_date(ports.clock.now())
    asked = (*rules.with_reference, *rules.items)
    claimed = read_claims(answers, asked, fields=ports.fields, today=today)
    if not claimed.claims:
        raise Invalid([Fault("reference", "Enter what they told you")])
    return Called(CheckChannel(answers["channel"]), claimed.claims, claimed.reference)


def _typed(request: Request, faults: tuple[Fault, ...]) -> Typed:
    return Typed("caller", {name: request.form.all(name) for name in request.form}, faults)


def _faults(refused: CandourError) -> tuple[Fault, ...]:
    return refused.faults if isinstance(refused, Invalid) else (Fault("", str(refused)),)


def _shown(
    request: Request,
    typed: Typed,
    *,
    opened: OpenWindow | None = None,
    answer: Answer | None = None,
    first: bool = False,
    status: int = 200,
) -> Response:
    shown = caller_page(
        _rules(request),
        typed,
        opened=opened,
        answer=answer,
        refusal=NOT_CONFIRMED if answer else "",
        first=first,
        meanwhile=_blind(request) if first else (),
    )
    return html(render("staff/caller.html", request.frame, page=shown), status=status)
