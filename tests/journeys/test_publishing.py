"""A version goes live on the real adapters: looked at, published, carried out by the stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from chalicelib import wiring
from chalicelib.domain.case import CaseFile
from chalicelib.domain.reference import CaseNumber
from tests.builders import london
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in
from tests.visitor import Seen, Visitor

MONDAY = london(date(2026, 11, 30), 10)
SETTINGS = "/staff/organisation/policy"


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(MONDAY) as town:
        yield town


def publish(manager: Visitor, version: str, **choice: str) -> Seen:
    """Look at it, then press the button of that very page."""
    page = manager.get(f"{SETTINGS}/preview?policy={version}").html
    carried = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return manager.send(f"{SETTINGS}/publications", {**carried, **choice})


def loaded(number: str) -> CaseFile:
    return wiring.world().ports.cases.load(CaseNumber(number[-6:]))


def acknowledge_by(file: CaseFile) -> date:
    policies = wiring.world().ports.policies
    terms = policies.terms(file.case.policy, file.case.calendar_version, file.case.organisation)
    return next(clock.due for clock in file.clocks(terms) if clock.code == "ACK")


def test_a_version_is_published_for_new_cases_and_taken_back_with_a_revision_for_open_ones(
    town: InProcess,
):
    manager = sign_in(town, "complaints.manager")
    before = wiring.world().ports.policies.default_organisation().policy_version
    *_, old = complain(town)

    first = publish(manager, "v2")
    *_, new = complain(town)
    quicker = acknowledge_by(loaded(new))
    again = publish(manager, before, open_cases="move")
    town.carry()

    assert f"Policy: from {before} to v2" in first.text
    assert (acknowledge_by(loaded(old)), quicker) == (date(2026, 12, 3), date(2026, 12, 2))
    assert f"Policy: from v2 to {before}" in again.text
    assert loaded(new).case.policy.version == "v2"
    assert acknowledge_by(loaded(new)) == date(2026, 12, 3)
    assert "1 of 1 have it." in manager.get(SETTINGS).text
    said = manager.get(f"/staff/cases/WLP-{new[-6:]}").text
    assert "because a new version of the policy gives more time" in said
