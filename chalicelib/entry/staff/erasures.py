"""What was erased of a case: the certificate, for people and for programs."""

from __future__ import annotations

from chalice.app import Blueprint, Response
from pydantic import AwareDatetime, BaseModel

from chalicelib.application.ports import Reading
from chalicelib.application.read_case import OpenFile, read_case
from chalicelib.domain.erasures import Erasure, Ground, Part, erasures_of
from chalicelib.domain.errors import NotFound
from chalicelib.domain.policy import Action
from chalicelib.entry.asked import asked_reference
from chalicelib.entry.doors import Request, page, resource
from chalicelib.entry.responses import html
from chalicelib.presentation.certificate import certificate_page
from chalicelib.presentation.pages import render

doors = Blueprint(__name__)


class ErasureOut(BaseModel):
    """One order to erase. `done_at` and `counts` are missing until it is carried out."""

    ground: Ground
    ordered_by: str
    ordered_at: AwareDatetime
    done_at: AwareDatetime | None
    counts: dict[Part, int]
    chain: str


class ErasuresOut(BaseModel):
    """Every order to erase something of a case, oldest first."""

    items: tuple[ErasureOut, ...]


@page(doors, "GET", "/staff/cases/{reference}/erasures", who=Action.READ_CASE)
def certificate(request: Request, reading: Reading, reference: str) -> Response:
    """The certificate of what was erased of a case, to print."""
    opened = _erased(request, reading, reference)
    shown = certificate_page(opened, request.urls)
    return html(render("staff/certificate.html", request.frame, page=shown))


@resource(
    doors,
    "GET",
    "/api/cases/{reference}/erasures",
    who=Action.READ_CASE,
    gives=ErasuresOut,
)
def erasures(request: Request, reading: Reading, reference: str) -> ErasuresOut:
    """What was erased of a case, by whose order and on what ground."""
    opened = _erased(request, reading, reference)
    return ErasuresOut(items=tuple(map(_out, erasures_of(opened.file.events))))


def _erased(request: Request, reading: Reading, reference: str) -> OpenFile:
    """The case. Raises: NotFound, also where nothing of it was erased."""
    opened = read_case(asked_reference(reference), request.staff, reading)
    if not erasures_of(opened.file.events):
        raise NotFound("Nothing of this case was erased")
    return opened


def _out(erasure: Erasure) -> ErasureOut:
    return ErasureOut(
        ground=erasure.ground,
        ordered_by=str(erasure.by),
        ordered_at=erasure.ordered_at,
        done_at=erasure.done_at,
        counts=dict(erasure.counts or {}),
        chain=erasure.chain,
    )
