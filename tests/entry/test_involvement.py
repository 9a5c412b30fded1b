"""Other organisations in a case through its doors: recorded, a lead suggested and confirmed (S2-25)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.reference import Reference
from tests.entry.visitors import Browser, Program, version_of
from tests.fakes import FakeWorld

ISSUES = [{"text": f"Issue {n}", "subject": "communications"} for n in (1, 2, 3)]


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def desk(program: Program, world: FakeWorld, reference: Reference) -> Any:
    """Does a command by a program; the answer."""

    def does(command: str, **asked: object) -> Any:
        body = {"version": version_of(world, reference), **asked}
        return program.post(f"/api/cases/{reference.in_url}/{command}", body)

    assert does("issues", issues=ISSUES).status_code == 200
    return does


def test_s2_25_the_page_and_the_api_tell_the_tie_until_a_person_confirms_who_leads(
    desk: Any, manager: Browser, reference: Reference
):
    page = f"/staff/cases/{reference.in_url}"
    desk("organisation", kind="provider", organisation="The trust", issues=["1"], grade=3)
    even = desk("organisation", kind="provider", organisation="A hospice", issues=["2"], grade=3)

    assert even.json_body["suggested_leads"] == ["1", "2"]
    shown = manager.get(page).body.decode()
    assert "By the rule these are even: The trust, A hospice" in shown
    refused = desk("lead", lead="2")
    assert [each["field"] for each in refused.json_body["errors"]] == ["text"]
    assert desk("lead", lead="2", text="Agreed by telephone").json_body["lead"] == "2"
    assert "A hospice, decided by people" in manager.get(page).body.decode()


def test_s2_25_the_form_of_the_lead_says_whom_the_rule_suggests(
    desk: Any, manager: Browser, reference: Reference
):
    desk("organisation", kind="provider", organisation="The trust", issues=["1", "2"], grade=4)

    form = manager.get(f"/staff/cases/{reference.in_url}/do/lead").body.decode()

    assert "Suggested by the rule" in form
    assert "The trust" in form


def test_c_30_the_commissioners_reference_is_asked_for_beside_its_field(
    desk: Any, manager: Browser, reference: Reference
):
    asked = {"has": "investigates", "text": "They wrote"}

    answer = desk("commissioner-check", **asked)
    assert [each["field"] for each in answer.json_body["errors"]] == ["reference"]
    told = desk("commissioner-check", **asked, reference="ICB-0001")
    assert told.json_body["commissioner_has"] == "investigates"
    shown = manager.get(f"/staff/cases/{reference.in_url}").body.decode()
    assert "Yes, and the commissioner investigates it" in shown
