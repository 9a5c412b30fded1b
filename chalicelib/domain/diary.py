"""When staff are taken: quarters of an hour that nobody can be given twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identifiers import StaffId

CELL = timedelta(minutes=15)
"""What a diary is divided into."""
LENGTHS = (15, 30, 45, 60)
"""Minutes that something in a diary can take."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in somebody's diary: `what` is the name of the clock that waits for it."""

    staff: StaffId
    slot: datetime
    minutes: int
    what: str

    def cells(self) -> Iterator[Entry]:
        """Each quarter of an hour of it, as an entry of its own."""
        for n in range(self.minutes // 15):
            yield Entry(self.staff, self.slot + n * CELL, 15, self.what)


@dataclass(frozen=True, slots=True)
class Taking:
    """What a change does to diaries: the quarters that it takes, and those that it gives back."""

    taken: tuple[Entry, ...] = ()
    freed: tuple[Entry, ...] = ()


def moved(before: Sequence[Entry], after: Sequence[Entry]) -> Taking:
    """What must be taken and given back when `before` becomes `after`. What stays is not touched."""
    old = {cell for entry in before for cell in entry.cells()}
    new = {cell for entry in after for cell in entry.cells()}
    order = lambda cell: (cell.staff, cell.slot)  # noqa: E731 (one place, two uses)
    return Taking(tuple(sorted(new - old, key=order)), tuple(sorted(old - new, key=order)))


def require_slot(slot: datetime, now: datetime, field: str = "slot") -> None:
    """Raises: Invalid, for a time that is past or not on a quarter of an hour."""
    if slot <= now:
        raise Invalid([Fault(field, "Choose a time that is still to come")])
    if slot.minute % 15 or slot.second or slot.microsecond:
        message = "Choose a time on the quarter of an hour, such as 10:15 or 10:30"
        raise Invalid([Fault(field, message)])
