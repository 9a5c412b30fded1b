"""Who is signed in: a token of the pool, a session that stands, and a person of the directory."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from chalicelib.application.ports import Ports, Reading
from chalicelib.application.sign_in import Identity, SessionEnded, StaffDoor
from chalicelib.domain.errors import NotAllowed
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Staff


def who_is_in(token: str, door: StaffDoor, world: Reading | Ports) -> Staff:
    """Whoever presents this token, with the roles that both the token and the directory give.

    Raises: SignInRequired; SessionEnded, also after they signed out or did nothing for long;
    NotAllowed, for somebody who is known and has no role here.
    """
    identity = door.pool.who(token)
    try:
        person = member(identity, world)
    except NotAllowed:
        if not door.sessions.stands(identity.staff, token, idle=timedelta.max):
            raise SessionEnded from None
        raise
    terms = world.policies.current(world.policies.organisation(person.organisation))
    if not door.sessions.stands(identity.staff, token, idle=idle_end(terms.pack)):
        raise SessionEnded
    return person


def idle_end(pack: PolicyPack) -> timedelta:
    """After how long without a request a session ends. Source: OWASP ASVS 4.0.3, 3.3.2."""
    return timedelta(minutes=int(str(pack.settings["session.idle_minutes"].value)))


def member(identity: Identity, world: Reading | Ports) -> Staff:
    """Them in whichever organisation they work: one pool of sign-ins serves all. Raises: NotAllowed."""
    found = (world.directory.find(each.id, identity.staff) for each in world.policies.organisations())
    person = next((person for person in found if person), None)
    roles = person.roles & identity.roles if person else frozenset()
    if person is None or not roles:
        raise NotAllowed("You are signed in, but you have no role here. Ask your manager for one")
    return replace(person, roles=roles)
