"""Who somebody is: what a sign-in must answer. The roles are the pool's, the person the directory's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.errors import SignInRequired
from chalicelib.domain.identifiers import RoleCode, StaffId


class SessionEnded(SignInRequired):
    """Somebody was signed in, and their session's time is over."""

    code = "session_ended"

    def __init__(self) -> None:
        super().__init__("Your session has ended. Sign in again to carry on")


class SignInRefused(SignInRequired):
    """No session for this name and password. The words are the same whatever was wrong."""

    code = "sign_in_refused"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or "The user name or the password is not right")


class NewPasswordNeeded(SignInRefused):
    """The password is right, and it is one that somebody else chose: it must be changed first."""

    code = "new_password_needed"

    def __init__(self) -> None:
        super().__init__("You must choose a new password first. Ask your administrator how")


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in session: a token to present with every request, and its life in seconds."""

    token: str
    expires_in: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a token says is asking, and the roles that it carries."""

    staff: StaffId
    roles: frozenset[RoleCode]


class SignIn(Protocol):
    """The staff's user pool."""

    def sign_in(self, username: str, password: str) -> Session:
        """A session. Raises: SignInRefused, the same whatever was wrong; NewPasswordNeeded;
        Unavailable.
        """

    def who(self, token: str) -> Identity:
        """Who presents the token. Raises: SignInRequired, if it is not ours; SessionEnded if it was."""
