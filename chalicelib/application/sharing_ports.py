"""What the register of sharings needs of the world. Adapters answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.sharing import SharingEntry


@dataclass(frozen=True, slots=True)
class SharingPage:
    """Some sharings of one month, the latest first. `after` is the opaque key of the next page."""

    entries: tuple[SharingEntry, ...]
    after: str = ""


class Sharings(Protocol):
    """What was given to others, of all cases. It is written in the transaction of the sharing."""

    def page(
        self, organisation: OrganisationId, month: date, *, limit: int, after: str = ""
    ) -> SharingPage:
        """One page of a month in two calls, the latest first. Raises: Invalid (`after`), StoreBusy."""
