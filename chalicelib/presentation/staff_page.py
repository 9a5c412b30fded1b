"""Organisation, "Staff": who works here, as what, and what was decided about whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.application.read_directory import HeldDirectory
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.organisation_history import Decision, Entry
from chalicelib.domain.staff import Staff
from chalicelib.domain.staff_directory import member_facts
from chalicelib.presentation.dates import date_and_time
from chalicelib.presentation.labels import Tag
from chalicelib.presentation.organisation_page import ChangeLine
from chalicelib.presentation.people import People
from chalicelib.presentation.typed import Choice, Typed

PATH = "/staff/organisation/staff"
NEW = f"{PATH}/new"
ONE = f"{PATH}/{{member}}"
ACT = f"{PATH}/{{member}}/{{act}}"

_FIELDS = {
    "name": "Name",
    "initials": "Initials",
    "email": "Email",
    "team": "Team",
    "roles": "Roles",
}
_DONE = {
    "new": "They are taken on. An email tells them how to sign in.",
    "changed": "The changes are saved. New roles hold when they next sign in.",
    "end-access": "They have no access any more. Whoever was signed in is out within a minute.",
    "invite-again": "A new invitation is on its way, if they never signed in.",
    "forget-app": "They can sign in without the app that they lost, and set up another.",
}
_HAPPENED = {
    Decision.STAFF_JOINED: "Took on {}",
    Decision.STAFF_CHANGED: "Changed {}",
    Decision.STAFF_INVITED: "Invited {} again",
    Decision.ACCESS_ENDED: "Ended the access of {}",
    Decision.APP_FORGOTTEN: "Forgot the authenticator app of {}",
}


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One row of the list."""

    name: str
    user_name: str
    roles: str
    team: str
    access: Tag
    path: str


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The list, and what was changed."""

    people: tuple[MemberLine, ...]
    changes: tuple[ChangeLine, ...]
    done: str


@dataclass(frozen=True, slots=True)
class MemberPage:
    """The form of one member of staff. `user_name` is empty for somebody new; `own`: the reader's own,
    whose access nobody else's hands may leave.
    """

    version: int
    title: str
    user_name: str
    typed: Typed
    roles: tuple[Choice, ...]
    teams: str
    has_access: bool
    own: bool
    path: str


def staff_page(held: HeldDirectory, people: People, done: str) -> StaffPage:
    """Everybody, by name, and every change."""
    return StaffPage(
        people=tuple(_line(person, held) for person in held.people),
        changes=tuple(_change(entry, people) for entry in held.changes),
        done=_DONE.get(done, ""),
    )


def member_page(held: HeldDirectory, person: Staff | None, typed: Typed, *, own: bool) -> MemberPage:
    """The form, with what stands in the directory or what was typed."""
    shown = typed if typed.values else _as_it_is(person, held)
    chosen = shown.all("roles")
    return MemberPage(
        version=held.version,
        title=person.name if person else "Take on a member of staff",
        user_name=person.id if person else "",
        typed=shown,
        roles=tuple(Choice(code, role.title, code in chosen) for code, role in held.pack.roles.items()),
        teams=", ".join(held.teams),
        has_access=bool(person and person.roles),
        own=own,
        path=ONE.format(member=person.id) if person else NEW,
    )


def _as_it_is(person: Staff | None, held: HeldDirectory) -> Typed:
    if person is None:
        return Typed("member", {"team": (held.organisation.intake_team,)})
    facts = member_facts(person)
    values = {field: (str(facts[field]),) for field in _FIELDS if field != "roles"}
    return Typed("member", {**values, "roles": tuple(sorted(person.roles))})


def _line(person: Staff, held: HeldDirectory) -> MemberLine:
    access = Tag("Has access", "green") if person.roles else Tag("No access", "grey")
    titles = _titles(sorted(person.roles), held)
    path = ONE.format(member=person.id)
    return MemberLine(person.name, person.id, titles, person.team, access, path)


def _titles(roles: list[RoleCode], held: HeldDirectory) -> str:
    known = held.pack.roles
    return ", ".join(known[role].title if role in known else role for role in roles)


def _change(entry: Entry, people: People) -> ChangeLine:
    return ChangeLine(_what(entry, people), people.handler(entry.by), date_and_time(entry.at))


def _what(entry: Entry, people: People) -> str:
    said = _HAPPENED[entry.decision].format(people.handler(entry.facts["staff"]))
    if entry.decision is not Decision.STAFF_CHANGED:
        return said
    was, to = entry.facts["was"], entry.facts["to"]
    changed = (f"{_FIELDS[field]}: {_said(was, field)} → {_said(to, field)}" for field in to)
    return f"{said}. {'; '.join(changed)}"


def _said(facts: Mapping[str, Any], field: str) -> str:
    value = facts.get(field, "")
    return (", ".join(value) or "none") if isinstance(value, list | tuple) else value
