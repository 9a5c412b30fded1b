"""Coming in: a name and a password, then whatever else stands before a session.

Source: OWASP ASVS 4.0.3, 2.2.1 (no guessing for ever), 2.2.4 (a second factor), 3.3 (an end).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from chalicelib.application import limits
from chalicelib.application.ports import Ports
from chalicelib.application.sign_in import (
    Attempt,
    CodeRefused,
    PasswordRefused,
    Session,
    SignInRefused,
    StaffDoor,
    Step,
    StepKind,
    StepOver,
)
from chalicelib.application.who_is_in import member
from chalicelib.domain.errors import TooManyTries
from chalicelib.domain.staff import Staff


def come_in(attempt: Attempt, door: StaffDoor, ports: Ports) -> Session | Step:
    """A session, or what comes first.

    Raises: SignInRefused, the same whatever was wrong; TooManyTries, whoever it is; NotAllowed.
    """
    with no_guessing(attempt.name, ports):
        answer = door.pool.sign_in(attempt.name, attempt.password)
    return _next(answer, _asked(attempt), door, ports)


def answer_code(step: Step, code: str, door: StaffDoor, ports: Ports) -> Session | Step:
    """The same, after the code of an authenticator app. Raises: CodeRefused, StepOver, TooManyTries."""
    require_kind(step, StepKind.CODE)
    with no_guessing(step.username, ports):
        answer = door.pool.answer(step, digits_of(code))
        _refuse_second_use(step.username, digits_of(code), ports)
    return _next(answer, step, door, ports)


def choose_password(step: Step, password: str, door: StaffDoor, ports: Ports) -> Session | Step:
    """The same, after a password of one's own. Raises: PasswordRefused, StepOver."""
    require_kind(step, StepKind.NEW_PASSWORD)
    refuse_guessable(password, step.username, door)
    return _next(door.pool.choose_password(step, password), step, door, ports)


def confirm_app(step: Step, code: str, door: StaffDoor, ports: Ports) -> None:
    """Ask for codes of this app from now on; whoever has it signs in again with one.

    Raises: CodeRefused, StepOver, TooManyTries.
    """
    require_kind(step, StepKind.SET_UP)
    with no_guessing(step.username, ports):
        door.pool.confirm_second_factor(step.key, digits_of(code))


def refuse_guessable(password: str, username: str, door: StaffDoor) -> None:
    """Raises: PasswordRefused, for what others try first: a password of a public list of breaches, or
    one that holds the user name. Source: OWASP ASVS 4.0.3, 2.1.7; NIST SP 800-63B, 5.1.1.2.
    """
    if door.breached(password):
        raise PasswordRefused("This password is in a list of stolen passwords. Choose another one")
    if username in password.casefold():
        raise PasswordRefused("Choose a password without your user name in it")


def require_kind(step: Step, kind: StepKind) -> None:
    """Raises: StepOver, for a step that is not the one on this page."""
    if step.kind is not kind:
        raise StepOver


def digits_of(code: str) -> str:
    """A code as apps show it, without the space in its middle.

    >>> digits_of(" 123 456")
    '123456'
    """
    return "".join(code.split())


@contextmanager
def no_guessing(username: str, ports: Ports) -> Iterator[None]:
    """Let a name fail so often and no more, whether or not there is such a person."""
    if limits.reached(limits.FAILED_SIGN_INS, username, ports):
        raise TooManyTries("This was tried too often. Wait 15 minutes and try again")
    try:
        yield
    except SignInRefused:
        limits.note(limits.FAILED_SIGN_INS, username, ports)
        raise


def _refuse_second_use(username: str, code: str, ports: Ports) -> None:
    """Raises: CodeRefused, for a right code that was used: somebody looked over a shoulder.

    Source: OWASP ASVS 4.0.3, 2.8.4.
    """
    if not limits.is_within(limits.ONE_CODE, f"{username} {code}", ports):
        ports.log.info("code used twice")
        raise CodeRefused


def _asked(attempt: Attempt) -> Step:
    return Step(StepKind.CODE, attempt.name, sets_up=attempt.sets_up)


def _next(answer: Session | Step, before: Step, door: StaffDoor, ports: Ports) -> Session | Step:
    if isinstance(answer, Step):
        return replace(answer, sets_up=before.sets_up)
    identity = door.pool.who(answer.token)
    person = member(identity, ports)
    if before.sets_up or _must_set_up(person, answer, door, ports):
        secret = door.pool.begin_second_factor(answer.access)
        return Step(StepKind.SET_UP, before.username, answer.access, secret)
    door.sessions.begin(identity.staff, answer)
    return answer


def _must_set_up(person: Staff, session: Session, door: StaffDoor, ports: Ports) -> bool:
    if session.by_code or not door.insists:
        return False
    organisation = ports.policies.organisation(person.organisation)
    return ports.policies.current(organisation).pack.asks_second_factor(person.roles)
