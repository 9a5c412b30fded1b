"""Staff look at a worklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.ports import Page, Reading, View, ViewKind, count_key
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff

PAGE_SIZE = 25
"""How many rows a page of a worklist shows."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist, with how many cases each view holds."""

    view: View
    page: Page
    counts: Mapping[ViewKind, int]


def list_cases(view: View, reader: Staff, reading: Reading, *, after: str = "") -> Worklist:
    """The rows of the view, what is due first. Two calls to the store, whatever the archive's size.

    Raises: NotAllowed, Invalid where `after` is not a key that a page gave.
    """
    organisation = reading.policies.organisation(reader.organisation)
    reading.policies.current(organisation).pack.require(reader.roles, Action.LIST_CASES)
    counted = reading.cases.counts(reader.organisation)
    names = {
        ViewKind.MINE: reader.id,
        ViewKind.TEAM: reader.team,
        ViewKind.UNASSIGNED: reader.team,
    }
    return Worklist(
        view=view,
        page=reading.cases.worklist(view, limit=PAGE_SIZE, after=after),
        counts={kind: counted.get(count_key(kind, name), 0) for kind, name in names.items()},
    )
