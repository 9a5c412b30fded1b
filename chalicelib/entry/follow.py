"""Asking to see how one's complaint is going: who they are, then the code that we sent. Every answer is
the same, whether or not there is such a complaint.
"""

from __future__ import annotations

from collections.abc import Collection

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.application.ask_to_follow import ask_to_follow
from chalicelib.application.enter_code import Typed as TypedCode
from chalicelib.application.enter_code import enter_code
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import CandourError, Fault, Invalid, TooManyTries
from chalicelib.domain.identity.access import CODE_LASTS, FOLLOWING_LASTS
from chalicelib.domain.identity.engine import Rules, rules_of
from chalicelib.domain.identity.forms import Item
from chalicelib.domain.media import Medium
from chalicelib.entry.doors import Request, public_page
from chalicelib.entry.drafts import key_of, new_secret
from chalicelib.entry.identity_claims import Claims, read_claims
from chalicelib.entry.refusals import status_of
from chalicelib.entry.responses import Cookie, expired_cookie, html, see_other
from chalicelib.presentation import signposts
from chalicelib.presentation.identity_form import questions, summary
from chalicelib.presentation.language import marked
from chalicelib.presentation.pages import render
from chalicelib.presentation.typed import NOTHING_TYPED, Typed

doors = Blueprint(__name__)

ASKING_COOKIE = "asking"
"""The secret of a browser that asked for a code. It opens nothing without the code."""
FOLLOWING_COOKIE = "following"
"""The secret of a browser that is let in, to one case, for half an hour."""

BY_REFERENCE, BY_ITEMS = "reference", "items"
_NEEDED = {
    Item.REFERENCE: marked("Enter your reference"),
    Item.FULL_NAME: marked("Enter your full name"),
}
_TOO_FEW = marked("Answer at least 2 of these questions")
_TOO_OFTEN = marked("This was tried too often. Wait an hour and try again, or contact us")
_CODE_REFUSED = marked("This code is not right, or it does not work any more")


@public_page(doors, "GET", "/follow")
def follow(request: Request, reading: Reading) -> Response:
    """Ask for the reference and the full name."""
    return _form(request, BY_REFERENCE, NOTHING_TYPED)


@public_page(doors, "GET", "/follow/without-reference")
def without_reference(request: Request, reading: Reading) -> Response:
    """Ask for two other things, of somebody who has no reference at hand."""
    return _form(request, BY_ITEMS, NOTHING_TYPED)


@public_page(doors, "POST", "/follow")
def ask(request: Request, ports: Ports) -> Response:
    """Write down who asks, and show where the code goes: the same for everybody."""
    way = BY_ITEMS if request.form["way"] == BY_ITEMS else BY_REFERENCE
    secret = new_secret(ports.chance)
    try:
        claimed = _claimed(request, way, ports)
        ask_to_follow(
            key_of(secret),
            claimed.claims,
            number=claimed.reference.number if claimed.reference else None,
            organisation=request.frame.organisation.id,
            source=request.source,
            ports=ports,
            medium=_chosen_medium(request),
        )
    except (Invalid, TooManyTries) as refused:
        return _form(request, way, _typed(request, refused), status=status_of(refused))
    asking = Cookie(ASKING_COOKIE, secret, max_age=int(CODE_LASTS.total_seconds()))
    return see_other(request.urls.path("/follow/code"), cookies=[asking])


@public_page(doors, "GET", "/follow/code")
def code(request: Request, reading: Reading) -> Response:
    """Where to type the code, and what to do if none comes: the same for everybody."""
    return _code_form(request, NOTHING_TYPED)


@public_page(doors, "POST", "/follow/code")
def let_in(request: Request, ports: Ports) -> Response:
    """Let somebody in whose code is right; whatever is wrong reads alike."""
    secret = new_secret(ports.chance)
    asking = key_of(request.cookies.get(ASKING_COOKIE, ""))
    try:
        typed_code = TypedCode(request.form["code"], asking, request.source)
        let_in_to = enter_code(typed_code, key_of(secret), ports)
    except (Invalid, TooManyTries) as refused:
        # What was typed is not shown again: a code that is wrong once is wrong.
        why = _TOO_OFTEN if isinstance(refused, TooManyTries) else _CODE_REFUSED
        typed = Typed("code", {}, (Fault("code", request.language.said(why)),))
        return _code_form(request, typed, status=status_of(refused))
    following = Cookie(FOLLOWING_COOKIE, secret, max_age=int(FOLLOWING_LASTS.total_seconds()))
    done = [following, expired_cookie(ASKING_COOKIE)]
    path = "/follow/complaints" if let_in_to.others else "/follow/complaint"
    return see_other(request.urls.path(path), cookies=done)


def _chosen_medium(request: Request) -> Medium:
    """How they want the code. Whatever else a form says is a mail."""
    return Medium.TEXT if request.form["send"] == Medium.TEXT else Medium.EMAIL


def _rules(request: Request) -> Rules:
    policies = wiring.world().reading.policies
    return rules_of(policies.current(request.frame.organisation).pack)


def _asked(request: Request, way: str) -> Collection[Item]:
    rules = _rules(request)
    return rules.with_reference if way == BY_REFERENCE else rules.items


def _claimed(request: Request, way: str, ports: Ports) -> Claims:
    """What the form claims. Raises: Invalid, also where less was claimed than could ever do."""
    today = london_date(ports.clock.now())
    claimed = read_claims(
        request.form,
        _asked(request, way),
        fields=ports.fields,
        today=today,
        language=request.language,
    )
    faults = _missing(request, way, claimed)
    if faults:
        raise Invalid(faults)
    return claimed


def _missing(request: Request, way: str, claimed: Claims) -> list[Fault]:
    _, rules = request.language.said, _rules(request)
    if way == BY_ITEMS:
        enough = len(claimed.items) >= rules.fewest
        return [] if enough else [Fault(_first_field(rules), _(_TOO_FEW))]
    missing = (item for item in rules.with_reference if item not in claimed.items)
    return [Fault(item, _(_NEEDED[item])) for item in missing]


def _first_field(rules: Rules) -> str:
    return rules.items[0]


def _typed(request: Request, refused: CandourError) -> Typed:
    values = {name: request.form.all(name) for name in request.form}
    too_often = (Fault("", request.language.said(_TOO_OFTEN)),)
    return Typed("follow", values, refused.faults if isinstance(refused, Invalid) else too_often)


def _form(request: Request, way: str, typed: Typed, *, status: int = 200) -> Response:
    body = render(
        "follow/ask.html",
        request.frame,
        title=request.language.said(marked("Follow your complaint")),
        way=way,
        by_reference=way == BY_REFERENCE,
        questions=questions(_asked(request, way), typed, request.language),
        by_text=typed.value("send") == Medium.TEXT,
        faults=summary(typed),
    )
    return html(body, status=status)


def _code_form(request: Request, typed: Typed, *, status: int = 200) -> Response:
    organisation = request.frame.organisation
    body = render(
        "follow/code.html",
        request.frame,
        title=request.language.said(marked("Enter your code")),
        minutes=int(CODE_LASTS.total_seconds() // 60),
        error=typed.errors.get("code", ""),
        faults=summary(typed),
        reach_us=signposts.reach_us(organisation, request.language),
    )
    return html(body, status=status)
