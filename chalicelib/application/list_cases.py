"""Staff look at a worklist."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chalicelib.application.ports import Reading, View, ViewKind, about_key, count_key
from chalicelib.domain.own_desk import Desk
from chalicelib.domain.policy import Action, PolicyPack
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Row, Shown, known_rows, shown_to

PAGE_SIZE = 25
"""How many rows a page of a worklist shows."""


@dataclass(frozen=True, slots=True)
class Worklist:
    """One page of a worklist as its reader may know it, with how many cases each view holds, and what
    the reader keeps on their desk. `after` is the key of the next page.
    """

    view: View
    rows: tuple[Shown, ...]
    after: str
    counts: Mapping[ViewKind, int]
    desk: Desk


def list_cases(view: View, reader: Staff, reading: Reading, *, after: str = "") -> Worklist:
    """The rows of the view, what is due first. Two calls to the store, whatever the archive's size.

    Raises: NotAllowed, Invalid where `after` is not a key that a page gave.
    """
    pack = _permitted(reader, reading)
    desk, counts = _kept(reader, reading)
    page = reading.cases.worklist(view, limit=PAGE_SIZE, after=after)
    rows = _narrowed(view, reader, pack, page.rows) if view.is_narrowed else None
    shown = shown_to(reader, pack, page.rows) if rows is None else rows
    return Worklist(view, shown, page.after, counts, desk)


def _narrowed(view: View, reader: Staff, pack: PolicyPack, rows: Iterable[Row]) -> tuple[Row, ...]:
    """What the reader may know of. To find a restricted case by how it stands would be to be told that,
    and to find a sensitive one by its subject, to be told its subject.
    """
    known = known_rows(reader, pack, rows)
    return tuple(row for row in known if not (view.filters.subject and row.sensitive))


def opening_list(reader: Staff, reading: Reading) -> Worklist:
    """The list that opens where none is asked for: one's own cases; where there are none, those that
    nobody has yet, or else the team's. Two calls to the store. Raises: NotAllowed.
    """
    pack = _permitted(reader, reading)
    desk, counts = _kept(reader, reading)
    kind = next((each for each in _IN_TURN if counts[each]), ViewKind.MINE)
    view = View(kind, reader.organisation, reader.id, reader.team)
    page = reading.cases.worklist(view, limit=PAGE_SIZE)
    return Worklist(view, shown_to(reader, pack, page.rows), page.after, counts, desk)


_IN_TURN = (ViewKind.MINE, ViewKind.UNASSIGNED, ViewKind.TEAM)


def _kept(reader: Staff, reading: Reading) -> tuple[Desk, Mapping[ViewKind, int]]:
    desk, counted = reading.desks.with_counts(reader.organisation, reader.id)
    return desk, _counts(counted, reader)


def _permitted(reader: Staff, reading: Reading) -> PolicyPack:
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.LIST_CASES)
    return pack


def _counts(counted: Mapping[str, int], reader: Staff) -> Mapping[ViewKind, int]:
    names = {
        ViewKind.MINE: reader.id,
        ViewKind.TEAM: reader.team,
        ViewKind.UNASSIGNED: reader.team,
    }
    return {kind: _known(counted, kind, name, reader) for kind, name in names.items()}


def _known(counted: Mapping[str, int], kind: ViewKind, name: str, reader: Staff) -> int:
    """How many cases a view shows its reader: those that are about them are not among them (4.2)."""
    about_them = counted.get(about_key(kind, reader.team, reader.id), 0)
    return max(counted.get(count_key(kind, name), 0) - about_them, 0)
