"""What each job last said of itself, in the table: one item for each job."""

from __future__ import annotations

from chalicelib.adapters import items, keys
from chalicelib.adapters.table import Table
from chalicelib.domain.health import Beat


class PulseTable:
    """One query brings all of it."""

    def __init__(self, store: Table) -> None:
        self._table = store

    def beats(self) -> tuple[Beat, ...]:
        """The last word of each job that ever ran."""
        return tuple(items.from_body(Beat, each["body"]) for each in self._table.partition(keys.PULSE))

    def keep(self, beat: Beat) -> None:
        """Keep this in place of what the job said before."""
        self._table.put(items.item(keys.PULSE, str(beat.job), beat))
