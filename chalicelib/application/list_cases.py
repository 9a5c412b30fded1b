"""Staff look at a worklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.application.ports import Reading, View, ViewKind, about_key, count_key
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Shown, known_rows, shown_to

PAGE_SIZE = 25
"""How many rows a page of a worklist shows."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist as its reader may know it, with how many cases each view holds. `after` is
    the key of the next page.
    """

    view: View
    rows: tuple[Shown, ...]
    after: str
    counts: Mapping[ViewKind, int]


def list_cases(view: View, reader: Staff, reading: Reading, *, after: str = "") -> Worklist:
    """The rows of the view, what is due first. Two calls to the store, whatever the archive's size.

    Raises: NotAllowed, Invalid where `after` is not a key that a page gave.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.LIST_CASES)
    counted = reading.cases.counts(reader.organisation)
    page = reading.cases.worklist(view, limit=PAGE_SIZE, after=after)
    names = {
        ViewKind.MINE: reader.id,
        ViewKind.TEAM: reader.team,
        ViewKind.UNASSIGNED: reader.team,
    }
    # To find a restricted case by its subject would be to be told its subject.
    shown = known_rows if view.is_narrowed else shown_to
    return Worklist(
        view=view,
        rows=shown(reader, pack, page.rows),
        after=page.after,
        counts={kind: _known(counted, kind, name, reader) for kind, name in names.items()},
    )


def _known(counted: Mapping[str, int], kind: ViewKind, name: str, reader: Staff) -> int:
    """How many cases a view shows its reader: those that are about them are not among them (4.2)."""
    about_them = counted.get(about_key(kind, reader.team, reader.id), 0)
    return max(counted.get(count_key(kind, name), 0) - about_them, 0)
