"""Every refusal of the domain as a page for a person or a problem for a program. One table says the
status of each; nothing between here and the store knows a status code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalice.app import Response

from chalicelib.application.sign_in import SignInAgain
from chalicelib.domain import errors
from chalicelib.entry.guards import Forged, TooLarge
from chalicelib.entry.responses import html, problem, see_other
from chalicelib.presentation.frame import Frame
from chalicelib.presentation.pages import AFRESH, ENDED, error_page, session_ended_page


class Kind(StrEnum):
    """Who a door is made for."""

    PAGE = "page"
    RESOURCE = "resource"


_STATUS: tuple[tuple[type[errors.CandourError], int, str], ...] = (
    (errors.NotFound, 404, "Not found"),
    (errors.SignInRequired, 401, "Sign in required"),
    (errors.NotAllowed, 403, "Not allowed"),
    (Forged, 403, "Not allowed"),
    (TooLarge, 413, "Too large"),
    (errors.TooManyTries, 429, "Tried too often"),
    (errors.Invalid, 422, "Something must be corrected"),
    (errors.CaseChanged, 409, "The case has changed"),
    (errors.OrganisationChanged, 409, "The settings have changed"),
    (errors.PreviewOutdated, 409, "The preview is out of date"),
    (errors.TooMany, 409, "Too many cases"),
    (errors.RepeatedIntake, 409, "Received already"),
    (errors.NotVerified, 403, "Not confirmed who this is"),
    (errors.ReasonNeeded, 403, "Say why first"),
    (errors.RuleBroken, 409, "Not possible now"),
    (errors.CannotBeKnown, 422, "This cannot be worked out"),
    (errors.Unavailable, 503, "Try again in a moment"),
)
"""Most particular first: the first row that fits decides."""

UNEXPECTED = "Something went wrong on our side. Nothing was changed. Try again in a moment"


def status_of(refusal: errors.CandourError) -> int:
    """The HTTP status that says the same."""
    return _row(refusal)[0]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried: where, with which fields of a form, and the page to come back to."""

    path: str
    typed: tuple[tuple[str, str], ...]
    come_back_to: str


def answer(refusal: errors.CandourError, kind: Kind, frame: Frame, attempt: Attempt) -> Response:
    """The page or the problem that says what was refused and what to do."""
    status, title = _row(refusal)
    if kind is Kind.RESOURCE:
        return problem(status, refusal.code, title, str(refusal), **_particulars(refusal))
    if isinstance(refusal, errors.SignInRequired):
        return _ask_to_sign_in(refusal, frame, attempt)
    if isinstance(refusal, errors.CheckNeeded):
        asked = refusal.reference.in_url
        return see_other(frame.urls.path("/staff/callers", reference=asked, first="yes"))
    if isinstance(refusal, errors.ReasonNeeded):
        case = frame.urls.staff_case(refusal.reference)
        return see_other(frame.urls.path(f"{case}/why", next=attempt.come_back_to))
    if isinstance(refusal, errors.NotAllowed) and attempt.path == "/staff/cases" and frame.staff:
        # The first page after signing in: who may list no cases opens one by its reference.
        return see_other(frame.urls.path("/staff/cases/find"))
    return html(error_page(status, frame, refusal), status=status)


def _ask_to_sign_in(refusal: errors.SignInRequired, frame: Frame, attempt: Attempt) -> Response:
    if attempt.typed or isinstance(refusal, SignInAgain):
        because = AFRESH if isinstance(refusal, SignInAgain) else ENDED
        body = session_ended_page(frame, attempt.path, attempt.typed, because=because)
        return html(body, status=401)
    return see_other(frame.urls.path("/staff/sign-in", next=attempt.come_back_to))


def unexpected(kind: Kind, frame: Frame) -> Response:
    """What is said when we do not know what went wrong."""
    if kind is Kind.RESOURCE:
        return problem(500, "unexpected", "Something went wrong", UNEXPECTED)
    return html(error_page(500, frame, errors.CandourError(UNEXPECTED)), status=500)


def _row(refusal: errors.CandourError) -> tuple[int, str]:
    fitting = ((status, title) for kind, status, title in _STATUS if isinstance(refusal, kind))
    return next(fitting, (500, "Something went wrong"))


def _particulars(refusal: errors.CandourError) -> dict[str, Any]:
    if isinstance(refusal, errors.Invalid):
        return {"errors": [{"field": f.field, "message": f.message} for f in refusal.faults]}
    if isinstance(refusal, errors.NotAllowed):
        return {"who_can": list(refusal.who_can)}
    if isinstance(refusal, errors.CaseChanged):
        return {"since": [_seen(event) for event in refusal.since]}
    if isinstance(refusal, errors.CheckNeeded):
        return {"check": {"href": "/api/callers/checks"}}
    if isinstance(refusal, errors.ReasonNeeded):
        reads = f"/api/cases/{refusal.reference.in_url}/reads"
        return {"ask": {"href": reads, "field": "reason"}}
    if isinstance(refusal, errors.PreviewOutdated):
        return {"digest": refusal.digest}
    return {}


def _seen(event: Any) -> dict[str, Any]:
    return {"seq": event.seq, "type": event.type, "at": event.at.isoformat(), "by": str(event.by)}
