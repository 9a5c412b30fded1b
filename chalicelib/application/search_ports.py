"""What a search needs of the world. Adapters answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.searching import Clue
from chalicelib.domain.worklist import Row

MOST_FOUND = 25
"""How many cases a search shows; whoever has more needs another clue."""


@dataclass(frozen=True, slots=True)
class Found:
    """Cases, the latest first. `is_all` is false where there may be others: add a clue."""

    rows: tuple[Row, ...]
    is_all: bool


class Search(Protocol):
    """Finding cases by what is known of their people."""

    def find(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        """The cases of the organisation in which one person fits every clue, open and closed.

        Two calls, and no more is read from a large archive than from a small one.
        """
