"""What cannot be taken back, or gives much away at once, is done by somebody who signed in of late:
whoever sits down at an open screen does none of it.
"""

from __future__ import annotations

from datetime import timedelta

from chalicelib.application.sign_in import SignInAgain, StaffDoor
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action, PolicyPack

AFRESH = frozenset(
    {
        Action.ERASE,
        Action.DECIDE_DISPOSAL,
        Action.ORDER_COPY,
        Action.PUBLISH_POLICY,
        Action.MANAGE_STAFF,
    }
)
"""Erasing, copies of everything that is held of somebody, the policy, and who may do what.
Source: OWASP ASVS 4.0.3, 3.7.1.
"""


def require_afresh(
    action: Action, staff: StaffId, token: str, door: StaffDoor, pack: PolicyPack
) -> None:
    """Raises: SignInAgain, where the action asks for it and the session is older than the pack says."""
    if action not in AFRESH:
        return
    within = timedelta(minutes=int(str(pack.settings["session.afresh_minutes"].value)))
    if door.sessions.age(staff, token) > within:
        raise SignInAgain
