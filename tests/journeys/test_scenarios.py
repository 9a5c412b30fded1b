"""Scenarios of domain.md section 5 in this process: HTTP in, DynamoDB, its stream, mail out.
`test_calendar_of_scenarios` lives every one of them on the packaged deployment, and the long ones only
there: twice they would take a minute and a half more.
"""

from __future__ import annotations

import pytest

from tests.conftest import FIRST_DAY
from tests.journeys.in_process import town_in_process
from tests.journeys.stories import live
from tests.journeys.stories.all import SCENARIOS

LONG = {"SC-3", "SC-4", "SC-12"}


@pytest.mark.parametrize("scenario", [name for name in SCENARIOS if name not in LONG])
def test_a_scenario_happens_on_its_dates(scenario: str):
    with town_in_process(FIRST_DAY) as town:
        failed = live(town, *SCENARIOS[scenario])

    if failed:
        raise ExceptionGroup(", ".join(failed), list(failed.values()))
