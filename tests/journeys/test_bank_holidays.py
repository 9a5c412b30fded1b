"""A bank holiday is declared between Christmas and New Year: the night's job on the real adapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from chalicelib import wiring
from chalicelib.domain.reference import CaseNumber
from chalicelib.entry.schedules import refresh_calendar_nightly
from infra.local.pump import schedule_event
from tests.builders import CHRISTMAS_EVE, london
from tests.fakes import FakePublished
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in
from tests.published import published_body

DECLARED = date(2026, 12, 30)


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        yield town


@pytest.fixture
def list_of_the_day(town: InProcess) -> Iterator[FakePublished]:
    """The published list, for a world that is real in everything else."""
    world, published = wiring.world(), FakePublished()
    with wiring.visiting(replace(world, holidays=replace(world.holidays, published=published))):
        yield published


def at_night() -> dict[str, int]:
    counted: dict[str, int] = refresh_calendar_nightly(schedule_event(), None)
    return counted


def test_a_declared_holiday_moves_the_date_once_and_the_case_says_why(
    town: InProcess, list_of_the_day: FakePublished
):
    *_, number = complain(town)
    list_of_the_day.body = published_body(DECLARED)
    town.clock.move_to(london(date(2026, 12, 28), 4))

    first, again = at_night(), at_night()

    assert (first["adopted"], first["looked_at"], first["moved"], first["failed"]) == (1, 1, 1, 0)
    assert (again["unchanged"], again["moved"], again["failed"]) == (1, 0, 0)
    ports = wiring.world().ports
    file = ports.cases.load(CaseNumber(number[-6:]))
    terms = ports.policies.terms(file.case.policy, file.case.calendar_version, file.case.organisation)
    assert next(c.due for c in file.clocks(terms) if c.code == "ACK") == date(2027, 1, 4)


def test_the_case_page_says_that_a_holiday_moved_the_date(
    town: InProcess, list_of_the_day: FakePublished
):
    *_, number = complain(town)
    list_of_the_day.body = published_body(DECLARED)
    town.clock.move_to(london(date(2026, 12, 28), 4))
    at_night()

    worklist = sign_in(town, "complaints.manager")
    case = worklist.get(f"/staff/cases/WLP-{number[-6:]}")

    assert "because a bank holiday was declared" in case.text
