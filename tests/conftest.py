"""What every test may lean on."""

from __future__ import annotations

import pytest

from tests.fakes import FakeWorld


@pytest.fixture
def world() -> FakeWorld:
    """A new world in memory, on Christmas Eve 2026 at 3:10pm."""
    return FakeWorld()
