"""The scenarios of domain.md section 5, each told as a story that any town can live.

A story is a generator: what it does, it does over HTTP and by mail, and each `yield` names the moment
until which it waits. One story can so be lived alone in this process, and all of them together on the
packaged deployment, whose clock goes forward only once.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime

from tests.journeys.town import Town

Story = Callable[[Town], Iterator[datetime]]


def live(town: Town, *stories: Story) -> dict[str, Exception]:
    """Walk the calendar once, each story going on when its moment has come; what failed, by its name.

    A story that fails ends there, and the others go on.
    """
    failed: dict[str, Exception] = {}
    waiting: list[tuple[datetime, int, str, Iterator[datetime]]] = []

    def go_on(turn: int, name: str, story: Iterator[datetime]) -> None:
        try:
            heapq.heappush(waiting, (next(story), turn, name, story))
        except StopIteration:
            pass
        except Exception as failure:
            failed[name] = failure

    for turn, story in enumerate(stories):
        go_on(turn, f"{story.__module__.rpartition('.')[2]} {story.__name__}", story(town))
    shown: datetime | None = None
    while waiting:
        moment, turn, name, story = heapq.heappop(waiting)
        if moment != shown:
            town.until(moment)
            shown = moment
        go_on(turn, name, story)
    return failed
