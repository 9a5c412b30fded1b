"""For whom somebody speaks, and what keeps the gate shut."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.parties import PATIENT
from chalicelib.domain.representation import (
    Basis,
    Hold,
    Representation,
    Standing,
    age_on,
    is_child,
    representation_of,
)
from tests.builders import a_party, a_receipt, an_intake

REPRESENTATIVE = Standing.REPRESENTATIVE


@pytest.mark.parametrize(
    ("representation", "hold"),
    [
        pytest.param(Representation(), None, id="for themselves"),
        pytest.param(Representation(Standing.AFFECTED), None, id="an affected visitor"),
        pytest.param(Representation(REPRESENTATIVE), Hold.NO_BASIS, id="nobody said why"),
        pytest.param(
            Representation(REPRESENTATIVE, Basis.ASKED, False),
            Hold.PATIENT_MUST_AGREE,
            id="an adult who is said to have asked",
        ),
        pytest.param(
            Representation(REPRESENTATIVE, Basis.ASKED, True),
            Hold.NO_BASIS_FOR_A_CHILD,
            id="a child and none of the four bases",
        ),
        pytest.param(
            Representation(REPRESENTATIVE, None, True),
            Hold.NO_BASIS_FOR_A_CHILD,
            id="a child, no basis",
        ),
        pytest.param(
            Representation(REPRESENTATIVE, Basis.CHILD_PARENT, True), None, id="a parent of a child"
        ),
        pytest.param(
            Representation(REPRESENTATIVE, Basis.LACKS_CAPACITY, False), Hold.NOT_DECIDED, id="unable"
        ),
        pytest.param(Representation(REPRESENTATIVE, Basis.DIED, None), Hold.NOT_DECIDED, id="died"),
    ],
)
def test_s2_3_the_gate_stays_shut_until_the_basis_opens_it(
    representation: Representation, hold: Hold | None
):
    assert representation.hold is hold


@pytest.mark.parametrize(
    ("born", "child"),
    [
        pytest.param(date(2008, 12, 25), True, id="eighteen tomorrow"),
        pytest.param(date(2008, 12, 24), False, id="eighteen today"),
        pytest.param(None, None, id="not known"),
    ],
)
def test_s2_22_the_age_is_that_of_the_day_of_receipt(born: date | None, child: bool | None):
    intake = an_intake(standing=REPRESENTATIVE, basis=Basis.CHILD_PARENT)
    patient = a_party(id=PATIENT, born_on=born)
    both = type(intake)(intake.key, intake.record, (*intake.parties, patient))

    assert representation_of(a_receipt(both).events).patient_is_child is child


def test_a_history_from_before_says_that_people_spoke_for_themselves():
    event = a_receipt().events[0]
    facts: dict[str, Any] = {k: v for k, v in event.facts.items() if k != "standing"}

    assert representation_of([type(event)(**{**_fields(event), "facts": facts})]) == Representation()


def _fields(event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__dataclass_fields__}


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert is_child(date(2008, 2, 29), date(2026, 2, 28)) is True
