"""What the law gives as bank holidays, as the `holidays` library works it out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from chalicelib.domain.errors import PolicyUnknown

_SUBDIVISIONS: Mapping[str, str] = {
    "england-and-wales": "ENG",
    "scotland": "SCT",
    "northern-ireland": "NIR",
}


class LibraryHolidays:
    """The Banking and Financial Dealings Act 1971 and every proclamation that the library knows."""

    def between(self, nation: str, first_year: int, last_year: int) -> frozenset[date]:
        """The bank holidays of these years, both included, with those on a weekend.

        Raises: PolicyUnknown, for a nation that has no division in the published list.
        """
        # Imported late: only one job a night needs it.
        import holidays

        if nation not in _SUBDIVISIONS:
            raise PolicyUnknown(f"The bank holidays of {nation} cannot be computed")
        years = range(first_year, last_year + 1)
        return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years))
