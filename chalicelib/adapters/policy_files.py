"""Packs, calendars and organisations from the files under `policies/`, parsed before believed.

    policies/organisations.toml
    policies/alarm_words.toml
    policies/<pack>/<version>/{policy,roles,subjects,contacts}.toml
    policies/calendars/<nation>/<version>.toml

A value without its source does not load.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from chalicelib.adapters.alarm_words import alarms_held
from chalicelib.adapters.policy_packs import Tables, contacts_of, pack_of
from chalicelib.adapters.policy_shapes import CalendarFile, OrganisationFile, OrganisationsFile
from chalicelib.domain.alarms import Alarms
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.identifiers import OrganisationId, TeamCode
from chalicelib.domain.policy import PolicyPack, PolicyRef, Terms
from chalicelib.domain.staff import Organisation

FILES = Path(__file__).resolve().parent.parent / "policies"
PACK_FILES = ("policy", "roles", "subjects", "contacts")

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"v([0-9]+)")


class PolicyFiles:
    """The files that came with the code, each read once by a process."""

    def __init__(self, files: Path = FILES) -> None:
        self._files = files

    def organisations(self) -> tuple[Organisation, ...]:
        """Everybody who runs cases here, in the order of the file."""
        return tuple(_organisation(each) for each in _organisations(self._files))

    def organisation(self, organisation: OrganisationId) -> Organisation:
        """Who the organisation is. Raises: PolicyUnknown."""
        return _organisation(_stored(self._files, organisation))

    def default_organisation(self) -> Organisation:
        """The first organisation of the file."""
        return self.organisations()[0]

    def current(self, organisation: Organisation) -> Terms:
        """The terms for a case that is received today."""
        ref = PolicyRef(organisation.policy, organisation.policy_version)
        newest = self.newest_calendar(organisation.calendar_nation)
        return self.terms(ref, newest, organisation.id)

    def terms(self, policy: PolicyRef, calendar_version: str, organisation: OrganisationId) -> Terms:
        """The terms that a case pinned, with the organisation's own contacts. Raises: PolicyUnknown."""
        own = contacts_of(_stored(self._files, organisation).contacts)
        pack = self.pack(policy)
        with_own = replace(pack, contacts={**pack.contacts, **own}) if own else pack
        return Terms(with_own, self.calendar(calendar_version))

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

    def newest(self, code: str) -> PolicyRef:
        """The newest version of a pack. Raises: PolicyUnknown."""
        versions = [ref for ref in self.packs() if ref.code == code]
        if not versions:
            raise PolicyUnknown(f"There is no policy pack {code} here")
        return versions[-1]

    def calendar(self, version: str) -> WorkingCalendar:
        """One version of a nation's calendar. Raises: PolicyUnknown."""
        return _calendar(self._files, version)

    def newest_calendar(self, nation: str) -> str:
        """The newest version of a nation's calendar. Raises: PolicyUnknown."""
        found = [path.stem for path in (self._files / "calendars" / nation).glob("*.toml")]
        if not found:
            raise PolicyUnknown(f"No bank holidays of {nation} are held here")
        return f"{nation}/{max(found)}"


def _number(version: str) -> int:
    written = _VERSION.fullmatch(version)
    return int(written[1]) if written else 0


@cache
def _organisations(files: Path) -> tuple[OrganisationFile, ...]:
    return OrganisationsFile.model_validate(_toml(files / "organisations.toml")).organisations


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


def tables_of(files: Path, ref: PolicyRef) -> Tables:
    """The files of a pack as they stand. Raises: PolicyUnknown."""
    folder = files / ref.code / ref.version
    return {name: _toml(folder / f"{name}.toml") for name in PACK_FILES}


@cache
def _calendar(files: Path, version: str) -> WorkingCalendar:
    stored = CalendarFile.model_validate(_toml(files / "calendars" / f"{version}.toml"))
    nation = version.partition("/")[0]
    return WorkingCalendar(nation, version, stored.first, stored.last, stored.holidays)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PolicyUnknown(f"There is no {path.parent.name}/{path.name} here") from None
