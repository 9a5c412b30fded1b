"""Staff search for a case of which they have no reference."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import Reading
from chalicelib.domain.policy import Action
from chalicelib.domain.searching import Clue
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Shown, shown_to


@dataclass(frozen=True, slots=True)
class Results:
    """The cases that fit, as the reader may know them; `is_all` where there are no more."""

    rows: tuple[Shown, ...]
    is_all: bool


def search_cases(clues: frozenset[Clue], reader: Staff, reading: Reading) -> Results:
    """The cases that fit, of the reader's organisation only. They are shown, never opened (S0-4).

    Raises: NotAllowed, StoreBusy.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.READ_CASE)
    found = reading.search.find(reader.organisation, clues)
    return Results(shown_to(reader, pack, found.rows), found.is_all)
