"""What every test may lean on."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from infra.build.catalogues import make_catalogues
from tests.builders import london
from tests.fakes import FakeWorld
from tests.sharing import FileByFile, in_good_order, refuse_hidden_need
from tests.unused_rights import (
    pytest_runtest_logreport as pytest_runtest_logreport,
)
from tests.unused_rights import (
    pytest_sessionfinish as pytest_sessionfinish,
)
from tests.unused_rights import (
    pytest_terminal_summary as pytest_terminal_summary,
)
from tests.unused_rights import (
    pytest_testnodedown as pytest_testnodedown,
)

if TYPE_CHECKING:
    from tests.packaged.rig import PackagedStack

FIRST_DAY = london(date(2026, 11, 23), 8)
"""When the calendar of the packaged deployment begins: SC-3 is the first of the scenarios."""


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """The catalogues of our languages, compiled as the package holds them."""
    make_catalogues()


@pytest.fixture
def world() -> FakeWorld:
    """A new world in memory, on Christmas Eve 2026 at 3:10pm."""
    return FakeWorld()


@pytest.fixture(scope="session")
def packaged_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PackagedStack]:
    """The package, deployed with its permissions enforced, on ports and in a folder of its own. Its
    clock begins on the first day of the scenarios, whatever the day on which the tests run.
    """
    # Late: most test runs of a developer never need the emulator.
    from infra.local.clock import LocalClock
    from infra.local.packaged import packaged_stack as running_stack
    from infra.local.place import place_apart
    from tests.packaged.rig import PackagedStack

    place = place_apart("stack", tmp_path_factory.mktemp("stack"))
    LocalClock(place.clock_file, lambda _: None).straight_to(FIRST_DAY)
    with running_stack(place):
        yield PackagedStack(place)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Among several processes, in the order that keeps all of them at work."""
    for item in items:
        refuse_hidden_need(item)
    if hasattr(config, "workerinput"):
        in_good_order(items)


def pytest_collection_finish() -> None:
    """What is there before the first test stays: looking for rubbish in it took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileByFile:
    """Files in our order: xdist would begin with those of many tests, which are the quick ones."""
    config.option.loadscopereorder = False
    return FileByFile(config, log)
