"""What every test may lean on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from infra.build.catalogues import make_catalogues
from tests.fakes import FakeWorld

if TYPE_CHECKING:
    from tests.packaged.rig import PackagedStack


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
    """The package, deployed with its permissions enforced, on ports and in a folder of its own."""
    # Late: most test runs of a developer never need the emulator.
    from infra.local.packaged import packaged_stack as running_stack
    from infra.local.place import place_apart
    from tests.packaged.rig import PackagedStack

    place = place_apart("stack", tmp_path_factory.mktemp("stack"))
    with running_stack(place):
        yield PackagedStack(place)


@pytest.hookimpl(tryfirst=True)  # the processes read the groups in a hook of the same name
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests of the packaged deployment in one process, so that they share one.

    When there are several processes, they come first: one of them waits for the schedule's minute
    while the others go through all the rest.
    """
    ours = {item for item in items if _needs_the_package(item)}
    for item in ours:
        item.add_marker(pytest.mark.xdist_group("packaged"))
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item not in ours)


def _needs_the_package(item: pytest.Item) -> bool:
    in_folder = "tests/packaged/" in item.path.as_posix()
    return in_folder or item.get_closest_marker("packaged") is not None
