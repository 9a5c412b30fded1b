"""Every scenario of domain.md section 5 on the packaged deployment, through its gateway, with its
permissions enforced and its functions listened to: one walk through the calendar.

The first of the packaged tests, by its name: the clock only goes forward.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.stories import live
from tests.journeys.stories.all import STORIES
from tests.journeys.stories.sc_3 import RECEIVED


@pytest.mark.packaged
def test_every_scenario_happens_on_its_dates_on_the_packaged_deployment(packaged_town: Any):
    assert packaged_town.now() < RECEIVED, "another test moved the clock before"

    failed = live(packaged_town, *STORIES)

    assert {name: repr(failure)[:400] for name, failure in failed.items()} == {}
