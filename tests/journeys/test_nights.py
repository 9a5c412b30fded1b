"""What the jobs of the hour and of the night find and keep, with just the rights that they have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import boto3
import pytest

from chalicelib.adapters.keys import FIGURES as SHEETS
from chalicelib.adapters.keys import organisation_key
from chalicelib.entry.schedules import sweep, tick, verify_chains
from infra.local.pump import schedule_event
from tests.aws import FIGURES
from tests.builders import CHRISTMAS_EVE, PRACTICE, london
from tests.journeys.in_process import ROOTS, InProcess, town_in_process
from tests.journeys.town import complain, sign_in

OPEN = {"pk": {"S": organisation_key(PRACTICE.id)}, "sk": {"S": f"{SHEETS}OPEN"}}


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as made:
        complain(made)
        made.carry()
        yield made


def counted() -> Any:
    """How many cases were received and nothing else yet, as the counters say."""
    item = boto3.client("dynamodb").get_item(TableName=FIGURES, Key=OPEN).get("Item", {})
    return item.get("received:0", {}).get("N")


def test_counters_of_figures_that_are_lost_are_there_again_after_two_sweeps(town: InProcess):
    boto3.client("dynamodb").delete_item(TableName=FIGURES, Key=OPEN)

    for _ in range(2):
        assert sweep(schedule_event(), None)["failed"] == 0
        town.clock.forward(timedelta(hours=1))

    assert counted() == "1"


def test_a_list_of_the_day_reads_the_cases_of_its_owner_and_those_for_the_taking(town: InProcess):
    settings = "/staff/my-settings"
    grace = sign_in(town, "complaints.manager")
    grace.send(settings, {"deputy": "", "digest_hour": "8"})
    town.carry()

    town.clock.move_to(london(date(2026, 12, 29), 8, 1))
    tick(schedule_event(), None)

    assert town.mails("complaints.manager@willow-lane.example", "Your cases today", expected=1)


def test_each_night_keeps_the_ends_of_all_histories_and_compares_them_with_those_before(
    town: InProcess,
):
    nights = []
    for _ in range(2):
        nights.append(verify_chains(schedule_event(), None))
        town.clock.forward(timedelta(days=1))

    assert nights == [{"checked": 1, "broken": 0, "gone": 0}] * 2
    kept = boto3.client("s3").list_objects_v2(Bucket=ROOTS)["Contents"]
    assert len(kept) == 2
