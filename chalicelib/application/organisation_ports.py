"""What the use cases need of the world about organisations themselves, stated as they would say it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.looks import Look, LookSoFar, Piece
from chalicelib.domain.organisation_history import Chosen, Entry
from chalicelib.domain.publication import Part
from chalicelib.domain.staff import Staff


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision to be kept: its entry, what holds after it, the parts that it sets going, and whom of
    the staff it is about, as they stand in the directory after it.
    """

    entry: Entry
    chosen: Chosen
    parts: Sequence[Part] = ()
    member: Staff | None = None


class OrganisationReader(Protocol):
    """What organisations decided about themselves. A GET is given nothing more than this."""

    def chosen(self, organisation: OrganisationId) -> Chosen:
        """What holds instead of the organisation's files, as it is at this moment."""

    def remembered(self) -> Mapping[OrganisationId, Chosen]:
        """What holds for every organisation that decided anything; up to a minute old."""

    def history(self, organisation: OrganisationId) -> tuple[Entry, ...]:
        """Every decision, in order."""

    def parts(self, organisation: OrganisationId) -> tuple[Part, ...]:
        """Every part of every publication, in order."""

    def look(self, organisation: OrganisationId, look: str) -> LookSoFar | None:
        """A look and its pieces; None where there is none, or none any more."""


class OrganisationStore(OrganisationReader, Protocol):
    """Reading and keeping decisions."""

    def save(self, decided: Decided) -> None:
        """Keep the decision and everything that belongs to it, in one transaction or not at all.

        Raises: OrganisationChanged, if it was decided on what no longer holds; StoreBusy.
        """

    def begin(self, look: Look) -> None:
        """Keep that a look was begun; it is forgotten by itself after a week."""

    def put_piece(self, piece: Piece) -> None:
        """Keep a piece as it is now. Running it twice changes nothing."""

    def finish(self, part: Part) -> None:
        """Keep how a part ended. Running it twice changes nothing."""
