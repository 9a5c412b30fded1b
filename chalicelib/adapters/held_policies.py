"""Everything that is held to: the files that came with the code, and what was adopted since."""

from __future__ import annotations

from pathlib import Path

from chalicelib.adapters.policy_files import FILES, PolicyFiles
from chalicelib.application.holiday_sources import AdoptedReader
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.errors import PolicyUnknown


class HeldPolicies(PolicyFiles):
    """Packs and organisations from the files; a calendar from whichever holds its version.

    Where neither does, or the table cannot be asked, there is no answer: never a calendar that is
    nearly the right one.
    """

    def __init__(self, adopted: AdoptedReader, files: Path = FILES) -> None:
        super().__init__(files)
        self._adopted = adopted

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
