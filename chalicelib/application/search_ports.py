"""What a search needs of the world. Adapters answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.searching import Clue, Word
from chalicelib.domain.worklist import Row

MOST_FOUND = 25
"""How many cases a search shows; whoever has more needs another clue."""


@dataclass(frozen=True, slots=True)
class Found:
    """Cases, the latest first. `is_all` is false where there may be others: add a clue. `in_texts` are
    those of them that nobody's details fit: the words stand in what somebody wrote.
    """

    rows: tuple[Row, ...]
    is_all: bool
    in_texts: frozenset[CaseNumber] = frozenset()


class Search(Protocol):
    """Finding cases by what is known of their people."""

    def find(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        """The cases of the organisation in which one person fits every clue, open and closed.

        Two calls, and no more is read from a large archive than from a small one.
        """

    def find_anywhere(self, organisation: OrganisationId, clues: frozenset[Clue]) -> Found:
        """The same, and the cases in which one text holds every word. Two calls as well."""


class Said(Protocol):
    """The words of what people wrote."""

    def keep(
        self,
        number: CaseNumber,
        organisation: OrganisationId,
        texts: Mapping[int, frozenset[Word]],
    ) -> bool:
        """Let a case be found by the words of these texts, by the number of their events, and by none
        besides; whether anything was not so. Safe to run twice. Raises: StoreBusy.
        """
