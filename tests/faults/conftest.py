"""A practice behind a wire on which everything can go wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.practice import Practice, a_practice, aws_with_faults


@pytest.fixture
def practice() -> Iterator[Practice]:
    """A practice with no cases, on Christmas Eve 2026 at 3:10pm."""
    with aws_with_faults() as wire:
        yield a_practice(wire)
