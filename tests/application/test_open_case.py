"""From a submission to a case, once."""

from __future__ import annotations

from datetime import date

import pytest

from chalicelib.application.open_case import DRAWS, open_case
from chalicelib.domain.errors import CalendarExhausted, StoreBusy
from chalicelib.domain.events import PUBLIC
from tests.builders import PRACTICE, an_intake, london
from tests.fakes import FakeChance, FakeWorld


def submit(world: FakeWorld, **intake):
    return open_case(an_intake(**intake), organisation=PRACTICE, by=PUBLIC, ports=world.ports)


def test_a_submission_becomes_a_case_with_the_date_that_is_promised(world: FakeWorld):
    received = submit(world)

    assert str(received.reference) == "WLP/100001"
    assert received.acknowledge_by == date(2026, 12, 31)


def test_a_resend_of_a_submission_gives_the_same_reference(world: FakeWorld):
    first = submit(world, key="same")

    assert submit(world, key="same") == first
    assert len(world.cases.files) == 1


def test_a_number_in_use_is_drawn_again(world: FakeWorld):
    submit(world, key="one")
    world.chance = FakeChance("100001", "100001", "777777")

    assert submit(world, key="two").reference.number == "777777"


def test_when_no_number_is_free_nothing_is_saved_and_the_person_may_try_again(world: FakeWorld):
    submit(world, key="one")
    world.chance = FakeChance(*["100001"] * DRAWS)

    with pytest.raises(StoreBusy):
        submit(world, key="two")

    assert len(world.cases.files) == 1


def test_a_case_whose_dates_cannot_be_known_is_refused_not_guessed(world: FakeWorld):
    world.clock.move_to(london(date(2028, 12, 29), 10))

    with pytest.raises(CalendarExhausted):
        submit(world, received_at=world.clock.at)

    assert world.cases.files == {}
