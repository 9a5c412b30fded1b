"""The whole app on a world in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chalice.test import Client

from app import app
from chalicelib import wiring
from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.reference import Reference
from tests.builders import PRACTICE, an_intake
from tests.entry.visitors import Browser, Program
from tests.fakes import FakeWorld
from tests.visitor import Visitor


@pytest.fixture
def app_client(world: FakeWorld) -> Iterator[Client]:
    """Every door, opening on the world in memory."""
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        yield client


@pytest.fixture
def manager(app_client: Client) -> Browser:
    """The complaints manager, signed in."""
    return Browser(app_client, "complaints.manager")


@pytest.fixture
def program(app_client: Client) -> Program:
    """A program with the complaints manager's token."""
    return Program(app_client, "complaints.manager")


@pytest.fixture
def reference(world: FakeWorld) -> Reference:
    """A complaint of Christmas Eve 2026, received a moment ago."""
    received = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return received.reference


@pytest.fixture
def visitor(world: FakeWorld) -> Iterator[Visitor]:
    """Somebody at a browser, in front of the whole app."""
    with wiring.visiting(world.behind_doors()), Client(app) as client:
        yield Visitor(client)
