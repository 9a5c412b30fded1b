"""Whatever stops in the middle: either a case and its mails, or neither, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.application.outgoing import OutgoingMail
from chalicelib.domain.errors import MailRefused, MailUnavailable
from chalicelib.entry.schedules import tick
from infra.local.pump import FunctionContext, schedule_event
from tests.builders import CHRISTMAS_EVE
from tests.journeys.in_process import InProcess, town_in_process
from tests.journeys.town import complain, sign_in
from tests.visitor import ANSWERS, Visitor

ASHA = ANSWERS["contact"]["email"]
GRACE = "complaints.manager@willow-lane.example"


class Killed(BaseException):
    """The process is gone: no code of ours catches this."""


class Dies:
    """A store whose process is killed at one moment of a save, once."""

    def __init__(self, cases: Any, *, before: bool) -> None:
        self._cases, self._before, self._dead = cases, before, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cases, name)

    def save(self, change: Any) -> None:
        if not self._dead and self._before:
            self._dead = True
            raise Killed
        self._cases.save(change)
        if not self._dead:
            self._dead = True
            raise Killed


class Stumbles:
    """A mail service that fails as it is told to, and then works."""

    def __init__(self, mail: Any, *failures: Exception | type[Killed]) -> None:
        self._mail, self._failures = mail, list(failures)

    def send(self, mail: OutgoingMail) -> str:
        failure = self._failures.pop(0) if self._failures else None
        if isinstance(failure, Exception):
            raise failure
        provider_id = self._mail.send(mail)
        if failure is not None:
            raise Killed
        return str(provider_id)

    def written(self, mail: OutgoingMail) -> bytes:
        return bytes(self._mail.written(mail))


@pytest.fixture
def town() -> Iterator[InProcess]:
    with town_in_process(CHRISTMAS_EVE) as town:
        yield town


def with_ports(**changed: Any) -> Any:
    """The same world with some of its ports replaced."""
    world = wiring.world()
    return wiring.visiting(replace(world, ports=replace(world.ports, **changed)))


@pytest.mark.parametrize("before", [True, False], ids=["before it is saved", "after it is saved"])
def test_a_process_killed_in_a_submit_leaves_one_case_or_none_and_the_next_press_one(
    town: InProcess, before: bool
):
    visitor = Visitor(town.browser)
    visitor.fill_in()
    with with_ports(cases=Dies(wiring.world().ports.cases, before=before)), pytest.raises(Killed):
        visitor.post("/complain/check")
    assert len(town.mails(ASHA, "WLP", expected=0)) == (0 if before else 1)

    seen = visitor.post("/complain/check")

    assert "Thursday 31 December 2026" in seen.text
    assert len(town.mails(ASHA, "WLP", expected=1)) == 1
    assert len(town.mails(GRACE, "WLP", expected=1)) == 1


def test_a_mail_service_that_refuses_is_shown_to_staff_who_can_send_it_again(town: InProcess):
    refusal = MailRefused("MessageRejected")
    with with_ports(mail=Stumbles(wiring.world().ports.mail, refusal, refusal)):
        _, _, number = complain(town)
        town.carry()
    assert town.mails(ASHA, number, expected=0) == []

    grace = sign_in(town, "complaints.manager")
    case = grace.get(f"/staff/cases/WLP-{number}")
    assert "Receipt" in case.text
    assert "Send it again" in case.text
    form = {"version": case.value("version"), "message": "receipt.1", "settlement": "send_again"}
    grace.send(f"/staff/cases/WLP-{number}/do/settlement", form)

    assert len(town.mails(ASHA, number, expected=1)) == 1


def test_a_mail_service_that_is_away_for_a_minute_is_asked_again(town: InProcess):
    away = MailUnavailable("Throttling")
    with with_ports(mail=Stumbles(wiring.world().ports.mail, away, away)):
        _, _, number = complain(town)
        town.carry()
    assert town.mails(ASHA, number, expected=0) == []

    town.clock.at = town.clock.at.replace(minute=town.clock.at.minute + 1)
    tick(schedule_event(), None)

    assert len(town.mails(ASHA, number, expected=1)) == 1
    assert len(town.mails(GRACE, number, expected=1)) == 1


def test_a_tick_whose_time_is_over_leaves_what_is_due_to_the_next_and_nothing_goes_twice(
    town: InProcess,
):
    _, _, number = complain(town)
    town.lose_what_the_stream_shows()
    town.clock.at = town.clock.at.replace(minute=town.clock.at.minute + 5)

    assert tick(schedule_event(), FunctionContext("tick", 10))["more_to_do"] == 1
    assert town.mails(ASHA, number, expected=0) == []
    assert tick(schedule_event(), FunctionContext("tick", 60))["more_to_do"] == 0
    assert tick(schedule_event(), FunctionContext("tick", 60))["looked_at"] == 0

    assert len(town.mails(ASHA, number, expected=1)) == 1
    assert len(town.mails(GRACE, number, expected=1)) == 1


def test_a_process_killed_between_sending_and_noting_it_asks_a_person_and_sends_nothing_twice(
    town: InProcess,
):
    _, _, number = complain(town)
    with (
        with_ports(mail=Stumbles(wiring.world().ports.mail, Killed, Killed)),
        pytest.raises(Killed),
    ):
        town.carry()
    town.mails(ASHA, number, expected=1)

    town.clock.at = town.clock.at.replace(minute=town.clock.at.minute + 15)
    tick(schedule_event(), None)
    town.carry()

    sent = [*town.mails(ASHA, number, expected=1), *town.mails(GRACE, number, expected=1)]
    receipts = [mail for mail in sent if "received your message" in mail.subject]
    assert len(receipts) == 1
    grace = sign_in(town, "complaints.manager")
    assert "They have it already" in grace.get(f"/staff/cases/WLP-{number}").text
