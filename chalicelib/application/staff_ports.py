"""The sign-ins of staff, as whoever keeps the directory needs them."""

from __future__ import annotations

from typing import Protocol

from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.staff import Staff


class StaffAccounts(Protocol):
    """The pool's accounts. They follow the directory; running anything twice changes nothing more.
    Every method raises Unavailable where the pool does not answer.
    """

    def agree(self, person: Staff) -> None:
        """Let the account say what the directory says: address, roles, whether they may sign in.

        Where there is none yet it is made, and the pool mails how to sign in.
        """

    def invite(self, staff: StaffId) -> None:
        """Mail a new first password, to somebody who never signed in."""

    def forget_app(self, staff: StaffId) -> None:
        """Let somebody in without the authenticator app that they lost, to set up another."""
