"""Undo on the whole app with its stream and its tick, to the postbox: issue 6, point 8."""

from __future__ import annotations

from datetime import timedelta

from chalicelib import wiring
from chalicelib.application.verify_chain import verify_chain
from chalicelib.domain.case import Case
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.staff import Staff
from chalicelib.entry.schedules import tick
from infra.local.pump import schedule_event
from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in
from tests.visitor import Visitor


def given(town: InProcess, grace: Visitor) -> str:
    """A complaint that was just given to Hal: its number."""
    _, _, number = complain(town)
    town.carry()
    town.clock.forward(timedelta(minutes=1))
    path = f"/staff/cases/WLP-{number}"
    version = grace.get(path).value("version")
    grace.post(f"{path}/do/assignment", version=version, handler="case.handler")
    return number


def after_a_while(town: InProcess) -> None:
    town.clock.forward(timedelta(minutes=6))
    tick(schedule_event(), None)
    town.carry()


def test_the_mail_of_what_was_undone_never_goes_and_the_other_one_goes_after_its_wait():
    with town_in_process(CHRISTMAS_EVE) as town:
        grace = sign_in(town, "complaints.manager")
        kept, mistaken = given(town, grace), given(town, grace)
        address = next(each.email for each in staff() if each.id == "case.handler")
        assert not town.mails(address, "", expected=0), "both wait"

        path = f"/staff/cases/{case(mistaken).reference.in_url}"
        grace.post(f"{path}/do/undo", version=grace.get(path).value("version"))
        after_a_while(town)

        subjects = [mail.subject for mail in town.mails(address, "", expected=1)]
        assert any(kept in subject for subject in subjects)
        assert not any(mistaken in subject for subject in subjects)
        assert case(mistaken).handler is None
        assert verify_chain(CaseNumber(mistaken), wiring.world().reading.cases) is None
        unassigned = grace.get("/staff/cases?view=unassigned").text
        assert mistaken in unassigned
        assert kept not in unassigned


def case(number: str) -> Case:
    return wiring.world().reading.cases.load(CaseNumber(number)).case


def staff() -> tuple[Staff, ...]:
    reading = wiring.world().reading
    (practice,) = (each for each in reading.policies.organisations() if each.id == "willow-lane")
    return reading.directory.staff(practice.id)
