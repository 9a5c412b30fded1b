"""How the tests are shared out among processes: file by file, those that take long first."""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

PACKAGED = "packaged"
TAKE_LONG = ("tests/browser/", "tests/faults/", "tests/journeys/", "tests/infra/")
"""Where the long files are: whatever of them came last, one process would do alone."""


class FileByFile(LoadScopeScheduling):
    """Gives each process a whole file, and everything that needs the package to one.

    xdist's own groups have no effect under the pinned pytest, which names tests in another way; and its
    plan for single tests looks through all that is done each time that one more is.
    """

    def _split_scope(self, nodeid: str) -> str:
        return PACKAGED if needs_the_package(nodeid) else nodeid.partition("::")[0]


def needs_the_package(nodeid: str) -> bool:
    """Whether the name of the test says that it needs the packaged deployment."""
    file, _, name = nodeid.partition("::")
    return PACKAGED in name or file.startswith(f"tests/{PACKAGED}/")


def in_good_order(items: list[pytest.Item]) -> None:
    """The package first, as one of its tests waits for the minute of the schedule; short ones last."""
    items.sort(key=lambda item: _place(item.nodeid))


def _place(nodeid: str) -> int:
    if needs_the_package(nodeid):
        return -1
    return next((n for n, folder in enumerate(TAKE_LONG) if nodeid.startswith(folder)), len(TAKE_LONG))


def refuse_hidden_need(item: pytest.Item) -> None:
    """Tests are given out by name: a need that the name hides would start a second package."""
    if item.get_closest_marker(PACKAGED) and not needs_the_package(item.nodeid):
        raise pytest.UsageError(f"{item.nodeid} needs the package: its name must say {PACKAGED!r}")
