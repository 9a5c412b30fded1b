"""A user pool and its sessions in memory."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from chalicelib.application.sign_in import (
    CodeRefused,
    Identity,
    PasswordRefused,
    Session,
    SignInRefused,
    Step,
    StepKind,
)
from chalicelib.domain.errors import SignInRequired
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.staff import Staff
from tests.builders import EVERYBODY


class FakeSignIn:
    """Everybody's password is `right`, their code 123456; a token is the person's name.

    Whoever is among `newcomers` must choose a password first; whoever is among `with_app` is asked for
    a code.
    """

    CODE = "123456"

    def __init__(self, people: Iterable[Staff] = EVERYBODY) -> None:
        self._people = {person.id: person for person in people}
        self.newcomers: set[str] = set()
        self.with_app: set[str] = set()
        self.passwords: dict[str, str] = {}
        self.mailed: list[str] = []

    def enrol(self, person: Staff) -> None:
        self._people[person.id] = person

    def sign_in(self, username: str, password: str) -> Session | Step:
        known = StaffId(username) in self._people
        if not known or password != self.passwords.get(username, "right"):
            raise SignInRefused
        if username in self.newcomers:
            return Step(StepKind.NEW_PASSWORD, username, key="proof")
        return self._after_password(username)

    def answer(self, step: Step, code: str) -> Session | Step:
        if code != self.CODE:
            raise CodeRefused
        return self._session(step.username, by_code=True)

    def choose_password(self, step: Step, password: str) -> Session | Step:
        self._keep(step.username, password)
        self.newcomers.discard(step.username)
        return self._after_password(step.username)

    def begin_second_factor(self, access: str) -> str:
        return "JBSWY3DPEHPK3PXP"

    def confirm_second_factor(self, access: str, code: str) -> None:
        if code != self.CODE:
            raise CodeRefused
        self.with_app.add(access)

    def send_code(self, username: str) -> None:
        if StaffId(username) in self._people:
            self.mailed.append(username)

    def renew_password(self, username: str, code: str, password: str) -> None:
        if username not in self.mailed or code != self.CODE:
            raise CodeRefused
        self._keep(username, password)

    def who(self, token: str) -> Identity:
        person = self._people.get(StaffId(token))
        if person is None:
            raise SignInRequired("Your session has ended. Sign in again")
        return Identity(person.id, person.roles)

    def _keep(self, username: str, password: str) -> None:
        if len(password) < 14:
            raise PasswordRefused
        self.passwords[username] = password

    def _after_password(self, username: str) -> Session | Step:
        if username in self.with_app:
            return Step(StepKind.CODE, username, key="proof")
        return self._session(username, by_code=False)

    @staticmethod
    def _session(username: str, *, by_code: bool) -> Session:
        return Session(token=username, expires_in=3600, access=username, by_code=by_code)


class FakeSessions:
    """Every session stands that nobody has ended: a fake token needs no sign-in."""

    def __init__(self) -> None:
        self.begun: list[tuple[str, str]] = []
        self.ended: set[tuple[str, str]] = set()
        self.ended_all: set[str] = set()
        self.ages: dict[str, timedelta] = {}

    def begin(self, staff: StaffId, session: Session) -> None:
        self.begun.append((staff, session.token))
        self.ended.discard((staff, session.token))
        self.ended_all.discard(staff)

    def stands(self, staff: StaffId, token: str, *, idle: timedelta) -> bool:
        return (staff, token) not in self.ended and staff not in self.ended_all

    def age(self, staff: StaffId, token: str) -> timedelta:
        return self.ages.get(token, timedelta())

    def end(self, staff: StaffId, token: str) -> None:
        self.ended.add((staff, token))

    def end_all(self, staff: StaffId) -> None:
        self.ended_all.add(staff)


class FakeAccounts:
    """What the pool was told, person by person."""

    def __init__(self) -> None:
        self.people: dict[str, Staff] = {}
        self.invited: list[str] = []
        self.without_app: list[str] = []

    def agree(self, person: Staff) -> None:
        if person.id not in self.people:
            self.invited.append(person.id)
        self.people[person.id] = person

    def invite(self, staff: StaffId) -> None:
        self.invited.append(staff)

    def forget_app(self, staff: StaffId) -> None:
        self.without_app.append(staff)
