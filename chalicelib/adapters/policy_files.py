"""Packs, calendars and organisations from the files under `policies/`, parsed before believed.

    policies/organisations.toml
    policies/<pack>/<version>/{policy,roles,subjects,contacts}.toml
    policies/calendars/<nation>/<version>.toml

A value without its source does not load.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.clocks import ClockKind, ClockRule, MilestoneRule, Notice
from chalicelib.domain.contact import ContactType
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.events import EventType
from chalicelib.domain.identifiers import OrganisationId, RoleCode, TeamCode
from chalicelib.domain.policy import Action, Contact, PolicyPack, PolicyRef, Role, Subject, Terms
from chalicelib.domain.staff import Organisation

FILES = Path(__file__).resolve().parent.parent / "policies"

Text = Annotated[str, StringConstraints(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sourced(_Strict):
    source: Text


class _MilestoneFile(_Sourced):
    code: Text
    working_days_from_due: int
    at: time
    notice: Notice


class _ClockFile(_Sourced):
    title: Text
    kind: ClockKind
    allowance: int
    applies_to: frozenset[ContactType]
    starts_on: EventType
    stops_when_all: tuple[EventType, ...]
    owner: Text
    milestones: tuple[_MilestoneFile, ...]


class _RoleNamed(_Sourced):
    role: Text


class _PolicyFile(_Strict):
    title: Text
    alerted_on_receipt: _RoleNamed
    clocks: Mapping[str, _ClockFile]


class _RoleFile(_Sourced):
    title: Text
    handles_cases: bool
    may: frozenset[Action]


class _SubjectFile(_Sourced):
    code: Text
    title: Text


class _SubjectsFile(_Strict):
    subjects: tuple[_SubjectFile, ...]


class _ContactFile(_Sourced):
    name: Text
    phone: str
    url: str
    address: str
    verified_on: date | None = None


class _CalendarFile(_Sourced):
    first: date
    last: date
    holidays: Mapping[date, Text]


class _OrganisationFile(_Strict):
    id: Text
    name: Text
    policy: Text
    policy_version: Text
    calendar_nation: Text
    intake_team: Text
    intake_initials: Annotated[str, StringConstraints(pattern="^[A-Z]{2,4}$")]
    complaints_manager: Text
    phone: Text
    email: Text
    address: Text


class _OrganisationsFile(_Strict):
    organisations: tuple[_OrganisationFile, ...]


class PolicyFiles:
    """The files that came with the code, each read once by a process."""

    def __init__(self, files: Path = FILES) -> None:
        self._files = files

    def organisation(self, organisation: OrganisationId) -> Organisation:
        """Who the organisation is. Raises: PolicyUnknown."""
        for each in _organisations(self._files):
            if each.id == organisation:
                return _organisation(each)
        raise PolicyUnknown(f"There is no organisation {organisation} here")

    def default_organisation(self) -> Organisation:
        """The first organisation of the file."""
        return _organisation(_organisations(self._files)[0])

    def current(self, organisation: Organisation) -> Terms:
        """The terms for a case that is received today."""
        ref = PolicyRef(organisation.policy, organisation.policy_version)
        nation = organisation.calendar_nation
        newest = max(path.stem for path in (self._files / "calendars" / nation).glob("*.toml"))
        return self.terms(ref, f"{nation}/{newest}")

    def terms(self, policy: PolicyRef, calendar_version: str) -> Terms:
        """The terms that a case pinned. Raises: PolicyUnknown."""
        return Terms(_pack(self._files, policy), _calendar(self._files, calendar_version))


@cache
def _organisations(files: Path) -> tuple[_OrganisationFile, ...]:
    return _OrganisationsFile.model_validate(_toml(files / "organisations.toml")).organisations


def _organisation(stored: _OrganisationFile) -> Organisation:
    values = stored.model_dump(exclude={"id", "intake_team"})
    return Organisation(
        id=OrganisationId(stored.id), intake_team=TeamCode(stored.intake_team), **values
    )


@cache
def _pack(files: Path, ref: PolicyRef) -> PolicyPack:
    folder = files / ref.code / ref.version
    policy = _PolicyFile.model_validate(_toml(folder / "policy.toml"))
    subjects = _SubjectsFile.model_validate(_toml(folder / "subjects.toml")).subjects
    return PolicyPack(
        ref=ref,
        title=policy.title,
        clocks=tuple(_clock(code, stored) for code, stored in policy.clocks.items()),
        roles=_roles(_toml(folder / "roles.toml")),
        subjects=tuple(Subject(each.code, each.title) for each in subjects),
        contacts=_contacts(_toml(folder / "contacts.toml")),
        alerted_on_receipt=RoleCode(policy.alerted_on_receipt.role),
    )


def _clock(code: str, stored: _ClockFile) -> ClockRule:
    return ClockRule(
        code=code,
        title=stored.title,
        kind=stored.kind,
        allowance=stored.allowance,
        source=stored.source,
        applies_to=stored.applies_to,
        starts_on=stored.starts_on,
        stops_when_all=stored.stops_when_all,
        owner=RoleCode(stored.owner),
        milestones=tuple(
            MilestoneRule(each.code, each.working_days_from_due, each.at, each.notice)
            for each in stored.milestones
        ),
    )


def _roles(stored: Mapping[str, Any]) -> dict[RoleCode, Role]:
    parsed = {RoleCode(code): _RoleFile.model_validate(role) for code, role in stored.items()}
    return {
        code: Role(code, role.title, role.may, role.handles_cases, role.source)
        for code, role in parsed.items()
    }


def _contacts(stored: Mapping[str, Any]) -> dict[str, Contact]:
    parsed = {code: _ContactFile.model_validate(each) for code, each in stored.items()}
    return {code: Contact(code=code, **each.model_dump()) for code, each in parsed.items()}


@cache
def _calendar(files: Path, version: str) -> WorkingCalendar:
    stored = _CalendarFile.model_validate(_toml(files / "calendars" / f"{version}.toml"))
    nation = version.partition("/")[0]
    return WorkingCalendar(nation, version, stored.first, stored.last, stored.holidays)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PolicyUnknown(f"There is no {path.parent.name}/{path.name} here") from None
