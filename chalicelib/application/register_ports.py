"""What the register of openings needs of the world. Adapters answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reads import Read


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some openings of one month, the latest first. `after` is the opaque key of the next page."""

    reads: tuple[Read, ...]
    after: str = ""


class Register(Protocol):
    """Who opened sensitive cases. It is written in the transaction of the opening itself."""

    def page(
        self, organisation: OrganisationId, month: date, *, limit: int, after: str = ""
    ) -> RegisterPage:
        """One page of a month in one call, the latest first. Raises: Invalid (`after`)."""
