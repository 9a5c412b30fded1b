"""Rules, histories and readings of clocks, for tests that name only what they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from chalicelib.domain.calendar import WorkingCalendar, london_instant
from chalicelib.domain.clocks import Clock, ClockKind, ClockRule, Trigger, Unit, read_clock, read_rule
from chalicelib.domain.contact import ContactType
from chalicelib.domain.events import (
    NO_EVENTS,
    PUBLIC,
    Event,
    EventType,
    Happening,
    Head,
    Occasion,
    link,
)
from chalicelib.domain.identifiers import CaseId, RoleCode
from chalicelib.domain.policy import PolicyPack, PolicyRef
from tests.builders import ENGLAND, POLICIES

CASE = CaseId("01K00000000000000000000001")

RECEIVED, RESPONSE = EventType.CASE_RECEIVED, EventType.RESPONSE_SENT
PAUSED, RESUMED = EventType.CLOCK_PAUSED, EventType.CLOCK_RESUMED
EXTENDED, REVISED = EventType.CLOCK_EXTENDED, EventType.CLOCK_REVISED

Told = tuple[EventType, datetime, dict[str, Any]]

PACKS = ("gp-practice", "three-stage", "medical-defence", "claims-scheme", "commissioner")


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A moment of London's day."""
    return london_instant(day, time(hour, minute))


def on(text: str, hour: int = 10, minute: int = 0) -> datetime:
    """The same, of a date in ISO form."""
    return at(date.fromisoformat(text), hour, minute)


def utc(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def happened(type: EventType, when: datetime, **facts: Any) -> Told:
    """Something that happened."""
    return type, when, facts


def history(*told: Told) -> tuple[Event, ...]:
    """A chain of these, in the order in which they were recorded."""
    events: list[Event] = []
    head = NO_EVENTS
    for kind, when, facts in told:
        stated = {**facts, "happened_at": when.isoformat()}
        (event,) = link(CASE, head, Occasion(when, PUBLIC, "salt"), [Happening(kind, stated)])
        head = Head(event.seq, event.hash)
        events.append(event)
    return tuple(events)


def pack(code: str) -> PolicyPack:
    """The first version of a pack."""
    return POLICIES.pack(PolicyRef(code, "v1"))


def rule_of(pack_code: str, clock: str) -> ClockRule:
    """One clock of a pack."""
    rule = pack(pack_code).clock(clock)
    assert rule is not None, f"{pack_code} has no clock {clock}"
    return rule


def a_rule(**given: Any) -> ClockRule:
    """Three working days after receipt, until the response; it can be paused and moved."""
    default = ClockRule(
        code="TEST",
        title="A promise",
        kind=ClockKind.WORKING_DAYS,
        allowance=3,
        source="a test",
        applies_to=frozenset(ContactType),
        starts_on=(Trigger(RECEIVED),),
        stops_when_all=(Trigger(RESPONSE),),
        owner=RoleCode("complaints_manager"),
        milestones=(),
        unit=Unit.WORKING_DAYS,
        pausable=True,
    )
    return replace(default, **given)


def read(rule: ClockRule, *told: Told, calendar: WorkingCalendar = ENGLAND) -> Clock:
    """The clock that these make."""
    clock = read_clock(rule, history(*told), calendar)
    assert clock is not None, "nothing started the clock"
    return clock


def read_all(rule: ClockRule, *told: Told) -> dict[str, Clock]:
    """Every clock that these make, by its code."""
    return {clock.code: clock for clock in read_rule(rule, history(*told), ENGLAND)}


def milestones(clock: Clock) -> list[tuple[str, datetime]]:
    """What will be told to whoever owns the clock, and when."""
    return [(each.code, each.at) for each in clock.pending if not each.rung]


def rungs(clock: Clock) -> list[tuple[int, datetime]]:
    """Which rungs of the ladder will hear, and when, if nobody answers."""
    return [(each.rung, each.at) for each in clock.pending if each.rung]
