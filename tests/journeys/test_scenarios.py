"""The scenarios of domain.md section 5, each in this process: HTTP in, DynamoDB, its stream, mail out.
`test_calendar_of_scenarios` lives all of them on the packaged deployment.
"""

from __future__ import annotations

import pytest

from tests.conftest import FIRST_DAY
from tests.journeys.in_process import town_in_process
from tests.journeys.stories import live
from tests.journeys.stories.all import SCENARIOS


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_happens_on_its_dates(scenario: str):
    with town_in_process(FIRST_DAY) as town:
        failed = live(town, *SCENARIOS[scenario])

    if failed:
        raise ExceptionGroup(", ".join(failed), list(failed.values()))
