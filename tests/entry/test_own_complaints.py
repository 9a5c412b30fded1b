"""Somebody with several complaints chooses among their own, and sees nobody else's (S0-5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identity.checks import locked_until
from chalicelib.domain.reference import Reference
from chalicelib.presentation.correspondence import Correspondence
from chalicelib.presentation.urls import Urls
from tests.builders import PRACTICE, a_party, an_intake
from tests.entry.test_follow import BORN, EMAIL, OTHER, a_case, ask, ask_without, code_in, let_in
from tests.fakes import FakeWorld
from tests.visitor import Seen, Visitor


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld(words=Correspondence(Urls("http://candour.test"), demonstration=True))


@pytest.fixture
def both(world: FakeWorld) -> tuple[Reference, Reference]:
    """Two complaints of Asha's, from two days; and one of her husband's."""
    first = a_case(world, key="first")
    a_case(world, OTHER, "his")
    world.clock.forward(timedelta(days=1))
    return first, a_later_case(world)


def a_later_case(world: FakeWorld) -> Reference:
    intake = an_intake(key="second", party=a_party())
    record = replace(intake.record, received_at=world.clock.now())
    later = replace(intake, record=record)
    received = open_case(later, organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return received.reference


def let_in_by_items(visitor: Visitor, world: FakeWorld) -> Seen:
    ask_without(visitor, {**BORN, **EMAIL})
    world.deliver()
    return visitor.send("/follow/code", {"code": code_in(world)})


def test_after_the_code_they_choose_and_can_change_to_the_other(
    visitor: Visitor, world: FakeWorld, both: tuple[Reference, Reference]
):
    first, second = both
    seen = let_in_by_items(visitor, world)
    assert (seen.status, seen.path) == (200, "/follow/complaints")
    assert "We got it on Thursday 24 December 2026" in seen.text
    assert str(first) in seen.text
    assert str(second) in seen.text

    opened = visitor.send("/follow/complaints", {"number": first.number})
    assert opened.path == "/follow/complaint"
    assert str(first) in opened.text
    assert str(second) not in opened.text
    assert "See another complaint of yours" in opened.text

    visitor.send("/follow/complaints", {"number": second.number})
    visitor.send("/follow/complaint/messages", {"about": "message", "text": "About the second"})
    written = [len(world.cases.load(each.number).events) for each in both]
    assert "About the second" in visitor.get("/follow/complaint").text
    assert written[1] > written[0]


def test_one_code_is_sent_and_each_case_keeps_that_they_were_confirmed(
    visitor: Visitor, world: FakeWorld, both: tuple[Reference, Reference]
):
    let_in_by_items(visitor, world)

    assert len([mail for mail in world.mail.sent if "Your code" in mail.subject]) == 1
    for reference in both:
        events = world.cases.load(reference.number).events
        assert [e.facts["result"] for e in events if "asking" in e.facts] == ["passed"]


@pytest.mark.parametrize("number", ["", "100002", "999999", "x"])
def test_nothing_but_their_own_can_be_chosen_and_the_answer_is_the_same(
    visitor: Visitor, world: FakeWorld, both: tuple[Reference, Reference], number: str
):
    let_in_by_items(visitor, world)
    seen = visitor.send("/follow/complaints", {"number": number})

    assert seen.status == 422
    assert "Choose the one that you want to see" in seen.text
    assert "Ravi" not in seen.html


def test_a_reference_opens_its_own_complaint_only(
    visitor: Visitor, world: FakeWorld, both: tuple[Reference, Reference]
):
    first, second = both
    seen = let_in(visitor, world, first)

    assert seen.path == "/follow/complaint"
    assert "See another complaint" not in seen.text
    assert visitor.send("/follow/complaints", {"number": second.number}).status == 422


@pytest.mark.parametrize("which", [0, 1], ids=["the first", "the latest"])
def test_a_case_that_is_locked_is_not_among_them(
    visitor: Visitor, world: FakeWorld, both: tuple[Reference, Reference], which: int
):
    locked, other = both[which], both[1 - which]
    for _ in range(5):
        ask(Visitor(visitor.client), reference=str(locked), full_name="Somebody Else")
        world.deliver()
    assert locked_until(world.cases.load(locked.number).events, world.clock.now())
    seen = let_in_by_items(visitor, world)

    assert seen.path == "/follow/complaint"
    assert str(other) in seen.text
    assert str(locked) not in seen.html


def test_a_stranger_with_the_address_of_the_page_learns_nothing(
    visitor: Visitor, world: FakeWorld, both: tuple[Reference, Reference]
):
    let_in_by_items(visitor, world)
    stranger = Visitor(visitor.client)

    assert stranger.get("/follow/complaints").status == 404
    stranger.get("/follow")
    seen = stranger.send("/follow/complaints", {"number": both[0].number})
    assert seen.status == 404
    assert str(both[0]) not in seen.html


def test_two_complaints_of_two_people_are_not_put_together(visitor: Visitor, world: FakeWorld):
    a_case(world, key="hers")
    a_case(world, a_party(first_name="Maya"), "twin")
    ask_without(visitor, {**BORN, **EMAIL})
    world.deliver()

    assert code_in(world) == ""
