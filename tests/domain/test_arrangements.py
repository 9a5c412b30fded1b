"""Absences and deputies: what makes sense (S2-16, S2-47)."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.domain.arrangements import Absence, Arrangements, arranged
from chalicelib.domain.errors import Invalid
from tests.builders import HANDLER, OFFICE

TODAY = date(2026, 12, 24)
KNOWN = frozenset({HANDLER.id, OFFICE.id})
WEEK = Absence(date(2026, 12, 28), date(2027, 1, 3))


def after(**asked: object) -> Arrangements:
    given = Arrangements(HANDLER.id, **asked)  # type: ignore[arg-type]
    return arranged(given, known=KNOWN, today=TODAY)


def faults(**asked: object) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        after(**asked)
    return [(fault.field, fault.message) for fault in refused.value.faults]


def test_absences_are_kept_in_order_once_and_without_those_that_are_past():
    past, first = Absence(date(2026, 12, 1), date(2026, 12, 23)), Absence(TODAY, TODAY)

    assert after(absences=(WEEK, past, first, WEEK)).absences == (first, WEEK)


def test_both_days_of_an_absence_are_days_away():
    away = after(absences=(WEEK,))

    assert [away.is_away(date(2026, 12, day)) for day in (27, 28, 31)] == [False, True, True]
    assert [away.is_away(date(2027, 1, day)) for day in (3, 4)] == [True, False]


def test_nobody_is_their_own_deputy_and_a_deputy_is_a_colleague():
    assert faults(deputy=HANDLER.id) == [
        ("deputy", "Choose somebody else: nobody can be their own deputy")
    ]
    assert faults(deputy="stranger") == [("deputy", "Choose somebody of the organisation")]


def test_every_fault_is_told_at_once():
    backwards = Absence(date(2027, 1, 3), date(2026, 12, 28))

    assert [field for field, _ in faults(deputy=HANDLER.id, absences=(backwards,), digest_hour=24)] == [
        "deputy",
        "absences",
        "digest_hour",
    ]
    assert faults(absences=(Absence(TODAY, date(2029, 1, 1)),))[0][1].endswith("two years at most")
