"""What the tick asks of the store: what is due, and how far it has come through it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from chalicelib.domain.reference import CaseNumber


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something that the tick must look at: a clock's milestone or an unfinished message. `since`
    is when it became due, `place` where it stands among what is due.
    """

    number: CaseNumber
    clock: str = ""
    message: str = ""
    since: datetime | None = field(default=None, compare=False)
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Round:
    """One way through everything that is due, by as many ticks as it takes. `behind` is the place of
    the last thing that was looked at, empty at the beginning; `oldest` is since when the longest due
    of them was due, and `failed` how many of them could not be dealt with.
    """

    behind: str = ""
    oldest: datetime | None = None
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """What is due and has not been looked at in this round, the longest due first."""

    round: Round
    things: Iterable[DueItem]


class DueStore(Protocol):
    """Finding what is due."""

    def due(self, now: datetime) -> Due:
        """What is left of the round; nothing that is not due is read. Whoever reads to its end has
        ended the round, and the next one begins with the longest due.
        """

    def interrupt(self, at: Round) -> None:
        """Let the next tick go on from here: this one has no more time."""
