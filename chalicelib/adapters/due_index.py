"""Where in the due index something stands, and how much of the index the tick reads.

The index has a partition for each day. A thing stands under the day on which it is due; what is
already overdue when it is written stands under the day of the writing. So nobody writes under a day
that is over, and a day that was found empty stays empty: the tick remembers from which day on it must
look, and reads from there to today, however long nobody looked. What is due later is never touched.
A tick that has no more time leaves its place, and the next one goes on behind it (decision 0107).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chalicelib.adapters import items, keys
from chalicelib.adapters.keys import day_of_shard, due_day, due_shard
from chalicelib.adapters.page_keys import closed, opened
from chalicelib.adapters.table import Item, Table
from chalicelib.application.due_ports import Round

FIRST_LOOK_BACK = timedelta(days=31)
"""How far the first tick of all looks back: somebody was called long before (infra/alarms.yaml)."""

_KEY = ("due_shard", "due_at", "pk", "sk")
_DAY = timedelta(days=1)
"""The day before is always read: a writer that began on it may not have finished."""


@dataclass(frozen=True, slots=True)
class Found:
    """How far the round has come, and the keys of what it has left, the longest due first."""

    round: Round
    entries: Iterator[Item]


class DueIndex:
    """What is due now, and nothing else is read."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def due(self, now: datetime) -> Found:
        """What is left of a round that was interrupted, or else everything that is due.

        Once all was read, the first day that had something is remembered, at the latest yesterday.
        That may be done twice, late or beside itself: a day that was empty once is empty for ever. A
        round of several ticks leaves what was remembered: none of them has seen every day.
        """
        kept = self._kept()
        first, interrupted = _remembered(kept), _interrupted(kept, now)
        if interrupted is None:
            return Found(Round(), self._everything(first, now))
        return Found(interrupted, self._rest(interrupted, first, now))

    def interrupt(self, at: Round) -> None:
        """Keep how far the round has come, beside the first day."""
        first = _remembered(self._kept()) or _day_of(at) - FIRST_LOOK_BACK
        self._keep(first, round=items.body_of(at))

    def _everything(self, remembered: date | None, now: datetime) -> Iterator[Item]:
        held: list[date] = []
        for day in _days(_first(remembered, now), due_day(now)):
            for entry in self._due_on(day, now):
                held = held or [day]
                yield entry
        first = min([*held, due_day(now) - _DAY])
        if first != remembered:
            self._keep(first)

    def _rest(self, interrupted: Round, first: date | None, now: datetime) -> Iterator[Item]:
        day = _day_of(interrupted)
        yield from self._due_on(day, now, start=opened(interrupted.behind))
        for following in _days(day + _DAY, due_day(now)):
            yield from self._due_on(following, now)
        self._keep(first or day)

    def _kept(self) -> Item | None:
        return self._table.get(keys.TICK, keys.LOOKS_FROM)

    def _keep(self, first: date, **beside: str) -> None:
        self._table.put(items.item(keys.TICK, keys.LOOKS_FROM, first, **beside))

    def _due_on(
        self, day: date, now: datetime, *, start: Mapping[str, str] | None = None
    ) -> Iterator[Item]:
        values = {":day": due_shard(day), ":now": now.isoformat()}
        condition = "due_shard = :day AND due_at <= :now"
        return self._table.query(condition, values, start=start, IndexName="due")

    def will_be_seen(self, kept: Item, now: datetime) -> bool:
        """Whether the tick looks where this stands, at the latest when it is due."""
        due_at, shard = datetime.fromisoformat(kept["due_at"]), str(kept.get("due_shard", ""))
        if due_at > now:
            return shard == due_shard(due_day(due_at))
        first = _first(_remembered(self._kept()), now)
        return due_shard(first) <= shard <= due_shard(due_day(now))


def place_of(entry: Item) -> str:
    """Where something stands in the index: behind it a round can go on, even when it has left it.

    The whole key, not only the time: a thousand reminders are due at nine in the same second.
    """
    return closed({name: entry[name] for name in _KEY})


def _remembered(kept: Item | None) -> date | None:
    return items.from_body(date, kept["body"]) if kept else None


def _interrupted(kept: Item | None, now: datetime) -> Round | None:
    """The round that was interrupted; none, where a clock on a laptop was put back to before it."""
    if kept is None or "round" not in kept:
        return None
    interrupted = items.from_body(Round, kept["round"])
    place = opened(interrupted.behind)
    return interrupted if place and place["due_at"] <= now.isoformat() else None


def _day_of(interrupted: Round) -> date:
    place = opened(interrupted.behind)
    assert place is not None, "a round is interrupted behind something"
    return day_of_shard(place["due_shard"])


def _first(remembered: date | None, now: datetime) -> date:
    """The first day that the tick reads. At the latest yesterday, whatever is remembered: a clock on a
    laptop may have been put back.
    """
    today = due_day(now)
    return min(remembered, today - _DAY) if remembered else today - FIRST_LOOK_BACK


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + n * _DAY for n in range((last - first).days + 1))
