"""After all journeys: a right that none of them used is granted to no purpose, and fails the run.

Each process of a run tells the first one which rights its functions used (`tests/rights.py`). A run of
only some of the journeys says nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import rights

JOURNEYS = Path(__file__).parent / "journeys"
RIGHTS = "rights"

_ran: set[str] = set()
_failed: list[str] = []
"""Why nothing can be said of what was not used."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember which files were run."""
    _ran.add(Path(report.nodeid.partition("::")[0]).name)
    if report.failed:
        _failed.append(report.nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """What the functions of another process used."""
    told = getattr(node, "workeroutput", {}).get(RIGHTS, ())
    rights.used.update((function, action, resource) for function, action, resource in told)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Tell what was used, or say what nobody used."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[RIGHTS] = sorted(rights.used)
        return
    if session.config.option.keyword or session.config.option.markexpr:
        _failed.append("some tests were left out on purpose")
    if unused():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name them, with what to do."""
    for function, action, resource in unused():
        right = f"{function} may {action} on {resource}"
        terminalreporter.write_line(f"No journey uses a right, so take it out: {right}.")


def unused() -> list[rights.Right]:
    """The rights that no journey used, where all of them were run and none failed."""
    everything = {file.name for file in JOURNEYS.glob("test_*.py")}
    if _failed or not everything <= _ran:
        return []
    granted = {each for each in rights.granted() if each[1] not in rights.OF_THE_RUNTIME}
    return sorted(granted - rights.used - rights.SHOWN_ELSEWHERE.keys())
