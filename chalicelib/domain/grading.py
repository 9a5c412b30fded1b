"""How grave a matter is: one of four levels, with the history of every change. Not its stage."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of


class Grade(IntEnum):
    """The four levels of severity and complexity (S2-71 to S2-74)."""

    MINOR = 1
    SIGNIFICANT = 2
    MAJOR = 3
    COMPLEX = 4


NEEDS_A_PARTNER = Grade.MAJOR
"""From this level on a partner sits on the plan (S2-73)."""


def grade_of(events: Iterable[Event]) -> Grade | None:
    """The present level; None before anybody graded it. Clocks keep their start (S2-76)."""
    graded = last_of(events, EventType.CASE_GRADED)
    return Grade(graded.facts["grade"]) if graded else None
