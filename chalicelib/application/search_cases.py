"""Staff search for a case of which they have no reference."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.ports import Reading
from chalicelib.application.search_ports import Found
from chalicelib.domain.need_to_know import Knowledge
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.searching import Clue
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Row, Shown, shown_to


@dataclass(frozen=True, slots=True)
class Results:
    """The cases that fit, as the reader may know them; `is_all` where there are no more."""

    rows: tuple[Shown, ...]
    is_all: bool


def search_cases(clues: frozenset[Clue], reader: Staff, reading: Reading) -> Results:
    """The cases that fit, of the reader's organisation only: shown to who may list them, never opened
    (S0-4).

    What people wrote is looked in only for whoever may read it without being asked anything first: no
    word of a sensitive case, or of one that they may not open, is told by its being found.
    Source: issue 6, point 8; S2-14, S4-9. Raises: NotAllowed, StoreBusy.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.LIST_CASES)
    reads_texts = pack.permits(reader.roles, Action.READ_UNCHECKED)
    look = reading.search.find_anywhere if reads_texts else reading.search.find
    found = look(reader.organisation, clues)
    rows = (row for row in found.rows if _may_be_found(row, found, reader, pack))
    return Results(shown_to(reader, pack, rows), found.is_all)


def _may_be_found(row: Row, found: Found, reader: Staff, pack: PolicyPack) -> bool:
    """Whether it may be told that the words stand there: of somebody's details in every case."""
    if row.reference.number not in found.in_texts:
        return True
    is_plain = not row.circle.sensitivity(pack) and not row.circle.restricted
    return is_plain and row.circle.knowledge(reader, pack) is Knowledge.ALL
