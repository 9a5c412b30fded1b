"""The list that somebody looked at last, remembered by their browser: it leads from case to case, also
after something was done to one of them. It holds what the list's address says and which references were
on its page, in their order; nobody's name. So the way costs no look at the table, and stays as it was
begun while cases move up and down in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import parse_qsl, urlencode

from chalicelib.application.list_cases import Worklist
from chalicelib.domain.errors import Invalid
from chalicelib.domain.reference import CaseNumber, Reference, read_reference
from chalicelib.domain.worklist import Row
from chalicelib.entry.asked import asked_view
from chalicelib.entry.doors import Request
from chalicelib.entry.responses import Cookie
from chalicelib.presentation.way_through import Walk, WayThrough, way_through
from chalicelib.presentation.worklist_filters import asked_in

LIST_COOKIE = "list"
BETWEEN = "."


def remembered(listed: Worklist, after: str) -> Cookie:
    """The cookie of this page of this list. What its reader may not open is no stop on the way."""
    order = BETWEEN.join(row.reference.in_url for row in listed.rows if isinstance(row, Row))
    held = {"view": str(listed.view.kind), **asked_in(listed.view), "order": order}
    places = {"after": after, "more": listed.after}
    return Cookie(LIST_COOKIE, urlencode(held | {name: key for name, key in places.items() if key}))


def way_from(request: Request, number: CaseNumber, today: date) -> WayThrough | None:
    """The way through the list that was looked at last; None where there was none, or none any more."""
    held = dict(parse_qsl(request.cookies.get(LIST_COOKIE, "")))
    if not held:
        return None
    order, after, more = (held.pop(name, "") for name in ("order", "after", "more"))
    try:
        view = asked_view(held, request.staff, today)
        walk = Walk(view, tuple(_references(order.split(BETWEEN))), after, more)
    except Invalid:
        return None
    return way_through(walk, number, request.urls)


def _references(named: Iterable[str]) -> Iterator[Reference]:
    return (read_reference(each) for each in named if each)
