"""Where in the due index something stands, and how much of the index the tick reads.

The index has a partition for each day. A thing stands under the day on which it is due; what is
already overdue when it is written stands under the day of the writing. So nobody writes under a day
that is over, and a day that was found empty stays empty: the tick remembers from which day on it must
look, and reads from there to today, however long nobody looked. What is due later is never touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from chalicelib.adapters import items, keys
from chalicelib.adapters.keys import due_day, due_shard
from chalicelib.adapters.table import Item, Table

FIRST_LOOK_BACK = timedelta(days=31)
"""How far the first tick of all looks back: somebody was called long before (infra/alarms.yaml)."""

_DAY = timedelta(days=1)
"""The day before is always read: a writer that began on it may not have finished."""


class DueIndex:
    """What is due now, and nothing else is read."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def due(self, now: datetime) -> Iterator[Item]:
        """The keys of everything that is due, the longest due first.

        Once all was read, the first day that had something is remembered, at the latest yesterday.
        That may be done twice, late or beside itself: a day that was empty once is empty for ever.
        """
        held: list[date] = []
        remembered = self._remembered()
        for day in _days(_first(remembered, now), due_day(now)):
            found = self._due_on(day, now)
            held += [day] * bool(found)
            yield from found
        first = min([*held, due_day(now) - _DAY])
        if first != remembered:
            self._table.put(items.item(keys.TICK, keys.LOOKS_FROM, first))

    def _remembered(self) -> date | None:
        kept = self._table.get(keys.TICK, keys.LOOKS_FROM)
        return items.from_body(date, kept["body"]) if kept else None

    def _due_on(self, day: date, now: datetime) -> list[Item]:
        values = {":day": due_shard(day), ":now": now.isoformat()}
        condition = "due_shard = :day AND due_at <= :now"
        return list(self._table.query(condition, values, IndexName="due"))

    def will_be_seen(self, kept: Item, now: datetime) -> bool:
        """Whether the tick looks where this stands, at the latest when it is due."""
        due_at, shard = datetime.fromisoformat(kept["due_at"]), str(kept.get("due_shard", ""))
        if due_at > now:
            return shard == due_shard(due_day(due_at))
        first = _first(self._remembered(), now)
        return due_shard(first) <= shard <= due_shard(due_day(now))


def _first(remembered: date | None, now: datetime) -> date:
    """The first day that the tick reads. At the latest yesterday, whatever is remembered: a clock on a
    laptop may have been put back.
    """
    today = due_day(now)
    return min(remembered, today - _DAY) if remembered else today - FIRST_LOOK_BACK


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + n * _DAY for n in range((last - first).days + 1))
