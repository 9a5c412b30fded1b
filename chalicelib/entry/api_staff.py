"""The JSON API of the directory of staff."""

from __future__ import annotations

from chalice.app import Blueprint
from pydantic import BaseModel, Field

from chalicelib.application.keep_directory import ACTS, change_member, take_on
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.read_directory import read_directory
from chalicelib.domain.errors import NotFound
from chalicelib.domain.identifiers import StaffId
from chalicelib.domain.policy import Action
from chalicelib.domain.staff_directory import Asked
from chalicelib.entry.api_models import Sent
from chalicelib.entry.api_organisation import entry_out
from chalicelib.entry.doors import Request, resource
from chalicelib.entry.organisation_models import EntryOut

doors = Blueprint(__name__)

STAFF = "/api/staff"


class OnDirectory(Sent):
    """A change of the directory, decided by somebody who saw this version of it."""

    version: int = Field(ge=0, lt=1_000_000_000, description="The directory's `version`")


class MemberIn(OnDirectory):
    """What is to stand in the directory of a member of staff."""

    name: str
    initials: str
    email: str
    team: str
    roles: frozenset[str]


class NewMemberIn(MemberIn):
    """Somebody new. The user name is for good."""

    user_name: str


class MemberOut(BaseModel):
    """A member of staff. Whoever has no roles has no access."""

    user_name: str
    name: str
    initials: str
    email: str
    team: str
    roles: tuple[str, ...]


class DirectoryOut(BaseModel):
    """Everybody, and what was decided about whom, the newest first."""

    version: int
    people: tuple[MemberOut, ...]
    changes: tuple[EntryOut, ...]


@resource(doors, "GET", STAFF, who=Action.MANAGE_STAFF, gives=DirectoryOut)
def directory(request: Request, reading: Reading) -> DirectoryOut:
    """Everybody who works here, and what was decided about whom."""
    held = read_directory(request.staff, reading)
    return DirectoryOut(
        version=held.version,
        people=tuple(
            MemberOut(
                user_name=person.id,
                name=person.name,
                initials=person.initials,
                email=person.email,
                team=person.team,
                roles=tuple(sorted(person.roles)),
            )
            for person in held.people
        ),
        changes=tuple(map(entry_out, held.changes)),
    )


@resource(doors, "POST", STAFF, who=Action.MANAGE_STAFF, takes=NewMemberIn, gives=EntryOut, status=201)
def take(request: Request, ports: Ports, body: NewMemberIn) -> EntryOut:
    """Take somebody new on; an email tells them how to sign in."""
    entry = take_on(body.user_name, _asked(body), request.staff, version=body.version, ports=ports)
    return entry_out(entry)


@resource(
    doors,
    "POST",
    f"{STAFF}/{{member}}",
    who=Action.MANAGE_STAFF,
    takes=MemberIn,
    gives=EntryOut,
    status=201,
)
def change(request: Request, ports: Ports, body: MemberIn, member: str) -> EntryOut:
    """Change what the directory says of somebody."""
    asked, version = _asked(body), body.version
    return entry_out(change_member(StaffId(member), asked, request.staff, version=version, ports=ports))


@resource(
    doors,
    "POST",
    f"{STAFF}/{{member}}/{{act}}",
    who=Action.MANAGE_STAFF,
    takes=OnDirectory,
    gives=EntryOut,
    status=201,
)
def act(request: Request, ports: Ports, body: OnDirectory, member: str, act: str) -> EntryOut:
    """end-access, invite-again or forget-app: what is done to somebody without a form."""
    if act not in ACTS:
        raise NotFound("There is no such command")
    return entry_out(ACTS[act](StaffId(member), request.staff, version=body.version, ports=ports))


def _asked(body: MemberIn) -> Asked:
    return Asked(body.name, body.initials, body.email, body.team, body.roles)
