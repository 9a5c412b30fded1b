"""What an address asks for, read the same way for pages and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.letterbox import Box
from chalicelib.application.ports import View, ViewKind
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.reference import Reference, read_reference
from chalicelib.domain.staff import Staff
from chalicelib.presentation.worklist import OVERDUE


def asked_view(query: Mapping[str, str], reader: Staff, today: date) -> View:
    """The worklist that a query names: the reader's own unless it says otherwise. Raises: Invalid."""
    kind, due = query.get("view") or ViewKind.MINE, query.get("due", "")
    if kind not in set(ViewKind):
        raise Invalid([Fault("view", f"Choose one of: {', '.join(ViewKind)}")])
    if due not in ("", OVERDUE):
        raise Invalid([Fault("due", f"Leave this empty, or write {OVERDUE}")])
    return View(
        kind=ViewKind(kind),
        organisation=reader.organisation,
        staff=reader.id,
        team=reader.team,
        overdue_on=today if due else None,
    )


def asked_box(query: Mapping[str, str]) -> Box:
    """The box of the inbox that a query names: what waits unless it says otherwise. Raises: Invalid."""
    box = query.get("box") or Box.WAITING
    if box not in set(Box):
        raise Invalid([Fault("box", f"Choose one of: {', '.join(Box)}")])
    return Box(box)


def asked_reference(path_value: str) -> Reference:
    """The reference in an address. Raises: NotFound, for anything that cannot be one."""
    try:
        return read_reference(path_value)
    except Invalid:
        raise NotFound("There is no such case") from None


def asked_change(reader: Staff, path_value: str, version: int) -> CaseRequest:
    """Who wants to change which case, having seen which version of it. Raises: NotFound."""
    return CaseRequest(reader, asked_reference(path_value), version)


def typed_version(text: str) -> int:
    """The version that a form carries. Raises: Invalid, where somebody took it out."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Invalid([Fault("", "This page is not whole. Open the case again and try once more")])
    return int(text)
