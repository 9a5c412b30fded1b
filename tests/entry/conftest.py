"""The whole app on a world in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chalice.test import Client

from app import app
from chalicelib import wiring
from tests.fakes import FakeWorld
from tests.visitor import Visitor


@pytest.fixture
def visitor(world: FakeWorld) -> Iterator[Visitor]:
    """Somebody at a browser, in front of the whole app."""
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        yield Visitor(client)
