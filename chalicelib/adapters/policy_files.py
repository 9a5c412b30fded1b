"""Packs, calendars and organisations from the files under `policies/`, parsed before believed.

    policies/organisations.toml
    policies/alarm_words.toml
    policies/<pack>/<version>/{policy,roles,subjects,contacts}.toml
    policies/calendars/<nation>/<version>.toml

A value without its source does not load.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from chalicelib.adapters.alarm_words import alarms_held
from chalicelib.adapters.pack_faults import unreadable_because
from chalicelib.adapters.pack_tables import read_toml, tables_of
from chalicelib.adapters.policy_packs import contacts_of, pack_of
from chalicelib.adapters.policy_shapes import CalendarFile, OrganisationFile, OrganisationsFile
from chalicelib.domain.alarms import Alarms
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.policy import Contact, PolicyPack, PolicyRef, Terms
from chalicelib.domain.policy_faults import PackFault, faults_of
from chalicelib.domain.staff import Organisation

FILES = Path(__file__).resolve().parent.parent / "policies"

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"v([0-9]+)")


class PolicyFiles:
    """The files that came with the code, each read once by a process."""

    def __init__(self, files: Path = FILES) -> None:
        self._files = files
        self._public = OrganisationId("")

    def organisations(self) -> tuple[Organisation, ...]:
        """Everybody who runs cases here, in the order of the file."""
        return tuple(_organisation(each) for each in _organisations(self._files))

    def organisation(self, organisation: OrganisationId) -> Organisation:
        """Who the organisation is. Raises: PolicyUnknown."""
        return _organisation(_stored(self._files, organisation))

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
        return _organisation(_organisations(self._files)[0])

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
        return contacts_of(_stored(self._files, organisation).contacts)

    def pack(self, policy: PolicyRef) -> PolicyPack:
        """One version of a pack. Raises: PolicyUnknown."""
        return _pack(self._files, policy)

    def alarms(self) -> Alarms:
        """The words that must not wait, in every language."""
        return alarms_held(self._files / "alarm_words.toml")

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
        found = (self._files / "calendars" / nation).glob("*.toml")
        return tuple(sorted(f"{nation}/{path.stem}" for path in found))


def _number(version: str) -> int:
    written = _VERSION.fullmatch(version)
    return int(written[1]) if written else 0


@cache
def _organisations(files: Path) -> tuple[OrganisationFile, ...]:
    return OrganisationsFile.model_validate(read_toml(files / "organisations.toml")).organisations


def _stored(files: Path, organisation: OrganisationId) -> OrganisationFile:
    for each in _organisations(files):
        if each.id == organisation:
            return each
    raise PolicyUnknown(f"There is no organisation {organisation} here")


def _organisation(stored: OrganisationFile) -> Organisation:
    values = stored.model_dump(exclude={"id", "intake_team", "contacts"})
    return Organisation(
        id=OrganisationId(stored.id), intake_team=TeamCode(stored.intake_team), **values
    )


@cache
def _pack(files: Path, ref: PolicyRef) -> PolicyPack:
    # A program names the pack of a preview: a name that is no name must not become a path.
    if not _CODE.fullmatch(ref.code) or not _VERSION.fullmatch(ref.version):
        raise PolicyUnknown("A policy pack is named like gp-practice, its version like v1")
    return pack_of(ref, tables_of(files, ref))


@cache
def _calendar(files: Path, version: str) -> WorkingCalendar:
    stored = CalendarFile.model_validate(read_toml(files / "calendars" / f"{version}.toml"))
    nation = version.partition("/")[0]
    return WorkingCalendar(nation, version, stored.first, stored.last, stored.holidays)
