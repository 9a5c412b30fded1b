"""A matter of level 2 that is not settled reaches the complaints manager at once (S2-72)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from tests.builders import CHRISTMAS_EVE
from tests.journeys.desk import PLAN, Desk
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.stories.told import at, by_web

GRACE = "complaints.manager@willow-lane.example"
NEEDS_YOU = "A case needs you"
DATES = {"investigate_by": "2027-01-11", "respond_by": "2027-01-14"}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        yield town


def planned(town: InProcess, level: int) -> Desk:
    """A complaint of this level, with a handler, and a plan that was sent."""
    desk = by_web(town)
    at(town, date(2026, 12, 30), 11)
    desk.does("acknowledgement", how="telephone", offered=["telephone"])
    desk.does("assignment", handler="case.handler")
    desk.assessed(level, "Nobody rang back")
    desk.does("plan", **PLAN, **DATES)
    return desk


def told(town: InProcess) -> list[str]:
    return [mail.text for mail in town.mails(GRACE, NEEDS_YOU, expected=0)]


def test_a_timeframe_of_level_2_that_passes_goes_to_the_complaints_manager_at_once_s2_72(
    town: InProcess,
):
    desk = planned(town, 2)
    desk.does("plan-answer", answer="accepted")
    town.morning_of(date(2027, 1, 14))
    assert told(town) == []

    town.morning_of(date(2027, 1, 15))
    town.morning_of(date(2027, 1, 15))

    (mail,) = told(town)
    assert "was not settled by the date that was agreed" in mail


def test_who_is_not_content_on_level_2_brings_in_the_complaints_manager_s2_72(town: InProcess):
    """And on another level nobody more is told."""
    desks = [planned(town, level) for level in (1, 2, 2)]
    answers = ("refused", "refused", "refused_proceed")

    for desk, answer in zip(desks, answers, strict=True):
        desk.does("plan-answer", answer=answer, reason="They want it looked at again")

    mails = told(town)
    assert len(mails) == 2
    assert all("not content with the plan" in mail for mail in mails)
    assert not any("looked at again" in mail for mail in mails)
