"""Who hears next when a promise was broken and nobody answered: the rungs of the pack's ladder, one
after another, each some time after the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from chalicelib.domain.calendar import WorkingCalendar, london_date, london_instant
from chalicelib.domain.clocks.milestones import Milestone
from chalicelib.domain.clocks.rules import Climb, ClockKind, ClockRule, Notice
from chalicelib.domain.events import Event, EventType


def climbed(
    rule: ClockRule,
    own: Sequence[Milestone],
    events: Sequence[Event],
    calendar: WorkingCalendar,
    *,
    person: str,
) -> Iterator[Milestone]:
    """When each rung hears, after the last of the clock's `own` milestones.

    At nine on a working day, to the minute for a clock that counts hours. Where somebody answers for it
    by then (a handler, or the `person` that the promise names: S0-9), every rung over the first hears
    in turn; where nobody does, the reminders went to the clock's owner, and only the rungs over the
    owner's are left (S2-72).
    Raises: CalendarExhausted.
    """
    if not own or not rule.climbs:
        return
    heard_at = own[-1].at
    for climb in rule.climbs:
        at = _next_hearing(climb, heard_at, rule.kind, calendar)
        if climb.up_to_owner and not (person or _handled_before(at, events)):
            continue
        heard_at = at
        yield Milestone(climb.code, at, Notice.ESCALATION, climb.rung)


def _next_hearing(
    climb: Climb, heard_at: datetime, kind: ClockKind, calendar: WorkingCalendar
) -> datetime:
    if kind is ClockKind.ELAPSED_HOURS:
        return heard_at + timedelta(hours=climb.hours)
    day = calendar.add_working_days(london_date(heard_at), climb.working_days)
    return london_instant(day, climb.at)


def _handled_before(at: datetime, events: Sequence[Event]) -> bool:
    return any(each.type is EventType.HANDLER_ASSIGNED and each.at < at for each in events)
