"""Looking at what a version would do where there are too many cases for one answer: they are looked at
in pieces, each kept when it is done, and shown together.

Source: issue 3, point 5. Each piece is looked at as often as need be and kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.reference import CaseNumber
from chalicelib.domain.what_if import Candidate, CaseDifference

CASES_OF_A_PIECE = 200
"""So many that a piece is done in seconds, in a function that has a minute."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was begun to be looked at: on which version of the organisation’s history, and how much."""

    organisation: OrganisationId
    id: str
    candidate: Candidate
    chosen_version: int
    begun_at: datetime
    cases: int
    pieces: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the cases of a look. Once `done`, `found` are those for which the candidate says another
    date; `refused` says why one of them cannot be answered for.
    """

    organisation: OrganisationId
    look: str
    number: int
    candidate: Candidate
    begun_at: datetime
    cases: tuple[CaseNumber, ...]
    done: bool = False
    found: tuple[CaseDifference, ...] = ()
    refused: str = ""


def pieces_of(look: Look, numbers: Sequence[CaseNumber]) -> tuple[Piece, ...]:
    """The cases in pieces, in the order of their numbers."""
    starts = range(0, len(numbers), CASES_OF_A_PIECE)
    return tuple(
        Piece(
            look.organisation,
            look.id,
            number,
            look.candidate,
            look.begun_at,
            tuple(numbers[start : start + CASES_OF_A_PIECE]),
        )
        for number, start in enumerate(starts, start=1)
    )


def pieces_for(cases: int) -> int:
    """How many pieces so many cases make."""
    return -(-cases // CASES_OF_A_PIECE)


def looked_at(piece: Piece, found: Iterable[CaseDifference], refused: str = "") -> Piece:
    """The piece when it is done."""
    return replace(piece, done=True, found=tuple(found), refused=refused)


@dataclass(frozen=True, slots=True)
class LookSoFar:
    """A look and its pieces, as far as they are."""

    look: Look
    pieces: tuple[Piece, ...]

    @property
    def cases_done(self) -> int:
        """How many cases were looked at."""
        return sum(len(piece.cases) for piece in self.pieces if piece.done)

    @property
    def is_done(self) -> bool:
        """Whether every case was looked at: a list with a gap would lie."""
        return len(self.pieces) == self.look.pieces and all(each.done for each in self.pieces)

    @property
    def refused(self) -> str:
        """Why it cannot be shown; empty where it can."""
        return next((piece.refused for piece in self.pieces if piece.refused), "")

    @property
    def found(self) -> tuple[CaseDifference, ...]:
        """The cases whose dates would differ, in the order of their numbers."""
        return tuple(case for piece in self.pieces for case in piece.found)
