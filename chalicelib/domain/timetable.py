"""What an organisation owes once a month and once a year, outside any case: the practice meeting at
which the outcomes are minuted, the report of the year (S2-99, C-9; SI 2009/309 regulation 18).

It is a history like a case's: a period is called for, reminded of, and met by minutes or a report. The
clocks of the pack that apply to no kind of contact are read from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.clocks import Clock, ClockRule, Milestone, read_rule
from chalicelib.domain.clocks.calendar_periods import months_after
from chalicelib.domain.digest import Turn
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import NO_EVENTS, Event, EventType, Happening, Head, Occasion, link
from chalicelib.domain.history import last_of
from chalicelib.domain.identifiers import CaseId, OrganisationId, StaffId
from chalicelib.domain.policy import PolicyPack, Terms

TIMETABLE = StaffId("#timetable")
"""Whose turn it is when no person's is: no sign-in name has this sign."""

YEAR_END = "reports.annual_year_end"
"""The setting that says on which day a year of reports ends, as month and day."""


class Rhythm(StrEnum):
    """How often something is owed."""

    MONTHLY = "monthly"
    ANNUAL = "annual"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, as `2026-12`, or a year of reports by the day it ends, as `2027-03-31`."""

    name: str
    ends_on: date


def period_of(rhythm: Rhythm, day: date, pack: PolicyPack) -> Period:
    """The period in which a day lies; a year of reports ends on the day that the pack names."""
    if rhythm is Rhythm.MONTHLY:
        first = day.replace(day=1)
        return Period(f"{first:%Y-%m}", months_after(first, 1) - timedelta(days=1))
    month, end = (int(part) for part in str(pack.settings[YEAR_END].value).split("-"))
    this_year = date(day.year, month, end)
    ends_on = this_year if day <= this_year else date(day.year + 1, month, end)
    return Period(ends_on.isoformat(), ends_on)


def own_rules(pack: PolicyPack) -> tuple[ClockRule, ...]:
    """The clocks of the organisation and of no case."""
    return tuple(rule for rule in pack.clocks if not rule.applies_to)


def rhythm_of(rule: ClockRule) -> Rhythm:
    """How often the clock runs: its start says it."""
    return Rhythm(str(rule.starts_on[0].where["kind"][0]))


def own_clocks(events: Sequence[Event], terms: Terms) -> tuple[Clock, ...]:
    """Every clock of the timetable, read from its events. Raises: CalendarExhausted."""
    rules = own_rules(terms.pack)
    return tuple(clock for rule in rules for clock in read_rule(rule, events, terms.calendar))


def to_call_for(events: Sequence[Event], pack: PolicyPack, today: date) -> tuple[Happening, ...]:
    """The periods that have begun and were not called for yet; of a new timetable only today's.

    Running it twice calls for nothing twice. Source: S2-99, C-9.
    """
    return tuple(
        _called(rule, period)
        for rule in own_rules(pack)
        for period in _begun(rule, events, pack, today)
    )


def _begun(rule: ClockRule, events: Sequence[Event], pack: PolicyPack, today: date) -> Iterator[Period]:
    rhythm = rhythm_of(rule)
    current = period_of(rhythm, today, pack)
    mine = [event for event in events if event.facts.get("kind") == rhythm]
    last = last_of(mine, EventType.REPORT_CALLED_FOR)
    period = _after(rhythm, date.fromisoformat(last.facts["period_end"]), pack) if last else current
    while period.ends_on <= current.ends_on:
        yield period
        period = _after(rhythm, period.ends_on, pack)


def _after(rhythm: Rhythm, ends_on: date, pack: PolicyPack) -> Period:
    return period_of(rhythm, ends_on + timedelta(days=1), pack)


def _called(rule: ClockRule, period: Period) -> Happening:
    facts = {
        "kind": rhythm_of(rule),
        "period": period.name,
        "period_end": period.ends_on.isoformat(),
    }
    return Happening(EventType.REPORT_CALLED_FOR, facts)


@dataclass(frozen=True, slots=True)
class ReportDone:
    """Which date was met, and by what: where it is minuted, or where the report stands."""

    clock: str
    text: str


def report_done(events: Sequence[Event], done: ReportDone, terms: Terms) -> Happening:
    """That the outcomes were minuted, or the report is published. Source: S2-99, C-9.

    Raises: Invalid.
    """
    running = {each.code: each for each in own_clocks(events, terms) if each.running}
    if done.clock not in running:
        raise Invalid([Fault("clock", "Choose one that is still open")])
    if not done.text.strip():
        raise Invalid([Fault("text", "Say where it is minuted, or where it can be read")])
    facts = {"period": running[done.clock].instance}
    return Happening(EventType.REPORT_GENERATED, facts, {"text": done.text})


def chained(
    organisation: OrganisationId,
    events: Sequence[Event],
    happenings: Sequence[Happening],
    occasion: Occasion,
) -> tuple[Event, ...]:
    """The happenings as the next events of the timetable."""
    head = Head(events[-1].seq, events[-1].hash) if events else NO_EVENTS
    return link(CaseId(f"timetable:{organisation}"), head, occasion, happenings)


def reached(clocks: Sequence[Clock], now: datetime) -> tuple[tuple[Clock, Milestone], ...]:
    """What is to be told now: the latest milestone of each clock that was not told."""
    found = ((clock, clock.reached(now)) for clock in clocks)
    return tuple((clock, milestone) for clock, milestone in found if milestone)


def next_look(turn: Turn | None, clocks: Sequence[Clock], organisation: OrganisationId) -> Turn | None:
    """The turn of the timetable at its next milestone; None where nothing will be told."""
    moments = [clock.next_at for clock in clocks if clock.next_at]
    if not moments:
        return None
    sent_on = turn.sent_on if turn else None
    return Turn(organisation, TIMETABLE, at=min(moments), sent_on=sent_on)
