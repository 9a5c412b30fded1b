"""Several organisations in one deployment: each person is let into their own, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from chalice.test import Client

from chalicelib.domain.calendar import london_date
from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId, TeamCode
from chalicelib.domain.reference import Reference
from tests.aws import RESOURCES
from tests.builders import MANAGER, POLICIES
from tests.entry.test_api_cases import a_call
from tests.entry.visitors import Program
from tests.fakes import FakeWorld

KESTREL = replace(
    MANAGER,
    id=StaffId("operations.manager"),
    name="Olu Operations",
    organisation=OrganisationId("kestrel-reports"),
    team=TeamCode("customer-experience"),
    roles=frozenset({RoleCode("operations_manager")}),
)


@pytest.fixture
def kestrel(world: FakeWorld, app_client: Client) -> Program:
    world.directory.enrol(KESTREL)
    world.sign_in.enrol(KESTREL)
    return Program(app_client, KESTREL.id)


def test_staff_of_another_organisation_work_under_their_own_policy(world: FakeWorld, kestrel: Program):
    call = a_call(subject="service")

    case = kestrel.post("/api/cases", call, Idempotency_Key="one").json_body

    assert case["policy"] == "three-stage v1"
    assert [each["clock"] for each in case["deadlines"]] == ["S3-1", "UPDATE"]
    assert case["reference"].startswith("KMR/")
    received = london_date(world.clock.now())
    assert case["deadlines"][0]["due"] == (
        POLICIES.current(POLICIES.organisation(KESTREL.organisation))
        .calendar.add_working_days(received, 3)
        .isoformat()
    )


def test_the_case_of_one_organisation_is_not_found_by_another(kestrel: Program, reference: Reference):
    assert kestrel.get(f"/api/cases/{reference.in_url}").status_code == 404


def test_every_role_of_every_pack_is_a_group_that_a_sign_in_can_carry():
    resources = yaml.safe_load(RESOURCES.read_text())["Resources"].values()
    groups = {
        each["Properties"]["GroupName"]
        for each in resources
        if each["Type"] == "AWS::Cognito::UserPoolGroup"
    }

    roles = {role for ref in POLICIES.packs() for role in POLICIES.pack(ref).roles}

    assert roles == groups
