"""Everything that is held to: the files that came with the code, what was adopted or decided since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from chalicelib.adapters.policy_files import FILES, PolicyFiles
from chalicelib.application.holiday_sources import AdoptedReader
from chalicelib.application.organisation_ports import OrganisationReader
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import PolicyUnknown
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.organisation_history import NOTHING_CHOSEN, Chosen
from chalicelib.domain.policy import Contact
from chalicelib.domain.staff import Accent, Organisation


class HeldPolicies(PolicyFiles):
    """Packs from the files; a calendar from whichever holds its version; an organisation as its file
    says, except for what it decided since.

    Where neither does, or the table cannot be asked, there is no answer: never a calendar that is
    nearly the right one, never a version that is no longer live.
    """

    def __init__(
        self, adopted: AdoptedReader, organisations: OrganisationReader, files: Path = FILES
    ) -> None:
        super().__init__(files)
        self._adopted, self._decided = adopted, organisations

    def organisations(self) -> tuple[Organisation, ...]:
        """Everybody who runs cases here, in the order of the file. Raises: StoreBusy."""
        return tuple(self._as_decided(each) for each in super().organisations())

    def organisation(self, organisation: OrganisationId) -> Organisation:
        """Who the organisation is. Raises: PolicyUnknown, StoreBusy."""
        return self._as_decided(super().organisation(organisation))

    def contacts(self, organisation: OrganisationId) -> Mapping[str, Contact]:
        """The contacts that the organisation has in place of its pack's. Raises: PolicyUnknown."""
        return {**super().contacts(organisation), **self._chosen(organisation).contacts}

    def live_calendar(self, organisation: Organisation) -> str:
        """The version that was published, or a newer one that was adopted since."""
        adopted = self._adopted.newest(organisation.calendar_nation)
        return max(adopted, super().live_calendar(organisation))

    def calendar(self, version: str) -> WorkingCalendar:
        """One version of a nation's calendar. Raises: PolicyUnknown, StoreBusy."""
        try:
            return super().calendar(version)
        except PolicyUnknown:
            return self._adopted.calendar(version)

    def newest_calendar(self, nation: str) -> str:
        """The newest version, shipped or adopted. Raises: PolicyUnknown, StoreBusy."""
        adopted = self._adopted.newest(nation)
        try:
            return max(adopted, super().newest_calendar(nation))
        except PolicyUnknown:
            if not adopted:
                raise
            return adopted

    def _chosen(self, organisation: OrganisationId) -> Chosen:
        return self._decided.remembered().get(organisation, NOTHING_CHOSEN)

    def _as_decided(self, filed: Organisation) -> Organisation:
        chosen = self._chosen(filed.id)
        said = chosen.details
        return replace(
            filed,
            name=said.get("name", filed.name),
            phone=said.get("phone", filed.phone),
            email=said.get("email", filed.email),
            address=said.get("address", filed.address),
            complaints_manager=said.get("complaints_manager", filed.complaints_manager),
            accent=Accent(said.get("accent", filed.accent)),
            policy_version=chosen.policy_version or filed.policy_version,
            calendar_version=chosen.calendar_version or filed.calendar_version,
        )
