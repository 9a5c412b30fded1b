"""A claim on the pages of staff: what comes next, whose turn it is, and forms that lose nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chalice.test import Client

from chalicelib.domain.case import CaseFile
from chalicelib.domain.claim_members import members_of
from chalicelib.domain.claim_standing import ClaimState, claim_state_of
from chalicelib.domain.damages import Route
from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId, TeamCode
from tests.builders import SCHEME, a_member_of_staff
from tests.claim_way import ONE, OTHER, claims_on_their_way
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

BEACON = OrganisationId("beacon-indemnity")
WAYS = {
    f"routes-{number}-{part}": value
    for number, route in enumerate(Route, 1)
    for part, value in (("route", str(route)), ("answer", "considered"), ("reason", "Discussed"))
}


def at(state: ClaimState) -> CaseFile:
    """The last claim on its way that stands there, with somebody who has it."""
    file = next(f for f in reversed(claims_on_their_way()) if claim_state_of(f.events) is state)
    handled = replace(file.case, organisation=BEACON, handler=StaffId("hana.handler"))
    return replace(file, case=handled, messages=())


class Desk:
    """The people of the scheme at the pages of one claim."""

    def __init__(self, world: FakeWorld, client: Client, file: CaseFile) -> None:
        world.cases.files[file.case.number] = file
        world.cases.clocks[file.case.number] = file.clocks(SCHEME)
        self.world, self.client, self.version = world, client, file.case.version
        self.path = f"/staff/cases/{file.case.reference.initials}-{file.case.reference.number}"

    def page(self, role: str, below: str = "") -> str:
        return said(self._at(role).get(self.path + below))

    def sends(self, role: str, command: str, **typed: str) -> tuple[int, str]:
        answer = self._at(role).post(f"{self.path}/do/{command}", version=self.version, **typed)
        return answer.status_code, answer.body.decode()

    def _at(self, role: str) -> Browser:
        person = a_member_of_staff(f"Some {role}", roles=(RoleCode(role),))
        person = replace(person, organisation=BEACON, team=TeamCode("claims"))
        self.world.directory.enrol(person)
        self.world.sign_in.enrol(person)
        return Browser(self.client, person.id)


@pytest.mark.parametrize(
    ("state", "title", "button"),
    [
        (ClaimState.NOTIFIED, "Decide about the cover of each member", "Record the decision"),
        (ClaimState.SETTLED, "Pay what was agreed, and conclude the claim", "Conclude it"),
    ],
)
def test_s1_59_the_next_step_of_the_case_is_that_of_its_claim(
    world: FakeWorld, app_client: Client, state: ClaimState, title: str, button: str
):
    page = Desk(world, app_client, at(state)).page("claims_handler")

    assert f"Next step {title}" in page
    assert button in page


def test_s1_59_whoever_cannot_take_the_next_step_reads_whose_turn_it_is(
    world: FakeWorld, app_client: Client
):
    page = Desk(world, app_client, at(ClaimState.ADMISSION_RECOMMENDED)).page("claims_handler")

    assert "Authorise the admission, or say why not" in page
    assert "Your role does not allow this. It can be done by: Member’s contact" in page


def test_the_seven_ways_stand_in_the_form_and_nothing_that_was_typed_is_lost(
    world: FakeWorld, app_client: Client
):
    desk = Desk(world, app_client, at(ClaimState.LIABILITY_ASSESSED))
    assert desk.page("claims_handler", "/do/routes").count("What became of it") == 7

    twice = WAYS | {"routes-7-route": str(Route.PART36)}
    status, page = desk.sends("claims_handler", "routes", **twice)

    assert status == 422
    assert "Consider each of the seven ways once" in page
    assert page.count("Discussed") == 7
    assert desk.sends("claims_handler", "routes", **WAYS)[0] == 303


def test_s1_14_shares_that_make_no_whole_come_back_with_what_was_typed(
    world: FakeWorld, app_client: Client
):
    desk = Desk(world, app_client, at(ClaimState.NEGOTIATING))
    typed = {"decided": "no", "evidence": "Both records", "text": "By what each did"}
    rows = {"shares-1-member": "1", "shares-1-share": "60", "shares-2-member": "2"}

    status, page = desk.sends("claims_handler", "shares", **rows, **typed, **{"shares-2-share": "50"})

    assert status == 422
    assert "The shares of all members must make 100 per cent" in page
    assert "Both records" in page
    assert desk.sends("claims_handler", "shares", **rows, **typed, **{"shares-2-share": "40"})[0] == 303


def test_whoever_complained_learns_nothing_of_shares_on_the_page_of_staff_letters(
    world: FakeWorld, app_client: Client
):
    desk = Desk(world, app_client, at(ClaimState.SETTLED))

    status, page = desk.sends("team_leader", "writing", text="You get 60% from the practice")

    assert status == 422
    assert "the claimant’s side never learns it" in page
    assert "You get 60% from the practice" in page


@pytest.mark.parametrize(("who", "not_theirs"), [(ONE, "The trust"), (OTHER, "The practice")])
def test_s1_29_at_no_station_does_a_representative_read_of_the_other_member(
    world: FakeWorld, app_client: Client, who: StaffId, not_theirs: str
):
    person = a_member_of_staff("Some representative", roles=(RoleCode("member_contact"),))
    person = replace(person, id=who, organisation=BEACON, team=TeamCode("claims"))
    world.directory.enrol(person)
    world.sign_in.enrol(person)
    joined = (f for f in claims_on_their_way() if len(members_of(f.events)) > 1)

    for file in joined:
        desk = Desk(world, app_client, replace(file, case=replace(file.case, organisation=BEACON)))
        page = said(Browser(app_client, who).get(desk.path))
        case = Program(app_client, who).get(desk.path.replace("/staff", "/api"))
        assert "Also behind it 1 other member" in page
        assert not_theirs not in page + case.body.decode()


def test_s2_14_a_representative_of_another_member_is_told_that_the_claim_is_not_theirs(
    world: FakeWorld, app_client: Client
):
    page = Desk(world, app_client, at(ClaimState.SETTLED)).page("member_contact")

    assert "You speak for no member behind this claim" in page
    assert "The practice" not in page
