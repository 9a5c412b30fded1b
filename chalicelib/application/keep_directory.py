"""Staff who manage staff decide who works here and as what. A decision is kept at once, in one
transaction with the person; the sign-in follows it (`follow_directory`).
"""

from __future__ import annotations

from collections.abc import Callable

from chalicelib.application.organisation_ports import Decided
from chalicelib.application.ports import Ports
from chalicelib.domain.errors import Fault, Invalid, NotFound, OrganisationChanged
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.organisation_history import Entry, after, next_entry
from chalicelib.domain.staff import Organisation, Staff
from chalicelib.domain.staff_directory import (
    Asked,
    Placed,
    change,
    end_access,
    forget_app,
    invite_again,
    join,
)


def take_on(user_name: str, asked: Asked, staff: Staff, *, version: int, ports: Ports) -> Entry:
    """Take somebody new on; they are mailed how to sign in.

    `version` is the one on the asker's screen. Raises: Invalid; OrganisationChanged.
    """
    organisation = ports.policies.organisation(staff.organisation)
    return begin_with(user_name, asked, organisation, staff.id, version=version, ports=ports)


def begin_with(
    user_name: str,
    asked: Asked,
    organisation: Organisation,
    by: StaffId,
    *,
    version: int,
    ports: Ports,
) -> Entry:
    """The same, decided by somebody who may be in no directory: whoever deploys lets the first one in.

    Raises: Invalid; OrganisationChanged.
    """
    _require_email(asked, ports)
    pack, name = ports.policies.current(organisation).pack, StaffId(user_name.strip())
    known = (ports.directory.now(each.id) for each in ports.policies.organisations())
    taken = any(person.id == name for people in known for person in people)
    placed = join(name, asked, organisation.id, pack=pack, taken=taken)
    return _kept(placed, by, version, ports)


def change_member(member: StaffId, asked: Asked, staff: Staff, *, version: int, ports: Ports) -> Entry:
    """Change what the directory says of somebody. Raises: NotFound; Invalid; RuleBroken;
    OrganisationChanged.
    """
    _require_email(asked, ports)
    organisation = ports.policies.organisation(staff.organisation)
    pack = ports.policies.current(organisation).pack
    placed = change(_member(member, staff, ports), asked, by=staff.id, pack=pack)
    return _kept(placed, staff.id, version, ports)


def end_access_of(member: StaffId, staff: Staff, *, version: int, ports: Ports) -> Entry:
    """Shut somebody out, at once. Raises: NotFound; RuleBroken; OrganisationChanged."""
    organisation = ports.policies.organisation(staff.organisation)
    pack = ports.policies.current(organisation).pack
    others = ports.directory.now(organisation.id)
    placed = end_access(_member(member, staff, ports), by=staff.id, others=others, pack=pack)
    return _kept(placed, staff.id, version, ports)


def invite_member_again(member: StaffId, staff: Staff, *, version: int, ports: Ports) -> Entry:
    """Mail somebody a new first password. Raises: NotFound; RuleBroken; OrganisationChanged."""
    return _kept(invite_again(_member(member, staff, ports)), staff.id, version, ports)


def forget_app_of(member: StaffId, staff: Staff, *, version: int, ports: Ports) -> Entry:
    """Forget the authenticator app that somebody lost. Raises: NotFound; RuleBroken;
    OrganisationChanged.
    """
    return _kept(forget_app(_member(member, staff, ports), by=staff.id), staff.id, version, ports)


Act = Callable[..., Entry]
ACTS: dict[str, Act] = {
    "end-access": end_access_of,
    "invite-again": invite_member_again,
    "forget-app": forget_app_of,
}
"""What is done to somebody with one press of a button, by its name in an address."""


def _member(member: StaffId, staff: Staff, ports: Ports) -> Staff:
    everybody = ports.directory.now(staff.organisation)
    found = next((each for each in everybody if each.id == member), None)
    if found is None:
        raise NotFound("There is nobody of this name in the directory")
    return found


def _require_email(asked: Asked, ports: Ports) -> None:
    try:
        if asked.email.strip():
            ports.fields.email(asked.email.strip())
    except ValueError:
        words = "Enter an email address, like name@example.com"
        raise Invalid([Fault("email", words)]) from None


def _kept(placed: Placed, by: StaffId, version: int, ports: Ports) -> Entry:
    organisation = placed.after.organisation
    chosen = ports.organisations.chosen(organisation)
    if chosen.version != version:
        raise OrganisationChanged
    entry = next_entry(
        chosen, organisation, placed.decision, facts=placed.facts, by=by, at=ports.clock.now()
    )
    ports.organisations.save(Decided(entry, after(chosen, entry), member=placed.after))
    ports.directory.look_again(organisation)
    return entry
