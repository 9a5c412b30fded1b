"""Calendar addresses in the table: by the digest of what stands in the address, so that who reads the
table cannot read anybody's calendar.
"""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.adapters import items, personal_keys
from chalicelib.adapters.table import Table
from chalicelib.domain.identifiers import OrganisationId, StaffId


@dataclass(frozen=True, slots=True)
class _Owner:
    organisation: OrganisationId
    staff: StaffId


class FeedTable:
    """One item for each address that was ever made. Only its owner's newest is answered."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def owner(self, key: str) -> tuple[OrganisationId, StaffId] | None:
        """Whose it was made for; None where it was made for nobody."""
        stored = self._table.get(personal_keys.feed_key(key), personal_keys.FEED)
        if stored is None:
            return None
        owner = items.from_body(_Owner, stored["body"])
        return owner.organisation, owner.staff

    def put(self, key: str, organisation: OrganisationId, staff: StaffId) -> None:
        """Remember whose it is."""
        self._table.put(
            items.item(personal_keys.feed_key(key), personal_keys.FEED, _Owner(organisation, staff))
        )
