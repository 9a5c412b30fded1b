"""What staff do to a case: who may, and what happens when two act at once."""

from __future__ import annotations

import pytest

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request
from chalicelib.application.list_cases import list_cases
from chalicelib.application.open_case import open_case
from chalicelib.application.ports import View, ViewKind
from chalicelib.application.read_case import read_case
from chalicelib.application.verify_chain import verify_chain
from chalicelib.domain.casework import Acknowledgement, Assignment
from chalicelib.domain.errors import CaseChanged, NotAllowed, NotFound
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.parties import Channel
from chalicelib.domain.policy import Action
from chalicelib.domain.reference import CaseNumber, read_reference
from tests.asking import acknowledge_case, note_case
from tests.builders import HANDLER, MANAGER, PARTNER, PRACTICE, RECEPTION, an_intake
from tests.fakes import FakeWorld

NUMBER = CaseNumber("100001")
REFERENCE = read_reference("WLP/100001")


@pytest.fixture
def received(world: FakeWorld) -> FakeWorld:
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    return world


def test_the_second_of_two_people_is_told_what_the_first_did_and_nothing_is_lost(received: FakeWorld):
    first, second = Request(MANAGER, REFERENCE, 1), Request(HANDLER, REFERENCE, 1)
    note_case(first, "The first note", received.ports)

    with pytest.raises(CaseChanged) as refusal:
        note_case(second, "The second note", received.ports)

    (event,) = refusal.value.since
    assert event.sealed is not None
    assert event.sealed.content["text"] == "The first note"
    note_case(Request(HANDLER, REFERENCE, 2), "The second note", received.ports)
    assert received.cases.load(NUMBER).case.version == 3


def test_mails_sent_meanwhile_do_not_turn_a_person_away(received: FakeWorld):
    received.deliver()
    assert received.cases.load(NUMBER).case.version == 3

    note_case(Request(MANAGER, REFERENCE, 1), "Seen before the mails went", received.ports)

    assert received.cases.load(NUMBER).case.version == 4


def test_a_receptionist_may_note_but_not_acknowledge(received: FakeWorld):
    note_case(Request(RECEPTION, REFERENCE, 1), "She rang again", received.ports)
    done = Acknowledgement(Channel.TELEPHONE, (), received.clock.at)

    with pytest.raises(NotAllowed) as refusal:
        acknowledge_case(Request(RECEPTION, REFERENCE, 2), done, received.ports)

    assert "Complaints manager" in refusal.value.who_can


def test_old_initials_still_find_the_case_and_invented_ones_do_not(received: FakeWorld):
    assign_case(Request(MANAGER, REFERENCE, 1), Assignment(HANDLER.id), received.ports)

    assert read_case(REFERENCE, MANAGER, received.reading).file.case.reference.initials == "HAL"
    with pytest.raises(NotFound):
        read_case(read_reference("QQQ/100001"), MANAGER, received.reading)


def test_a_case_of_another_organisation_is_not_found(received: FakeWorld):
    from dataclasses import replace

    stranger = replace(MANAGER, organisation=OrganisationId("elsewhere"))

    with pytest.raises(NotFound):
        read_case(REFERENCE, stranger, received.reading)


def test_an_open_case_says_why_something_cannot_be_done(received: FakeWorld):
    opened = read_case(REFERENCE, PARTNER, received.reading)

    assert opened.may(Action.ADD_NOTE)
    assert "can be done by: Case handler, Office manager" in opened.refused[Action.ACKNOWLEDGE]


def test_only_roles_that_handle_cases_can_be_given_one(received: FakeWorld):
    opened = read_case(REFERENCE, MANAGER, received.reading)

    assert {person.name for person in opened.possible_handlers()} == {
        "Hal Handler",
        "Mira Manager",
        "Oona Office",
    }


def test_a_worklist_says_how_many_cases_each_view_holds(received: FakeWorld):
    received.deliver()
    view = View(ViewKind.TEAM, PRACTICE.id, MANAGER.id, MANAGER.team)

    worklist = list_cases(view, MANAGER, received.reading)

    assert worklist.counts == {ViewKind.MINE: 0, ViewKind.TEAM: 1, ViewKind.UNASSIGNED: 1}
    assert [row.person for row in worklist.rows] == ["A. Verity-Example"]


def test_a_history_that_nobody_touched_verifies(received: FakeWorld):
    received.deliver()

    assert verify_chain(NUMBER, received.cases) is None


def test_what_a_get_is_given_cannot_save(received: FakeWorld):
    assert not hasattr(received.reading.cases, "save")
    assert not hasattr(received.reading, "mail")
