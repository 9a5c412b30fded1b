"""Who somebody is: what a sign-in must answer. The roles are the pool's, the person the directory's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.errors import Fault, Invalid, SignInRequired
from chalicelib.domain.identifiers import RoleCode, StaffId


class SessionEnded(SignInRequired):
    """Somebody was signed in, and their session's time is over, or they signed out of it."""

    code = "session_ended"

    def __init__(self) -> None:
        super().__init__("Your session has ended. Sign in again to carry on")


class SignInAgain(SignInRequired):
    """What somebody asks for is done only shortly after signing in, and that was longer ago."""

    code = "sign_in_again"

    def __init__(self) -> None:
        super().__init__("Sign in again: this is done only shortly after signing in")


class SignInRefused(SignInRequired):
    """No session for this name and password. The words are the same whatever was wrong."""

    code = "sign_in_refused"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or "The user name or the password is not right")


class CodeRefused(SignInRefused):
    """The code of the authenticator app, or of the mail, is not the one that is asked for."""

    code = "code_refused"

    def __init__(self) -> None:
        super().__init__("The code is not right, or it does not work any more")


class StepOver(SignInRequired):
    """Between two steps of signing in more time went by than the pool allows."""

    code = "sign_in_took_too_long"

    def __init__(self) -> None:
        super().__init__("Signing in took too long. Start again")


class StepNeeded(SignInRequired):
    """The password is right, and a program must bring something else, or a person must do something."""

    code = "sign_in_step_needed"

    def __init__(self, step: Step) -> None:
        super().__init__(_NEEDED[step.kind])


class PasswordRefused(Invalid):
    """The new password breaks the pool's rules, was used before, or is one that others guess first."""

    def __init__(self, message: str = "") -> None:
        message = message or "Choose a password of at least 14 characters"
        super().__init__([Fault("password", message)])


class StepKind(StrEnum):
    """What stands between a right password and a session."""

    NEW_PASSWORD = "new_password"  # noqa: S105 the name of a step
    CODE = "code"
    SET_UP = "set_up"
    FORGOTTEN = "forgotten"


_NEEDED = {
    StepKind.NEW_PASSWORD: "Somebody else chose your password. Choose a new one on the sign-in page",
    StepKind.CODE: "Send the code of your authenticator app as `code` too",
    StepKind.SET_UP: "Set up an authenticator app on the sign-in page first",
    StepKind.FORGOTTEN: "Choose a new password on the sign-in page",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody's name and password as they typed them. `sets_up`: they want an authenticator app, or
    a new one.
    """

    username: str
    password: str
    sets_up: bool = False

    @property
    def name(self) -> str:
        """The name as the pool knows it: capitals and spaces round it do not count."""
        return plain_name(self.username)


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody must do before they are signed in. `key` is the pool's proof of what they did so
    far, `secret` what their authenticator app is to know (only where it is set up).
    """

    kind: StepKind
    username: str
    key: str = ""
    secret: str = ""
    sets_up: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in session: a token to present with every request, and its life in seconds.

    `access` lets its owner set up an authenticator app at the pool, and is kept nowhere. `by_code`
    says that a second factor was given.
    """

    token: str
    expires_in: int
    access: str = ""
    by_code: bool = False


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a token says is asking, and the roles that it carries."""

    staff: StaffId
    roles: frozenset[RoleCode]


class SignIn(Protocol):
    """The staff's user pool. Every method raises Unavailable where the pool does not answer."""

    def sign_in(self, username: str, password: str) -> Session | Step:
        """A session, or what comes first. Raises: SignInRefused, the same whatever was wrong."""

    def answer(self, step: Step, code: str) -> Session | Step:
        """The same, for the code of somebody's authenticator app. Raises: CodeRefused, StepOver."""

    def choose_password(self, step: Step, password: str) -> Session | Step:
        """The same, for a password of one's own. Raises: PasswordRefused, StepOver."""

    def begin_second_factor(self, access: str) -> str:
        """A new secret for an authenticator app, in base 32. Raises: StepOver."""

    def confirm_second_factor(self, access: str, code: str) -> None:
        """Ask for codes from now on, if this one is right. Raises: CodeRefused, StepOver."""

    def send_code(self, username: str) -> None:
        """Mail a code for a new password, if there is such a person; nobody is told whether."""

    def renew_password(self, username: str, code: str, password: str) -> None:
        """Change the password of whoever got the code. Raises: CodeRefused, PasswordRefused."""

    def who(self, token: str) -> Identity:
        """Who presents the token. Raises: SignInRequired, if it is not ours; SessionEnded if it was."""


class Sessions(Protocol):
    """Which sessions stand. A token alone opens nothing: its session must have been begun here, so that
    it can be ended before its time.
    """

    def begin(self, staff: StaffId, session: Session) -> None:
        """Let the session stand until its time is over."""

    def stands(self, staff: StaffId, token: str, *, idle: timedelta) -> bool:
        """Whether it was begun, nobody ended it, and somebody used it within the time `idle`. May be up
        to half a minute late to say no.
        """

    def age(self, staff: StaffId, token: str) -> timedelta:
        """How long ago it was begun; without end where it does not stand."""

    def end(self, staff: StaffId, token: str) -> None:
        """Sign out of this one."""

    def end_all(self, staff: StaffId) -> None:
        """Sign out everywhere."""


@dataclass(frozen=True, slots=True)
class StaffDoor:
    """All that letting staff in needs. `insists`: whoever's role asks for a second factor sets one up
    before they come in. Only a laptop does not insist. `breached` knows passwords of public lists.
    """

    pool: SignIn
    sessions: Sessions
    insists: bool
    breached: Callable[[str], bool]


def plain_name(typed: str) -> str:
    """A user name as the pool compares it.

    >>> plain_name(" Complaints.Manager ")
    'complaints.manager'
    """
    return typed.strip().casefold()
