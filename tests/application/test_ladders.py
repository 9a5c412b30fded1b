"""Who really hears, decided when it is sent: rungs, deputies, vacant roles (issue 3.6, S2-16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request, act_for_system
from chalicelib.application.find_vacancies import find_vacancies
from chalicelib.application.look_after_due import look_after_due
from chalicelib.application.open_case import open_case
from chalicelib.domain.arrangements import Absence, Arrangements
from chalicelib.domain.casework import Assignment, CallBack, agree_callback
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import PUBLIC, EventType
from chalicelib.domain.identifiers import OrganisationId, StaffId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Staff
from tests.builders import (
    EVERYBODY,
    HANDLER,
    MANAGER,
    OFFICE,
    PARTNER,
    PRACTICE,
    a_member_of_staff,
    an_intake,
    london,
)
from tests.fakes import FakeDirectory, FakeWorld

NUMBER = CaseNumber("100001")
BREACH, RUNG_2 = london(date(2027, 1, 4)), london(date(2027, 1, 5))
RUNG_3, RUNG_4 = london(date(2027, 1, 7)), london(date(2027, 1, 12))
WINTER = Absence(date(2026, 12, 1), date(2027, 2, 28))


@pytest.fixture
def handled(world: FakeWorld) -> FakeWorld:
    """A complaint of Christmas Eve (SC-1) that Hal has and does not answer."""
    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    case = world.cases.load(NUMBER).case
    assign_case(Request(MANAGER, case.reference, case.version), Assignment(HANDLER.id), world.ports)
    world.deliver()
    world.mail.sent.clear()
    return world


def tick(world: FakeWorld, *moments) -> None:
    for at in moments:
        world.clock.move_to(at)
        look_after_due(world.ports)
        world.deliver()


def kinds(world: FakeWorld, person: Staff) -> list[str]:
    return [mail.subject.split()[-1] for mail in world.mail.to(person.email)]


def away(world: FakeWorld, person: Staff, deputy: Staff | None = None) -> None:
    arranged = Arrangements(person.id, deputy.id if deputy else None, (WINTER,))
    assert world.arrangements.save(PRACTICE.id, arranged, seen=Arrangements(person.id))


def vacancies(world: FakeWorld) -> list[object]:
    return [facts["role"] for _, line, facts in world.log.lines if line == "role vacant"]


def test_a_promise_that_nobody_keeps_goes_up_rung_by_rung_and_each_hears_once(handled: FakeWorld):
    tick(handled, BREACH, RUNG_2, RUNG_2, RUNG_3, RUNG_4, RUNG_4)

    assert kinds(handled, HANDLER) == ["breach"]
    assert kinds(handled, OFFICE) == ["escalation"]
    assert kinds(handled, MANAGER) == ["escalation"]
    assert kinds(handled, PARTNER) == ["escalation"]


LADDERS = {
    "willow-lane": ("case_handler", "office_manager", "complaints_manager", "partner"),
    "kestrel-reports": ("case_handler", "operations_manager", "head_of_customer_experience"),
    "harbour-defence": ("secretary", "case_handler", "team_leader"),
    "beacon-indemnity": ("claims_handler", "team_leader", "director_claims"),
    "exampleshire-board": ("case_handler", "complaints_manager", "chief_executive"),
}
"""Who stands on each rung, by the organisation whose pack says so; rung 1 promised the call."""
CALL = london(date(2027, 1, 4), 10)
UNANSWERED = (
    london(date(2027, 1, 4), 10, 15),
    london(date(2027, 1, 5)), london(date(2027, 1, 7)), london(date(2027, 1, 12)),
)  # fmt: skip
"""When each rung hears: a quarter of an hour late, then one, two and three working days apart."""


@pytest.mark.parametrize("organisation", LADDERS)
def test_issue_3_point_6_every_rung_of_every_pack_hears_in_turn_and_once(
    world: FakeWorld, organisation: str
):
    ours = world.ports.policies.organisation(OrganisationId(organisation))
    crew = [
        replace(a_member_of_staff(f"{role.title()} X", id=role, roles=(role,)), organisation=ours.id)
        for role in LADDERS[organisation]
    ]
    world.directory.people = tuple(crew)
    subject = world.ports.policies.current(ours).pack.subjects[0].code
    query = an_intake(subject=subject, contact_type=ContactType.QUERY)
    open_case(query, organisation=ours, by=PUBLIC, ports=world.ports)
    call, occasion = CallBack(crew[0].id, "What happens next", CALL), world.ports.occasion(PUBLIC)
    act_for_system(
        NUMBER,
        lambda file, terms: agree_callback(file, call, terms=terms, occasion=occasion),
        world.ports,
    )
    world.deliver()
    world.mail.sent.clear()

    for at in UNANSWERED:
        before = at - timedelta(minutes=1)
        tick(world, before, at, at)

    told = [(kind, mail.to) for mail in world.mail.sent for kind in [mail.subject.split()[-1]]]
    heard = [(kind, [each.staff for each in to]) for kind, to in told if kind != "reminder"]
    assert heard == [("breach", [crew[0].id]), *(("escalation", [each.id]) for each in crew[1:])]


def test_after_an_outage_everybody_passed_over_hears_once_and_so_does_the_handler(
    handled: FakeWorld,
):
    tick(handled, RUNG_4)

    heard = {person.id: kinds(handled, person) for person in (HANDLER, OFFICE, MANAGER, PARTNER)}
    assert heard == {
        HANDLER.id: ["escalation"],
        OFFICE.id: ["escalation"],
        MANAGER.id: ["escalation"],
        PARTNER.id: ["escalation"],
    }


def test_who_holds_two_rungs_gets_one_mail(handled: FakeWorld):
    both = a_member_of_staff("Bo Both", roles=("office_manager", "complaints_manager"))
    handled.directory.people = (HANDLER, both, PARTNER)

    tick(handled, RUNG_3)

    assert kinds(handled, both) == ["escalation"]


def test_a_handler_who_holds_a_rung_too_hears_once_after_an_outage(handled: FakeWorld):
    case = handled.cases.load(NUMBER).case
    asked = Assignment(OFFICE.id)
    assign_case(Request(MANAGER, case.reference, case.version), asked, handled.ports)
    handled.deliver()
    handled.mail.sent.clear()

    tick(handled, RUNG_4)

    assert kinds(handled, OFFICE) == ["escalation"]


def test_what_is_for_an_absent_handler_goes_to_the_deputy_and_the_case_stays_hers(handled: FakeWorld):
    away(handled, HANDLER, deputy=OFFICE)

    tick(handled, BREACH)

    assert (kinds(handled, HANDLER), kinds(handled, OFFICE)) == ([], ["breach"])
    file = handled.cases.load(NUMBER)
    assert file.case.handler == HANDLER.id
    (sent,) = (e for e in file.events if e.facts.get("reached") == [OFFICE.id])
    assert sent.type is EventType.MESSAGE_SENT


def test_a_chain_of_deputies_is_followed_to_somebody_who_is_there(handled: FakeWorld):
    away(handled, HANDLER, deputy=OFFICE)
    away(handled, OFFICE, deputy=PARTNER)

    tick(handled, BREACH)

    assert kinds(handled, PARTNER) == ["breach"]


def test_deputies_in_a_circle_who_are_all_away_leave_it_to_the_holders_of_the_role(
    handled: FakeWorld,
):
    away(handled, HANDLER, deputy=OFFICE)
    away(handled, OFFICE, deputy=HANDLER)

    tick(handled, BREACH)

    # The clock is the complaints manager's.
    assert kinds(handled, MANAGER) == ["breach"]
    assert (kinds(handled, HANDLER), kinds(handled, OFFICE)) == ([], [])


def test_a_rung_that_nobody_holds_passes_to_the_next_and_is_an_alarm(handled: FakeWorld):
    handled.directory.people = tuple(person for person in EVERYBODY if person != OFFICE)

    tick(handled, RUNG_2)

    assert kinds(handled, MANAGER) == ["escalation"]
    assert vacancies(handled) == ["office_manager"]


def test_a_vacant_complaints_manager_is_an_alarm_and_the_partner_hears(world: FakeWorld):
    world.directory.people = (HANDLER, PARTNER)

    open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()

    assert kinds(world, PARTNER) == ["alert"]
    assert vacancies(world) == ["complaints_manager"]


def test_where_everybody_is_away_it_goes_to_whom_it_was_for_rather_than_nowhere(handled: FakeWorld):
    for person in (HANDLER, OFFICE, MANAGER, PARTNER):
        away(handled, person)

    tick(handled, BREACH)

    assert kinds(handled, HANDLER) == ["breach"]
    assert vacancies(handled) == []


def test_absence_ends_with_its_last_day(handled: FakeWorld):
    arranged = Arrangements(HANDLER.id, OFFICE.id, (Absence(date(2026, 12, 1), date(2027, 1, 3)),))
    handled.arrangements.save(PRACTICE.id, arranged, seen=Arrangements(HANDLER.id))

    tick(handled, BREACH)

    assert kinds(handled, HANDLER) == ["breach"]


def test_a_deputy_who_has_left_is_nobody(handled: FakeWorld):
    away(handled, HANDLER, deputy=a_member_of_staff("Lou Left", id="lou.left"))

    tick(handled, BREACH)

    assert kinds(handled, MANAGER) == ["breach"]


def test_nothing_is_escalated_in_another_organisation(handled: FakeWorld):
    stranger = a_member_of_staff("Sam Strange", id="sam.strange", roles=("office_manager",))
    handled.directory = FakeDirectory([*handled.directory.people, _elsewhere(stranger)])

    tick(handled, RUNG_2)

    assert kinds(handled, stranger) == []


def _elsewhere(person: Staff) -> Staff:
    return replace(person, organisation=OrganisationId("kestrel-reports"), id=StaffId("sam"))


def test_every_night_a_role_that_nobody_holds_is_found_before_it_is_needed(world: FakeWorld):
    world.directory.people = tuple(person for person in EVERYBODY if person != PARTNER)

    assert find_vacancies(world.ports) == 1
    assert vacancies(world) == ["partner"]


def test_a_practice_whose_roles_are_all_held_misses_nobody(world: FakeWorld):
    assert find_vacancies(world.ports) == 0


def test_an_organisation_without_staff_is_not_at_work_yet(world: FakeWorld):
    world.directory.people = ()

    assert find_vacancies(world.ports) == 0
