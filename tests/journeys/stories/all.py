"""Every story of every scenario, by its number in section 5 of domain.md."""

from __future__ import annotations

from collections.abc import Mapping

from tests.journeys.stories import Story, sc_1, sc_2, sc_3, sc_4, sc_6, sc_9, sc_10, sc_12, sc_13

SCENARIOS: Mapping[str, tuple[Story, ...]] = {
    "SC-1": sc_1.STORIES,
    "SC-2": sc_2.STORIES,
    "SC-3": sc_3.STORIES,
    "SC-4": sc_4.STORIES,
    "SC-6": sc_6.STORIES,
    "SC-9": sc_9.STORIES,
    "SC-10": sc_10.STORIES,
    "SC-12": sc_12.STORIES,
    "SC-13": sc_13.STORIES,
}

STORIES = tuple(story for stories in SCENARIOS.values() for story in stories)
