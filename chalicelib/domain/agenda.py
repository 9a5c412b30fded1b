"""What the monthly meeting of a practice talks about: what is new and late, what was answered and waits
to be minuted, what was promised to change, and which changes must be checked (S2-99, S2-98).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.states import State
from chalicelib.domain.worklist import Row


class Item(StrEnum):
    """The parts of an agenda, in their order. A case stands once: in the first that fits."""

    LATE = "late"
    TO_MINUTE = "to_minute"
    PROMISED = "promised"
    PUT_ON = "put_on"
    NEW = "new"
    CLOSED = "closed"
    TO_AUDIT = "to_audit"


def since(today: date) -> date:
    """From when on a case is new to the meeting: the first day of the month before.

    >>> since(date(2027, 1, 12))
    datetime.date(2026, 12, 1)
    """
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)


def agenda_of(rows: Iterable[Row], today: date) -> Mapping[Item, tuple[Row, ...]]:
    """The agenda of these cases on this day; parts without a case are left out. Source: S2-99."""
    found: dict[Item, list[Row]] = {item: [] for item in Item}
    for row in rows:
        if item := item_of(row, today):
            found[item].append(row)
    return {item: tuple(held) for item, held in found.items() if held}


def item_of(row: Row, today: date) -> Item | None:
    """Why the meeting talks about this case; None where it does not."""
    told, answered = row.agenda, row.state in (State.RESPONDED, State.ACTIONS_OPEN)
    if told.closed_on:
        newly = told.closed_on >= since(today) and told.lessons > 0
        return Item.CLOSED if newly else Item.TO_AUDIT if told.audit_due else None
    fits = {
        Item.LATE: row.due is not None and row.due < today,
        Item.TO_MINUTE: answered and not told.minuted,
        Item.PROMISED: row.state is State.ACTIONS_OPEN,
        Item.PUT_ON: told.meets_on is not None,
        Item.NEW: london_date(row.received_at) >= since(today),
        Item.TO_AUDIT: told.audit_due is not None,
    }
    return next((item for item, fit in fits.items() if fit), None)
