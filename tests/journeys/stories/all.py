"""Every story of every scenario."""

from __future__ import annotations

from tests.journeys.stories import Story, sc_1, sc_2, sc_3, sc_4, sc_6, sc_9, sc_10, sc_13

STORIES = (
    *sc_1.STORIES,
    *sc_2.STORIES,
    *sc_3.STORIES,
    *sc_4.STORIES,
    *sc_6.STORIES,
    *sc_9.STORIES,
    *sc_10.STORIES,
    *sc_13.STORIES,
)


def named(story: Story) -> str:
    """Such as `sc_2 settled on the next working day`."""
    return f"{story.__module__.rpartition('.')[2]} {story.__name__.replace('_', ' ')}"
