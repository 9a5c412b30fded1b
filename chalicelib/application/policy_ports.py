"""What the use cases need of policies, calendars and organisations, stated as they would say it."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from chalicelib.domain.alarms import Alarms
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.policy import PolicyRef, Terms
from chalicelib.domain.policy_faults import PackFault
from chalicelib.domain.staff import Organisation


class Policies(Protocol):
    """Policy packs, calendars and organisations, every version that a case may have pinned."""

    def organisations(self) -> tuple[Organisation, ...]:
        """Everybody who runs cases here."""

    def organisation(self, organisation: OrganisationId) -> Organisation:
        """Who the organisation is. Raises: PolicyUnknown."""

    def default_organisation(self) -> Organisation:
        """The organisation whose public pages these are."""

    def public_pages_of(self, organisation: OrganisationId) -> Policies:
        """The same, where the public pages are this organisation's. Raises: PolicyUnknown."""

    def as_filed(self) -> Organisation:
        """The same by its file alone: for the page that says that the table cannot be asked."""

    def alarms(self) -> Alarms:
        """The words that must not wait, and who helps (S2-65)."""

    def current(self, organisation: Organisation) -> Terms:
        """The terms for a case that is received today."""

    def terms(self, policy: PolicyRef, calendar_version: str, organisation: OrganisationId) -> Terms:
        """The terms that a case pinned, with the organisation's own contacts. Raises: PolicyUnknown."""

    def newest(self, code: str) -> PolicyRef:
        """The newest version of a pack. Raises: PolicyUnknown."""

    def newest_calendar(self, nation: str) -> str:
        """The newest version of a nation's calendar, live or not. Raises: PolicyUnknown."""

    def live_calendar(self, organisation: Organisation) -> str:
        """The version that the organisation's new cases count by: the one that was published, or a
        newer one that was adopted from the published list.
        """

    def versions(self, code: str) -> tuple[PolicyRef, ...]:
        """Every version of a pack that is held, the newest last."""

    def calendars(self, nation: str) -> tuple[str, ...]:
        """Every version of a nation's calendar that is held, the newest last."""

    def faults(
        self, policy: PolicyRef, organisation: Organisation, today: date
    ) -> tuple[PackFault, ...]:
        """What is wrong with a version of a pack for this organisation, as the linter says it."""

    def calendar(self, version: str) -> WorkingCalendar:
        """One version of a nation's calendar. Raises: PolicyUnknown."""
