"""How one case stands to the monthly meeting of its practice (S2-99, S2-98)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.clocks import Clock
from chalicelib.domain.endings import ending_of
from chalicelib.domain.events import Event
from chalicelib.domain.learning import actions_of, was_minuted
from chalicelib.domain.meetings import meeting_ahead

AUDIT = "AUDIT"
"""The clock of the check whether a change works (S2-98)."""


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """What of a case matters to a meeting: the day of the one that it is on, whether its answer was
    minuted, how many changes it led to, when it was closed, and by when a change must be checked.
    """

    meets_on: date | None = None
    minuted: bool = False
    lessons: int = 0
    closed_on: date | None = None
    audit_due: date | None = None


NOTHING_TO_SAY = OnAgenda()


def on_agenda(events: Sequence[Event], clocks: Iterable[Clock]) -> OnAgenda:
    """How the case stands to the next meeting."""
    ahead, closed = meeting_ahead(events), ending_of(events).closed_at
    audits = [each.due for each in clocks if each.running and each.rule.code == AUDIT]
    return OnAgenda(
        meets_on=ahead.meets_on if ahead else None,
        minuted=was_minuted(events),
        lessons=len(actions_of(events)),
        closed_on=london_date(closed) if closed else None,
        audit_due=min(audits) if audits else None,
    )
