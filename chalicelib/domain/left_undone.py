"""What the stream should have done for a case and never did: the sweep has it shown once more.

The tick delivers what the stream missed and the sweep counts it. The rest of the stream's work has
no due date of its own, and would wait for ever if a record were lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.case import CaseFile
from chalicelib.domain.copy_orders import copies_of
from chalicelib.domain.erasures import erasures_of, order_to_carry_out
from chalicelib.domain.holds import is_on_hold
from chalicelib.domain.letters.printed import is_for_paper, printed_of

PATIENCE = timedelta(hours=1)
"""The stream tries six times in a few minutes before a record goes to the dead letters."""


@dataclass(frozen=True, slots=True)
class Undone:
    """Keys of messages that should have been set on paper, and numbers of events whose order nobody
    has carried out.
    """

    messages: tuple[str, ...] = ()
    events: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.messages or self.events)


NOTHING = Undone()


def left_undone(file: CaseFile, *, at: datetime) -> Undone:
    """What should have been done an hour ago at the latest. Source: issue 7, point 4."""
    until = at - PATIENCE
    if erasures_of(file.events):
        # What people wrote is gone, or is about to be: no letter can be made of it.
        return Undone(events=tuple(_erasure(file, until)))
    return Undone(tuple(_letters(file, until)), tuple(_copies(file, until)))


def _letters(file: CaseFile, until: datetime) -> Iterator[str]:
    for message in file.messages:
        late = is_for_paper(message) and message.owed_at <= until
        if late and printed_of(file.events, message.key) is None:
            yield message.key


def _copies(file: CaseFile, until: datetime) -> Iterator[int]:
    for copy in copies_of(file.events, file.case.number):
        if copy.made_at is None and copy.ordered_at <= until:
            yield copy.order


def _erasure(file: CaseFile, until: datetime) -> Iterator[int]:
    order = order_to_carry_out(file.events)
    if order is not None and order.ordered_at <= until and not is_on_hold(file.events):
        yield order.order
