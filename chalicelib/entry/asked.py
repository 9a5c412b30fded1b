"""What an address asks for, read the same way for pages and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from chalicelib.application.casework import Request as CaseRequest
from chalicelib.application.letterbox import Box
from chalicelib.application.ports import View, ViewKind
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.list_filters import Filters, Window
from chalicelib.domain.reference import Reference, read_reference
from chalicelib.domain.staff import Staff
from chalicelib.domain.states import State
from chalicelib.domain.strands import Strand


def asked_view(query: Mapping[str, str], reader: Staff, today: date) -> View:
    """The worklist that a query names: the reader's own unless it says otherwise. Raises: Invalid."""
    kind = one_of(ViewKind, query, "view") or ViewKind.MINE
    due = one_of(Window, query, "due")
    return View(
        kind=kind,
        organisation=reader.organisation,
        staff=reader.id,
        team=reader.team,
        due=due,
        due_before=due.ends_before(today) if due else None,
        filters=Filters(
            contact_type=one_of(ContactType, query, "contact_type"),
            subject=query.get("subject") or None,
            state=one_of(State, query, "state"),
            handler=StaffId(query["handler"]) if query.get("handler") else None,
            stage=query.get("stage") or None,
        ),
    )


Code = TypeVar("Code", bound=StrEnum)


def one_of(codes: type[Code], query: Mapping[str, str], name: str) -> Code | None:
    """The code that a query names; None where it names none. Raises: Invalid, for any other text."""
    asked = query.get(name, "")
    if asked not in ("", *codes):
        raise Invalid([Fault(name, f"Leave this out, or write one of: {', '.join(codes)}")])
    return codes(asked) if asked else None


def asked_strand(query: Mapping[str, str]) -> Strand | None:
    """The strand of a history that a query names; None for all of it. Raises: Invalid."""
    return one_of(Strand, query, "timeline")


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
