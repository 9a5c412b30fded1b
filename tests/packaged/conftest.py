"""One packaged deployment for all tests in this folder."""

from collections.abc import Iterator

import pytest

from infra.local.packaged import packaged_stack as running_stack
from infra.local.place import Place, free_port
from tests.packaged.rig import PackagedStack


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests in one process, so that they share one deployment."""
    for item in items:
        if "tests/packaged/" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("packaged"))


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
