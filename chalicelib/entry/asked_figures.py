"""Which cases behind the figures an address asks for, read the same way for pages and for programs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from chalicelib.domain.causes import Cause, quarter_end
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.figures import Behind, Promise
from chalicelib.domain.states import ENDED, State
from chalicelib.domain.yearly import year_end
from chalicelib.entry.asked import one_of
from chalicelib.presentation.figures_page import GRADES, OVERDUE

_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def asked_behind(query: Mapping[str, str], today: date) -> Behind:
    """The cases that a query names: all that are open where it names none. Raises: Invalid."""
    return Behind(
        month=_month(query.get("month", "")),
        state=_open_state(query),
        grade=_grade(query.get("grade", "")),
        acknowledged=one_of(Promise, query, "acknowledged"),
        answered=one_of(Promise, query, "answered"),
        due_before=_due(query.get("due", ""), today),
        quarter=str(quarter) if (quarter := asked_quarter(query)) else None,
        cause=one_of(Cause, query, "cause"),
    )


def asked_quarter(query: Mapping[str, str]) -> date | None:
    """The last day of the quarter that a query names; None where it names none. Raises: Invalid."""
    asked = query.get("quarter", "")
    if not asked:
        return None
    named = _day(asked)
    if named != quarter_end(named):
        raise Invalid([Fault("quarter", "Write the last day of the quarter like this: 2027-06-30")])
    return named


def asked_year(query: Mapping[str, str]) -> date | None:
    """The last day of the year that a query names; None where it names none. Raises: Invalid."""
    asked = query.get("year", "")
    if not asked:
        return None
    named = _day(asked)
    if named != year_end(named):
        raise Invalid([Fault("year", "Write the last day of the year like this: 2027-03-31")])
    return named


def _day(asked: str) -> date:
    """The day that somebody wrote; one that ends nothing where it is none."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return date.min


def _month(asked: str) -> str | None:
    if asked and not _MONTH.fullmatch(asked):
        raise Invalid([Fault("month", "Write the month like this: 2026-12")])
    return asked or None


def _open_state(query: Mapping[str, str]) -> State | None:
    state = one_of(State, query, "state")
    if state in ENDED:
        raise Invalid([Fault("state", "Choose a state of open cases")])
    return state


def _grade(asked: str) -> int | None:
    if asked and asked not in map(str, GRADES):
        raise Invalid([Fault("grade", f"Write one of: {', '.join(map(str, GRADES))}")])
    return int(asked) if asked else None


def _due(asked: str, today: date) -> date | None:
    if asked not in ("", OVERDUE):
        raise Invalid([Fault("due", f"Leave this out, or write: {OVERDUE}")])
    return today if asked else None
