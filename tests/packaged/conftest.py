"""One packaged deployment for all tests in this folder."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.packaged import packaged_stack as running_stack
from infra.local.place import Place, free_port
from tests.packaged.rig import PackagedStack

HERE = Path(__file__).parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep these tests in one process, so that they share one deployment.

    When there are several processes, they come first: one of them waits for the schedule's minute
    while the others go through all the rest.
    """
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.xdist_group("packaged"))
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item not in ours)


@pytest.fixture(scope="session")
def packaged_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PackagedStack]:
    """The package, deployed with its permissions enforced, on ports and in a folder of its own."""
    folder = tmp_path_factory.mktemp("stack")
    place = Place(
        mode="stack",
        folder=folder,
        announcement=folder / "stack.json",
        app_port=free_port(),
        mailbox_port=free_port(),
        aws_port=free_port(),
    )
    with running_stack(place):
        yield PackagedStack(place)
