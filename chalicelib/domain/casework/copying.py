"""Having a copy of somebody's details put together, and opening it (domain.md 3.6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.copies import Contents, Copy, LeftOut, copies_of, files_to_choose, others_in
from chalicelib.domain.data_rights import Wanted, open_requests
from chalicelib.domain.errors import Fault, Invalid, NotFound, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class CopyOrder:
    """Which request it answers, whose details may stay in it besides the person's own, and which files
    somebody has read and lets go out.
    """

    request: str
    named: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def order_copy(file: CaseFile, order: CopyOrder, *, terms: Terms, occasion: Occasion) -> Change:
    """Have the copy put together. Everybody else's details are taken out unless they may stay.

    Source: UK GDPR Article 15(3), 15(4). Raises: Invalid.
    """
    asked = {each.id for each in open_requests(file.events) if each.wants is Wanted.COPY}
    known = {each.id for each in others_in(file)}
    here = {str(each.id) for each in files_to_choose(file)}
    faults = [
        *([] if order.request in asked else [Fault("request", "Choose a request for a copy")]),
        *([] if known.issuperset(order.named) else [Fault("named", "Choose from the list")]),
        *([] if here.issuperset(order.files) else [Fault("files", "Choose from the list")]),
    ]
    if faults:
        raise Invalid(faults)
    facts = {"request": order.request, "named": list(order.named), "files": list(order.files)}
    ordered = Happening(EventType.COPY_ORDERED, facts)
    return changed(file, [ordered], terms=terms, occasion=occasion)


def copy_made(
    file: CaseFile, copy: Copy, contents: Contents, *, terms: Terms, occasion: Occasion
) -> Change:
    """The copy is there: keep how much is in it, and how much was left out for which reason."""
    left = Counter(why for why, _ in contents.left_out)
    facts = {
        "order": copy.order,
        "texts": len(contents.told),
        "files": len(contents.files),
        "left_out": {str(why): left[why] for why in LeftOut if left[why]},
    }
    made = Happening(EventType.COPY_MADE, facts)
    return changed(file, [made], terms=terms, occasion=occasion)


def open_copy(file: CaseFile, copy: str, *, terms: Terms, occasion: Occasion) -> Change:
    """Somebody opens it: recorded first. Raises: NotFound; RuleBroken while it is not there yet."""
    found = next((e for e in copies_of(file.events, file.case.number) if e.id == copy), None)
    if found is None:
        raise NotFound("There is no such copy")
    if found.made_at is None:
        raise RuleBroken("The copy is still being put together. Try again in a moment")
    opened = Happening(EventType.COPY_OPENED, {"order": found.order})
    return changed(file, [opened], terms=terms, occasion=occasion)
