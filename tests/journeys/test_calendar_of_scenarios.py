"""Every scenario of domain.md section 5 on the packaged deployment, through its gateway, with its
permissions enforced and its functions listened to: one walk through the calendar.

The first of the packaged tests, as the clock only goes forward.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys.stories import live
from tests.journeys.stories.all import STORIES


@pytest.mark.packaged
def test_every_scenario_happens_on_its_dates_on_the_packaged_deployment(packaged_town: Any):
    failed = live(packaged_town, *STORIES)

    assert {name: repr(failure)[:400] for name, failure in failed.items()} == {}
