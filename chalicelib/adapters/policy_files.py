"""Packs, calendars and organisations from the files under `policies/`, parsed before believed.

    policies/organisations.toml
    policies/alarm_words.toml
    policies/<pack>/<version>/{policy,roles,subjects,contacts}.toml
    policies/calendars/<nation>/<version>.toml

A value without its source does not load.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from chalicelib.adapters.alarm_words import alarms_held
from chalicelib.adapters.pack_faults import unreadable_because
from chalicelib.adapters.pack_tables import read_toml, tables_of
from chalicelib.adapters.policy_packs import contacts_of, pack_of
from chalicelib.adapters.policy_shapes import CalendarFile, OrganisationFile, OrganisationsFile
from chalicelib.adapters.read_ahead import read_ahead
from chalicelib.domain.alarms import Alarms
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.policy import Contact, PolicyPack, PolicyRef, Terms
from chalicelib.domain.policy_faults import PackFault, faults_of
from chalicelib.domain.staff import Organisation

FILES = Path(__file__).resolve().parent.parent / "policies"

ORGANISATIONS, ALARMS, CALENDARS = "organisations", "alarm_words", "calendars"

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"v([0-9]+)")


class PolicyFiles:
    """The files that came with the code, each read once by a process."""

    def __init__(self, files: Path = FILES) -> None:
        self._files = files
        self._public = OrganisationId("")

    def organisations(self) -> tuple[Organisation, ...]:
        """Everybody who runs cases here, in the order of the file."""
        return tuple(each.organisation for each in _organisations(self._files))

    def organisation(self, organisation: OrganisationId) -> Organisation:
        """Who the organisation is. Raises: PolicyUnknown."""
        return _stored(self._files, organisation).organisation

    def default_organisation(self) -> Organisation:
        """Whose public pages these are: the first organisation of the file, if nobody was named."""
        return self.organisation(self._public) if self._public else self.organisations()[0]

    def public_pages_of(self, organisation: OrganisationId) -> Self:
        """The same, where the public pages are this organisation's. Raises: PolicyUnknown."""
        _stored(self._files, organisation)
        named = copy(self)
        named._public = organisation
        return named

    def as_filed(self) -> Organisation:
        """The first organisation of the file, whatever was decided since."""
        return _organisations(self._files)[0].organisation

    def current(self, organisation: Organisation) -> Terms:
        """The terms for a case that is received today."""
        ref = PolicyRef(organisation.policy, organisation.policy_version)
        return self.terms(ref, self.live_calendar(organisation), organisation.id)

    def live_calendar(self, organisation: Organisation) -> str:
        """The version that the organisation's new cases count by."""
        return organisation.calendar_version

    def terms(self, policy: PolicyRef, calendar_version: str, organisation: OrganisationId) -> Terms:
        """The terms that a case pinned, with the organisation's own contacts. Raises: PolicyUnknown."""
        own = self.contacts(organisation)
        pack = self.pack(policy)
        with_own = replace(pack, contacts={**pack.contacts, **own}) if own else pack
        return Terms(with_own, self.calendar(calendar_version))

    def contacts(self, organisation: OrganisationId) -> Mapping[str, Contact]:
        """The contacts that the organisation has in place of its pack's. Raises: PolicyUnknown."""
        return _stored(self._files, organisation).contacts

    def pack(self, policy: PolicyRef) -> PolicyPack:
        """One version of a pack. Raises: PolicyUnknown."""
        return _pack(self._files, policy)

    def alarms(self) -> Alarms:
        """The words that must not wait, in every language."""
        return _alarms(self._files)

    def packs(self) -> tuple[PolicyRef, ...]:
        """Every version of every pack that is held, each pack's newest last."""
        found = (path.parent for path in self._files.glob("*/*/policy.toml"))
        refs = (PolicyRef(folder.parent.name, folder.name) for folder in found)
        return tuple(sorted(refs, key=lambda ref: (ref.code, _number(ref.version))))

    def versions(self, code: str) -> tuple[PolicyRef, ...]:
        """Every version of a pack that is held, the newest last."""
        return tuple(ref for ref in self.packs() if ref.code == code)

    def faults(
        self, policy: PolicyRef, organisation: Organisation, today: date
    ) -> tuple[PackFault, ...]:
        """What is wrong with a version of a pack for this organisation."""
        unreadable = unreadable_because(self._files, policy)
        if unreadable:
            return unreadable
        terms = self.terms(policy, self.live_calendar(organisation), organisation.id)
        return faults_of(terms.pack, terms.calendar, today)

    def newest(self, code: str) -> PolicyRef:
        """The newest version of a pack. Raises: PolicyUnknown."""
        versions = self.versions(code)
        if not versions:
            raise PolicyUnknown(f"There is no policy pack {code} here")
        return versions[-1]

    def calendar(self, version: str) -> WorkingCalendar:
        """One version of a nation's calendar. Raises: PolicyUnknown."""
        return _calendar(self._files, version)

    def newest_calendar(self, nation: str) -> str:
        """The newest version of a nation's calendar. Raises: PolicyUnknown."""
        found = self.calendars(nation)
        if not found:
            raise PolicyUnknown(f"No bank holidays of {nation} are held here")
        return found[-1]

    def calendars(self, nation: str) -> tuple[str, ...]:
        """Every version of a nation's calendar that is held, the newest last."""
        found = (self._files / CALENDARS / nation).glob("*.toml")
        return tuple(sorted(f"{nation}/{path.stem}" for path in found))


def _number(version: str) -> int:
    written = _VERSION.fullmatch(version)
    return int(written[1]) if written else 0


@dataclass(frozen=True, slots=True)
class _Filed:
    """An organisation as the file says it, with the contacts that are its own."""

    organisation: Organisation
    contacts: Mapping[str, Contact]


@cache
def _organisations(files: Path) -> tuple[_Filed, ...]:
    return read_ahead(files, ORGANISATIONS, lambda: _organisations_in(files))


def _organisations_in(files: Path) -> tuple[_Filed, ...]:
    stored = OrganisationsFile.model_validate(read_toml(files / f"{ORGANISATIONS}.toml"))
    return tuple(_filed(each) for each in stored.organisations)


def _filed(stored: OrganisationFile) -> _Filed:
    values = stored.model_dump(exclude={"id", "intake_team", "contacts"})
    organisation = Organisation(
        id=OrganisationId(stored.id), intake_team=TeamCode(stored.intake_team), **values
    )
    return _Filed(organisation, contacts_of(stored.contacts))


def _stored(files: Path, organisation: OrganisationId) -> _Filed:
    for each in _organisations(files):
        if each.organisation.id == organisation:
            return each
    raise PolicyUnknown(f"There is no organisation {organisation} here")


@cache
def _pack(files: Path, ref: PolicyRef) -> PolicyPack:
    # A program names the pack of a preview: a name that is no name must not become a path.
    if not _CODE.fullmatch(ref.code) or not _VERSION.fullmatch(ref.version):
        raise PolicyUnknown("A policy pack is named like gp-practice, its version like v1")
    return read_ahead(files, _name(ref), lambda: pack_of(ref, tables_of(files, ref)))


def _name(ref: PolicyRef) -> str:
    return f"{ref.code}/{ref.version}"


@cache
def _calendar(files: Path, version: str) -> WorkingCalendar:
    return read_ahead(files, f"{CALENDARS}/{version}", lambda: _calendar_in(files, version))


def _calendar_in(files: Path, version: str) -> WorkingCalendar:
    stored = CalendarFile.model_validate(read_toml(files / CALENDARS / f"{version}.toml"))
    nation = version.partition("/")[0]
    return WorkingCalendar(nation, version, stored.first, stored.last, stored.holidays)


@cache
def _alarms(files: Path) -> Alarms:
    return read_ahead(files, ALARMS, lambda: alarms_held(files / f"{ALARMS}.toml"))


def everything_in(files: Path) -> Iterator[tuple[str, object]]:
    """All that these files say, each under the name by which it is read ahead."""
    yield ORGANISATIONS, _organisations(files)
    yield ALARMS, _alarms(files)
    for ref in PolicyFiles(files).packs():
        yield _name(ref), _pack(files, ref)
    for path in sorted((files / CALENDARS).glob("*/*.toml")):
        version = f"{path.parent.name}/{path.stem}"
        yield f"{CALENDARS}/{version}", _calendar(files, version)
