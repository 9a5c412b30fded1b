"""The first person of a new stage is let in by a command, once."""

from __future__ import annotations

import pytest

from infra.deploy.administrator import Newcomer, let_in
from infra.steps import Refusal
from tests.builders import PRACTICE
from tests.fakes import FakeWorld

FIRST = Newcomer(PRACTICE.id, "ada.first", "Ada First", "AFI", "ada.first@willow-lane.example")


def test_the_first_one_manages_staff_and_is_invited_like_everybody_after_them(world: FakeWorld):
    world.directory.people = ()

    role = let_in(FIRST, world.ports)
    world.deliver()

    assert role == "complaints_manager"
    assert world.accounts.people["ada.first"].roles == {"complaints_manager"}
    (entry,) = world.organisations.history(PRACTICE.id)
    assert (entry.by, entry.decision) == ("deployment", "staff.joined")


def test_where_somebody_manages_staff_nobody_is_let_in_past_them(world: FakeWorld):
    with pytest.raises(Refusal, match="Ask them"):
        let_in(FIRST, world.ports)
