"""Staff look at what is new on their cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.application.ports import Reading, View, ViewKind
from chalicelib.domain.news import is_new
from chalicelib.domain.policy import Action
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Row, known_rows

MOST_CASES = 300
"""More than anybody handles at once; of more only those that are due first are looked through."""


@dataclass(frozen=True, slots=True)
class OwnNews:
    """The reader's cases that have news, the latest first. `since` is when they last looked, `until`
    the moment of the page; `is_all` is False where they have more cases than were looked through.
    """

    rows: tuple[Row, ...]
    since: datetime | None
    until: datetime
    is_all: bool


def read_news(reader: Staff, reading: Reading) -> OwnNews:
    """What happened on the reader's own open cases since they last looked. Two calls to the store.

    Source: issue 6, point 8. Raises: NotAllowed.
    """
    organisation = reading.policies.organisation(reader.organisation)
    pack = reading.policies.current(organisation).pack
    pack.require(reader.roles, Action.LIST_CASES)
    desk = reading.desks.of(reader.organisation, reader.id)
    view = View(ViewKind.MINE, reader.organisation, reader.id, reader.team)
    page = reading.cases.worklist(view, limit=MOST_CASES)
    known = known_rows(reader, pack, page.rows)
    new = [row for row in known if is_new(row.news, desk.looked_at)]
    return OwnNews(
        rows=tuple(sorted(new, key=_when, reverse=True)),
        since=desk.looked_at,
        until=reading.clock.now(),
        is_all=not page.after,
    )


def _when(row: Row) -> datetime:
    assert row.news is not None, "only cases with news are told"
    return row.news.at
