"""Who works here, and what may stand in the directory: each change is a decision of the organisation
about itself, kept in its history. Whether somebody may sign in follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from chalicelib.domain.errors import Fault, Invalid, RuleBroken
from chalicelib.domain.identifiers import OrganisationId, RoleCode, StaffId, TeamCode
from chalicelib.domain.organisation_history import Decision
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff import Staff

FIELDS = ("name", "initials", "email", "team")
"""What is typed of a member of staff besides the user name and the roles."""
LONGEST = 100
"""Characters of one field."""

USER_NAME = re.compile(r"[a-z][a-z0-9.-]{1,39}")
_INITIALS = re.compile(r"[A-Z]{2,4}")
_TEAM = re.compile(r"[a-z][a-z0-9-]{1,29}")

_REQUIRED = {
    "name": "Enter the name, as colleagues know it",
    "email": "Enter the email address for their notices and for signing in",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to stand in the directory of somebody, as it was typed. No role: no access."""

    name: str
    initials: str
    email: str
    team: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A change that may be made: the decision, the person before it and after it."""

    decision: Decision
    before: Staff | None
    after: Staff

    @property
    def facts(self) -> dict[str, object]:
        """What the history keeps: what was and what is instead, of each field that changed."""
        was, to = (member_facts(each) if each else {} for each in (self.before, self.after))
        changed = [field for field in to if was.get(field) != to[field]]
        return {
            "staff": self.after.id,
            "was": {field: was[field] for field in changed if field in was},
            "to": {field: to[field] for field in changed},
        }


def member_facts(person: Staff) -> dict[str, object]:
    """Somebody as an entry of the history keeps them."""
    fields = {field: str(getattr(person, field)) for field in FIELDS}
    return {**fields, "roles": sorted(person.roles)}


def join(
    user_name: str, asked: Asked, organisation: OrganisationId, *, pack: PolicyPack, taken: bool
) -> Placed:
    """Somebody new. `taken`: another has this user name, here or elsewhere in the pool of sign-ins.

    Raises: Invalid, which names each field.
    """
    faults = [*_name_faults(user_name, taken), *_faults(asked, pack), *_role_faults(asked)]
    if faults:
        raise Invalid(faults)
    return Placed(Decision.STAFF_JOINED, None, _written(StaffId(user_name), organisation, asked))


def change(person: Staff, asked: Asked, *, by: StaffId, pack: PolicyPack) -> Placed:
    """Other words, another team or other roles of somebody. Raises: Invalid; RuleBroken."""
    faults = [*_faults(asked, pack), *_role_faults(asked)]
    if faults:
        raise Invalid(faults)
    after = _written(person.id, person.organisation, asked)
    if after == person:
        raise Invalid([Fault("name", "Nothing was changed")])
    if after.roles != person.roles:
        _require_another(person, by)
    return Placed(Decision.STAFF_CHANGED, person, after)


def end_access(person: Staff, *, by: StaffId, others: Iterable[Staff], pack: PolicyPack) -> Placed:
    """No role any more, and no way in. The name stays: the histories of cases hold it.

    Raises: RuleBroken, for oneself, for whoever has no access, or where nobody would be left who can
    let anybody in.
    """
    _require_another(person, by)
    _require_access(person)
    left = (each for each in others if each.id != person.id)
    if not any(pack.permits(each.roles, Action.MANAGE_STAFF) for each in left):
        raise RuleBroken("Nobody would be left who can give access. Give somebody else that role first")
    return Placed(Decision.ACCESS_ENDED, person, replace(person, roles=frozenset()))


def invite_again(person: Staff) -> Placed:
    """A new invitation, for somebody whose first password has run out. Raises: RuleBroken."""
    _require_access(person)
    return Placed(Decision.STAFF_INVITED, person, person)


def forget_app(person: Staff, *, by: StaffId) -> Placed:
    """Somebody has lost the phone with their authenticator app.

    Raises: RuleBroken, for oneself: a stolen session must not do away with the second factor.
    """
    _require_another(person, by)
    _require_access(person)
    return Placed(Decision.APP_FORGOTTEN, person, person)


def _written(staff: StaffId, organisation: OrganisationId, asked: Asked) -> Staff:
    return Staff(
        id=staff,
        name=asked.name.strip(),
        initials=asked.initials.strip().upper(),
        email=asked.email.strip(),
        organisation=organisation,
        team=TeamCode(asked.team.strip()),
        roles=frozenset(map(RoleCode, asked.roles)),
    )


def _require_another(person: Staff, by: StaffId) -> None:
    if person.id == by:
        raise RuleBroken("Nobody changes their own access. Ask a colleague who manages staff")


def _require_access(person: Staff) -> None:
    if not person.roles:
        raise RuleBroken(f"{person.name} has no access. Give them a role first")


def _name_faults(user_name: str, taken: bool) -> Iterator[Fault]:
    if not USER_NAME.fullmatch(user_name):
        words = "Enter a user name of small letters, digits, dots and hyphens, like grace.adeyemi"
        yield Fault("user_name", words)
    elif taken:
        yield Fault("user_name", "Somebody has this user name already. Choose another")


def _faults(asked: Asked, pack: PolicyPack) -> Iterator[Fault]:
    yield from _required(asked)
    if not _INITIALS.fullmatch(asked.initials.strip().upper()):
        yield Fault("initials", "Enter 2 to 4 letters: they stand in the references of their cases")
    if not _TEAM.fullmatch(asked.team.strip()):
        yield Fault("team", "Enter a team in small letters, like patient-services")
    if not asked.roles <= set(pack.roles):
        yield Fault("roles", "Choose roles of your organisation")


def _required(asked: Asked) -> Iterator[Fault]:
    typed: Mapping[str, str] = {"name": asked.name, "email": asked.email}
    for field, value in typed.items():
        if not value.strip():
            yield Fault(field, _REQUIRED[field])
        elif len(value) > LONGEST:
            yield Fault(field, f"Use {LONGEST} characters or fewer")


def _role_faults(asked: Asked) -> Iterator[Fault]:
    if not asked.roles:
        yield Fault("roles", "Choose at least one role")
