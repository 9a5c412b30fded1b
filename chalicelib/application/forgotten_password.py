"""A new password for somebody who forgot theirs: a code by mail, as the pool sends it."""

from __future__ import annotations

from chalicelib.application import limits
from chalicelib.application.come_in import (
    digits_of,
    no_guessing,
    refuse_guessable,
    require_kind,
)
from chalicelib.application.ports import Ports
from chalicelib.application.sign_in import StaffDoor, Step, StepKind, plain_name
from chalicelib.domain.identifiers import StaffId


def ask_for_code(username: str, source: str, door: StaffDoor, ports: Ports) -> Step:
    """Mail a code, if there is such a person; the answer is the same for everybody.

    Raises: TooManyTries, Unavailable.
    """
    name = plain_name(username)
    limits.require_within(limits.FORGET_A_PASSWORD, source, ports)
    limits.require_within(limits.FORGET_ONES_PASSWORD, name, ports)
    door.pool.send_code(name)
    return Step(StepKind.FORGOTTEN, name)


def renew_password(step: Step, code: str, password: str, door: StaffDoor, ports: Ports) -> None:
    """Change the password and sign out everywhere: whoever knew the old one is out.

    Raises: CodeRefused, PasswordRefused, StepOver, TooManyTries.
    """
    require_kind(step, StepKind.FORGOTTEN)
    refuse_guessable(password, step.username, door)
    with no_guessing(step.username, ports):
        door.pool.renew_password(step.username, digits_of(code), password)
    door.sessions.end_all(StaffId(step.username))
