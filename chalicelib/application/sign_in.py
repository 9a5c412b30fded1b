"""Who somebody is: what a sign-in must answer. The roles are the pool's, the person the directory's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import RoleCode, StaffId


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
        """A session. Raises: SignInRefused, the same whatever was wrong; Unavailable."""

    def who(self, token: str) -> Identity:
        """Who presents the token. Raises: SignInRequired, if it is not ours or has expired."""
