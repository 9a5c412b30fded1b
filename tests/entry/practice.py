"""A practice with one complaint, and Ada, whom it can be about: for tests of who may know what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalice.test import Client, HTTPResponse

from chalicelib.application.open_case import open_case
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.reference import Reference
from tests.builders import PRACTICE, a_member_of_staff, an_intake
from tests.entry.visitors import Browser, Program, version_of
from tests.fakes import FakeWorld

ADA = a_member_of_staff("Ada Accused", roles=("case_handler", "call_handler", "secretary"))
HIDDEN = ("Asha", "Verity", "asha@patients.example", "blood test")
"""What would tell of the case."""


@dataclass
class Practice:
    """A case of the practice, and whoever works there."""

    world: FakeWorld
    client: Client
    reference: Reference

    @property
    def page(self) -> str:
        return f"/staff/cases/{self.current.in_url}"

    @property
    def api(self) -> str:
        return f"/api/cases/{self.current.in_url}"

    @property
    def current(self) -> Reference:
        """The reference with the present handler's initials (S0-3)."""
        return self.world.cases.load(self.reference.number).case.reference

    def browser(self, who: str) -> Browser:
        return Browser(self.client, who)

    def program(self, who: str) -> Program:
        return Program(self.client, who)

    def does(self, who: str, command: str, **asked: Any) -> HTTPResponse:
        """A command by a program, on the version that it sees now."""
        body = {"version": version_of(self.world, self.reference), **asked}
        return self.program(who).post(f"{self.api}/{command}", body)

    def did(self, who: str, command: str, **asked: Any) -> None:
        answer = self.does(who, command, **asked)
        assert answer.status_code == 200, answer.json_body

    def restricted(self, *named: str) -> None:
        self.did("complaints.manager", "restricted-access", text="About a colleague", named=named)

    def is_about_ada(self) -> None:
        asked = {"name": "Ada Accused", "concerned": "staff_subject", "staff": ADA.id}
        self.did("complaints.manager", "staff-concerned", **asked)


def practice_of(world: FakeWorld, client: Client) -> Practice:
    """The practice, where a complaint came in a moment ago."""
    world.directory.enrol(ADA)
    world.sign_in.enrol(ADA)
    received = open_case(an_intake(), organisation=PRACTICE, by=PUBLIC, ports=world.ports)
    world.deliver()
    return Practice(world, client, received.reference)


def tells(answer: HTTPResponse) -> list[str]:
    """What an answer gives away of the case."""
    return [word for word in HIDDEN if word in answer.body.decode()]
