"""Sign-ins follow the directory: what was decided about somebody is carried out in the user pool by
the function that hears the stream. The function that faces the internet cannot make an account.
"""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.organisation_history import ABOUT_STAFF, Decision, Entry


def follow_directory(entry: Entry, ports: Ports) -> None:
    """Make the sign-in say what the directory says now. Safe to run twice, late, or out of order: it
    looks at the directory, not at what the entry says of it. A repeated invitation is a second mail.

    Raises: Unavailable, and the stream tells it again.
    """
    if entry.decision not in ABOUT_STAFF:
        return
    staff = StaffId(entry.facts["staff"])
    everybody = ports.directory.now(entry.organisation)
    person = next((each for each in everybody if each.id == staff), None)
    if person is None:
        return
    ports.accounts.agree(person)
    if entry.decision is Decision.STAFF_INVITED:
        ports.accounts.invite(staff)
    if entry.decision is Decision.APP_FORGOTTEN:
        ports.accounts.forget_app(staff)
    if entry.decision in (Decision.ACCESS_ENDED, Decision.APP_FORGOTTEN):
        ports.sessions.end_all(staff)
