"""Whoever disagrees is heard rung by rung, and never twice by the same person (S1-54)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from chalice.test import Client, HTTPResponse

from chalicelib.application.assign_case import assign_case
from chalicelib.application.casework import Request
from chalicelib.application.open_case import open_case
from chalicelib.domain.calendar import london_date
from chalicelib.domain.casework import Assignment
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.reference import Reference
from chalicelib.domain.staff import Staff
from tests.builders import CHRISTMAS_EVE, a_member_of_staff, an_intake
from tests.entry.visitors import Browser, Program, said
from tests.fakes import FakeWorld

SCHEME = OrganisationId("beacon-indemnity")


def of_the_scheme(name: str, *roles: str) -> Staff:
    person = a_member_of_staff(name, roles=roles)
    return replace(person, organisation=SCHEME, team=TeamCode("claims"))


HANA = of_the_scheme("Hana Handler", "claims_handler")
LEA = of_the_scheme("Lea Leader", "team_leader")
DORA = of_the_scheme("Dora Director", "director_claims")
TED = of_the_scheme("Ted Technical", "technical_claims_director")
CLEO = of_the_scheme("Cleo Chief", "chief_executive")
RISEN = of_the_scheme("Rita Risen", "team_leader", "director_claims")
STAFF = (HANA, LEA, DORA, TED, CLEO, RISEN)
DUE = (london_date(CHRISTMAS_EVE) + timedelta(days=30)).isoformat()


@dataclass
class Scheme:
    """The claims scheme at work on one case, over the API and the pages."""

    world: FakeWorld
    client: Client
    reference: Reference

    def appeal(self, by: Staff = LEA, **given: Any) -> HTTPResponse:
        asked = {"text": "The reasons leave out the letter.", "due": DUE, **given}
        return self._post(by, "appeal", asked)

    def decide(self, by: Staff, rung: int, *, upheld: bool = False, **given: Any) -> HTTPResponse:
        asked = {"rung": rung, "upheld": upheld, "text": "The letter came late.", **given}
        return self._post(by, "appeal-decision", asked)

    def climbed(self, *deciders: Staff) -> None:
        """The lowest rungs, each appealed to and decided by the next of these people."""
        for rung, person in enumerate(deciders, start=1):
            assert self.appeal().status_code == 200
            answer = self.decide(person, rung)
            assert answer.status_code == 200, answer.json_body

    def give_to(self, handler: Staff) -> None:
        """Give the case to somebody, whose initials it carries from then on."""
        case = self.world.cases.load(self.reference.number).case
        asked = Request(handler, case.reference, case.version)
        self.reference = assign_case(asked, Assignment(handler.id), self.world.ports).case.reference

    def page(self, by: Staff, name: str) -> str:
        return said(Browser(self.client, by.id).get(f"{self._staff}/do/{name}"))

    def send(self, by: Staff, name: str, **fields: object) -> HTTPResponse:
        version = self._version()
        return Browser(self.client, by.id).post(f"{self._staff}/do/{name}", version=version, **fields)

    def mails(self, address: str) -> list[str]:
        self.world.deliver()
        return [mail.subject.split()[-1] for mail in self.world.mail.to(address)]

    @property
    def _staff(self) -> str:
        return f"/staff/cases/{self.reference.in_url}"

    def _version(self) -> int:
        return self.world.cases.load(self.reference.number).case.version

    def _post(self, by: Staff, name: str, asked: dict[str, Any]) -> HTTPResponse:
        path = f"/api/cases/{self.reference.in_url}/{name}"
        return Program(self.client, by.id).post(path, {"version": self._version(), **asked})


@pytest.fixture
def scheme(world: FakeWorld, app_client: Client) -> Scheme:
    for person in STAFF:
        world.directory.enrol(person)
        world.sign_in.enrol(person)
    organisation = world.ports.policies.organisation(SCHEME)
    case = open_case(an_intake(), organisation=organisation, by=PUBLIC, ports=world.ports)
    world.deliver()
    world.mail.sent.clear()
    return Scheme(world, app_client, case.reference)


def test_s1_54_an_appeal_goes_up_rung_by_rung_and_each_decides_with_reasons(scheme: Scheme):
    scheme.climbed(HANA, LEA, TED, CLEO)

    fifth = scheme.appeal()
    assert fifth.status_code == 409
    assert "Every rung of the ladder of appeals has decided" in fifth.json_body["detail"]


def test_s1_54_an_appeal_straight_to_a_director_is_refused_and_told_whose_turn_it_is(scheme: Scheme):
    scheme.climbed(HANA)
    scheme.appeal()

    skipped = scheme.decide(DORA, 3)

    assert skipped.status_code == 409
    assert "Rung 2 decides next: Operational team leader" in skipped.json_body["detail"]


def test_s1_54_a_director_cannot_decide_in_the_place_of_the_team_leader(scheme: Scheme):
    scheme.climbed(HANA)
    scheme.appeal()

    refused = scheme.decide(DORA, 2)

    assert refused.status_code == 409
    assert "Rung 2 is decided by: Operational team leader" in refused.json_body["detail"]


@pytest.mark.parametrize("director", [DORA, TED], ids=lambda each: each.id)
def test_s1_54_either_director_decides_on_the_third_rung(scheme: Scheme, director: Staff):
    scheme.climbed(HANA, LEA, director)


def test_s1_54_who_decided_on_a_lower_rung_decides_on_no_higher_one(scheme: Scheme):
    scheme.climbed(HANA, RISEN)
    scheme.appeal()

    refused = scheme.decide(RISEN, 3)

    assert refused.status_code == 409
    assert "Who decided a lower rung cannot decide this one" in refused.json_body["detail"]


@pytest.mark.parametrize("end", ["mediation", "both"])
def test_s1_54_the_last_rung_can_end_in_mediation_alone_or_as_well(scheme: Scheme, end: str):
    scheme.climbed(HANA, LEA, DORA)
    scheme.appeal()

    assert scheme.decide(CLEO, 4, decided_by=end).status_code == 200


def test_s1_54_no_lower_rung_ends_in_mediation(scheme: Scheme):
    scheme.appeal()

    refused = scheme.decide(HANA, 1, decided_by="mediation")

    assert refused.status_code == 422
    assert refused.json_body["errors"] == [
        {"field": "decided_by", "message": "Rung 1 does not end in mediation"}
    ]


def test_s1_54_nobody_appeals_again_before_the_rung_has_decided(scheme: Scheme):
    scheme.appeal()

    refused = scheme.appeal()

    assert refused.status_code == 409
    assert "An appeal waits for rung 1: Claims handler" in refused.json_body["detail"]


def test_s1_54_a_decision_without_reasons_or_without_an_appeal_is_refused(scheme: Scheme):
    assert scheme.decide(HANA, 1).status_code == 409
    scheme.appeal()

    refused = scheme.decide(HANA, 1, text=" ")

    assert refused.status_code == 422
    assert [each["field"] for each in refused.json_body["errors"]] == ["text"]


def test_both_holders_of_the_third_rung_are_told_at_once(scheme: Scheme):
    scheme.climbed(HANA, LEA)
    scheme.world.deliver()
    scheme.world.mail.sent.clear()

    scheme.appeal()

    assert scheme.mails(DORA.email) == scheme.mails(TED.email) == ["notice"]
    assert scheme.mails(CLEO.email) == []


def test_the_handler_and_the_person_are_told_that_the_appeal_was_decided(scheme: Scheme):
    scheme.give_to(LEA)
    scheme.appeal()
    scheme.world.deliver()
    scheme.world.mail.sent.clear()

    scheme.decide(HANA, 1, upheld=True)

    assert scheme.mails("asha@patients.example") == ["written_to"]
    assert scheme.mails(LEA.email) == ["notice"]


def test_the_clock_of_an_appeal_runs_to_the_day_that_was_told(scheme: Scheme):
    raised = scheme.appeal().json_body

    running = {each["clock"]: each["due"] for each in raised["deadlines"]}
    assert DUE in [due for clock, due in running.items() if clock.startswith("APPEAL")]


def test_a_day_that_has_passed_is_refused_beside_its_field(scheme: Scheme):
    refused = scheme.appeal(due="2026-12-01")

    assert refused.status_code == 422
    assert refused.json_body["errors"] == [{"field": "due", "message": "This date has passed"}]


def test_the_page_offers_the_rung_whose_turn_it_is_and_keeps_what_was_typed(scheme: Scheme):
    scheme.appeal()

    page = scheme.page(DORA, "appeal-decision")
    refused = scheme.send(
        DORA, "appeal-decision", rung="3", upheld="no", decided_by="holder", text="My reasons"
    )

    assert "3: Director of claims management or Technical claims director" in page
    assert refused.status_code == 409
    assert "Rung 1 decides next: Claims handler" in said(refused)
    assert "My reasons" in refused.body.decode()


def test_the_case_tells_who_decided_on_which_rung(scheme: Scheme):
    scheme.climbed(HANA)

    page = said(Browser(scheme.client, LEA.id).get(f"/staff/cases/{scheme.reference.in_url}"))

    assert "To rung 1 (claims handler)" in page
    assert "Not upheld on rung 1 (claims handler). By whoever holds the rung" in page


def test_an_organisation_without_a_ladder_of_appeals_says_so(program: Program, reference: Reference):
    path = f"/api/cases/{reference.in_url}/appeal"

    refused = program.post(path, {"version": 1, "text": "No", "due": "2027-01-20"})

    assert refused.status_code == 409
    assert "There is no ladder of appeals under this policy" in refused.json_body["detail"]
