"""When two cases look alike: the same person, and something else that fits (issue 6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.case import CaseFile
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.likeness import Likeness, likeness, telling_clues
from chalicelib.domain.parties import Party
from chalicelib.domain.searching import clues_of
from tests.builders import CHRISTMAS_EVE, a_party, a_receipt, an_intake

LATER = CHRISTMAS_EVE + timedelta(days=60)
OTHER_STORY = {
    "subject": "appointments",
    "what_happened": "The front desk sent me away twice although I had an appointment.",
    "happened_where": "The branch surgery",
}
MOTHER = PartyId("patient")


def told(*parties: Party, at: datetime = CHRISTMAS_EVE, **record: Any) -> CaseFile:
    """A case of these people, with this story."""
    intake = an_intake(received_at=at, **record)
    return a_receipt(replace(intake, parties=parties or (a_party(),))).file


def test_two_tellings_of_one_event_by_one_person_are_alike_in_every_respect():
    again = told(at=CHRISTMAS_EVE + timedelta(days=2))

    assert set(likeness(told(), again)) == set(Likeness)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"subject": "clinical_treatment"}, Likeness.SAME_SUBJECT),
        ({"happened_where": "the SURGERY"}, Likeness.SAME_PLACE),
        ({"occurred_on": date(2026, 12, 20)}, Likeness.NEAR_DATES),
        (
            {"what_happened": "For three weeks nobody rang me about my blood test."},
            Likeness.SIMILAR_WORDS,
        ),
    ],
)
def test_one_thing_that_fits_is_reason_enough_to_look(record: dict[str, Any], reason: Likeness):
    first = told(occurred_on=date(2026, 12, 18))

    assert likeness(first, told(at=LATER, **OTHER_STORY | record)) == (Likeness.SAME_PERSON, reason)


def test_one_person_may_complain_of_two_things():
    assert likeness(told(), told(at=LATER, **OTHER_STORY)) == ()


def test_two_people_with_one_story_are_two_people():
    stranger = a_party(
        first_name="Boris",
        last_name="Placeholder",
        born_on=date(1980, 1, 1),
        email="boris@patients.example",
        mobile="+447700900777",
        address="9 Other Road",
        postcode="ZZ99 4AA",
    )

    assert likeness(told(), told(stranger)) == ()


def test_a_household_that_shares_a_telephone_is_not_one_person():
    son = a_party(first_name="Ben", born_on=date(1990, 5, 5), email="ben@patients.example")

    assert likeness(told(), told(son)) == ()


def test_a_patient_is_found_again_whoever_complains_for_them():
    mother = a_party(id=MOTHER)
    daughter = a_party(
        first_name="Dora",
        born_on=date(1985, 2, 2),
        email="dora@patients.example",
        mobile="",
        address="",
    )

    assert Likeness.SAME_PERSON in likeness(told(), told(daughter, mother))


def test_what_is_looked_for_never_fits_half_the_town():
    for clues in telling_clues(a_party()):
        assert len(clues) >= 3, "a name alone, or a birthday alone, finds too many (S0-4)"
        assert clues <= clues_of(a_party())
