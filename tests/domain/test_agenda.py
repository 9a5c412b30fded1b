"""Which cases the monthly meeting talks about, and under what (S2-99)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.agenda import Item, agenda_of, since
from chalicelib.domain.on_agenda import OnAgenda
from chalicelib.domain.states import State
from chalicelib.domain.worklist import Row, row_of
from tests.builders import a_file

TODAY = date(2027, 2, 10)
LONG_AGO = datetime(2026, 6, 1, 9, tzinfo=UTC)
NEWS = datetime(2027, 1, 4, 9, tzinfo=UTC)


def a_row(**changed: Any) -> Row:
    return replace(row_of(a_file(), ()), received_at=LONG_AGO, due=None, **changed)


@pytest.mark.parametrize(
    ("row", "item"),
    [
        (a_row(), None),
        (replace(a_row(), due=date(2027, 2, 9)), Item.LATE),
        (replace(a_row(), due=TODAY), None),
        (a_row(state=State.RESPONDED), Item.TO_MINUTE),
        (a_row(state=State.RESPONDED, agenda=OnAgenda(minuted=True)), None),
        (a_row(state=State.ACTIONS_OPEN, agenda=OnAgenda(minuted=True, lessons=1)), Item.PROMISED),
        (a_row(agenda=OnAgenda(meets_on=date(2027, 2, 20))), Item.PUT_ON),
        (replace(a_row(), received_at=NEWS), Item.NEW),
        (a_row(state=State.CLOSED, agenda=OnAgenda(lessons=1, closed_on=TODAY)), Item.CLOSED),
        (a_row(state=State.CLOSED, agenda=OnAgenda(lessons=0, closed_on=TODAY)), None),
        (
            a_row(
                state=State.CLOSED,
                agenda=OnAgenda(lessons=1, closed_on=date(2026, 12, 1), audit_due=TODAY),
            ),
            Item.TO_AUDIT,
        ),
    ],
    ids=[
        "nothing to say",
        "a date that passed",
        "a date of today",
        "answered",
        "answered and minuted",
        "a change is promised",
        "somebody put it on",
        "came since the month before",
        "closed with a lesson",
        "closed without one",
        "a check is due",
    ],
)
def test_s2_99_a_case_stands_once_on_the_agenda_where_it_fits_first(row: Row, item: Item | None):
    assert list(agenda_of([row], TODAY)) == ([item] if item else [])


def test_what_is_late_and_new_is_late():
    row = replace(a_row(), received_at=NEWS, due=date(2027, 2, 1))

    assert list(agenda_of([row], TODAY)) == [Item.LATE]


def test_in_january_new_is_what_came_since_december():
    assert since(date(2027, 1, 12)) == date(2026, 12, 1)
