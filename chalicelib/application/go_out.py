"""Signing out: here, or everywhere. The token is worth nothing afterwards, whoever kept it."""

from __future__ import annotations

from chalicelib.application.sign_in import StaffDoor
from chalicelib.domain.errors import SignInRequired
from chalicelib.domain.identifiers import StaffId


def go_out(token: str, door: StaffDoor) -> None:
    """End this session. Raises: SignInRequired, for a token that is nobody's.

    Source: OWASP ASVS 4.0.3, 3.3.1.
    """
    door.sessions.end(_owner(token, door), token)


def go_out_everywhere(staff: StaffId, door: StaffDoor) -> None:
    """End every session of somebody who is signed in. Source: OWASP ASVS 4.0.3, 3.3.4."""
    door.sessions.end_all(staff)


def _owner(token: str, door: StaffDoor) -> StaffId:
    if not token:
        raise SignInRequired("Sign in to continue")
    return door.pool.who(token).staff
