"""The scenarios of domain.md section 5, each alone in this process: HTTP in, DynamoDB, its stream, mail
out. `test_calendar_of_scenarios` lives all of them on the packaged deployment.
"""

from __future__ import annotations

import pytest

from tests.conftest import FIRST_DAY
from tests.journeys.in_process import town_in_process
from tests.journeys.stories import Story, live
from tests.journeys.stories.all import STORIES, named


@pytest.mark.parametrize("story", STORIES, ids=named)
def test_a_scenario_happens_on_its_dates(story: Story):
    with town_in_process(FIRST_DAY) as town:
        for failure in live(town, story).values():
            raise failure
