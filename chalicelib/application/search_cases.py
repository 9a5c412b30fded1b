"""Staff search for a case of which they have no reference."""

from __future__ import annotations

from chalicelib.application.ports import Reading
from chalicelib.application.search_ports import Found
from chalicelib.domain.policy import Action
from chalicelib.domain.searching import Clue
from chalicelib.domain.staff import Staff


def search_cases(clues: frozenset[Clue], reader: Staff, reading: Reading) -> Found:
    """The cases that fit, of the reader's organisation only. They are shown, never opened (S0-4).

    Raises: NotAllowed, StoreBusy.
    """
    organisation = reading.policies.organisation(reader.organisation)
    reading.policies.current(organisation).pack.require(reader.roles, Action.READ_CASE)
    return reading.search.find(reader.organisation, clues)
