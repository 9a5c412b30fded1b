"""The list that somebody looked at last, remembered by their browser: it leads from case to case, also
after something was done to one of them. It holds what the list's address says, and nothing else.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from chalicelib.application.neighbours import neighbours
from chalicelib.application.ports import Reading, View
from chalicelib.domain.calendar import london_date
from chalicelib.domain.errors import Invalid
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.asked import asked_view
from chalicelib.entry.doors import Request
from chalicelib.entry.responses import Cookie
from chalicelib.presentation.way_through import WayThrough, way_through
from chalicelib.presentation.worklist_filters import asked_in

LIST_COOKIE = "list"


def remembered(view: View, after: str) -> Cookie:
    """The cookie of this page of this list."""
    asked = {"view": str(view.kind), **asked_in(view), **({"after": after} if after else {})}
    return Cookie(LIST_COOKIE, urlencode(asked))


def way_from(request: Request, number: CaseNumber, reading: Reading) -> WayThrough | None:
    """The way through the list that was looked at last; None where there was none, or none any more."""
    asked = dict(parse_qsl(request.cookies.get(LIST_COOKIE, "")))
    if not asked:
        return None
    try:
        view = asked_view(asked, request.staff, london_date(reading.clock.now()))
        found = neighbours(number, view, request.staff, reading, after=asked.get("after", ""))
    except Invalid:
        return None
    return way_through(found, request.urls)
