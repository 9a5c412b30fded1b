"""By when would it be, if this happened? Staff ask it on the telephone, before they agree a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalicelib.application.ports import Reading
from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.clocks import Clock, ClockRule, read_rule, rule_code
from chalicelib.domain.errors import CannotBeKnown, Fault, Invalid, PolicyUnknown
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
from chalicelib.domain.identifiers import CaseId
from chalicelib.domain.policy import PolicyPack, PolicyRef
from chalicelib.domain.staff import Organisation, Staff

NO_CASE = CaseId("preview")
THE_ONE = "1"
"""What a document, an action, … is called where the question does not name it."""


@dataclass(frozen=True, slots=True)
class Supposition:
    """Something that happened, or might."""

    type: EventType
    happened_at: datetime
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is asked. An empty `version` is the one in force in the asker's organisation.

    `received_at` is when it was received, or, where none of the happenings starts the clock, when the
    clock began.
    """

    pack: str
    version: str
    clock: str
    received_at: datetime
    happenings: tuple[Supposition, ...]


@dataclass(frozen=True, slots=True)
class Previewed:
    """The clock as it would be, and the version of the policy that says so."""

    clock: Clock
    policy: PolicyRef


def preview_clock(supposed: Supposed, asker: Staff, reading: Reading) -> Previewed:
    """The clock that these happenings would make, read exactly as a case's clocks are.

    It uses the bank holidays that the asker's organisation lives by. Nothing is saved.
    Raises: Invalid, naming the field, for what cannot be answered.
    """
    organisation = reading.policies.organisation(asker.organisation)
    try:
        policy = _policy(supposed, organisation, reading)
        live = reading.policies.live_calendar(organisation)
        terms = reading.policies.terms(policy, live, organisation.id)
    except PolicyUnknown as unknown:
        raise Invalid([Fault("pack", str(unknown))]) from unknown
    rule = _rule(supposed.clock, terms.pack)
    return Previewed(_clock(rule, supposed, terms.calendar), policy)


def _policy(supposed: Supposed, organisation: Organisation, reading: Reading) -> PolicyRef:
    if supposed.version:
        return PolicyRef(supposed.pack, supposed.version)
    if supposed.pack == organisation.policy:
        return PolicyRef(organisation.policy, organisation.policy_version)
    return reading.policies.newest(supposed.pack)


def _rule(code: str, pack: PolicyPack) -> ClockRule:
    rule = pack.clock(rule_code(code))
    if rule is None:
        known = ", ".join(rule.code for rule in pack.clocks)
        raise Invalid([Fault("clock", f"{pack.ref} has no clock {code}. It has: {known}")])
    return rule


def _clock(rule: ClockRule, supposed: Supposed, calendar: WorkingCalendar) -> Clock:
    try:
        clocks = list(read_rule(rule, _events(rule, supposed), calendar))
    except CannotBeKnown as unknown:
        raise Invalid([Fault("events", str(unknown))]) from unknown
    except (OverflowError, ValueError) as absurd:  # a year that no calendar has
        raise Invalid([Fault("events", "Some of these times lie too far away")]) from absurd
    wanted = [clock for clock in clocks if supposed.clock in (rule.code, clock.code)]
    if not wanted:
        raise Invalid([Fault("events", f"Nothing here starts the clock {supposed.clock}")])
    return wanted[0]


def _events(rule: ClockRule, supposed: Supposed) -> tuple[Event, ...]:
    """The suppositions as a history, begun by what starts the clock where none of them does."""
    events = tuple(_linked(supposed.happenings))
    if any(rule.starts(event) for event in events):
        return events
    return tuple(_linked((_beginning(rule, supposed), *supposed.happenings)))


def _beginning(rule: ClockRule, supposed: Supposed) -> Supposition:
    trigger = rule.starts_on[0]
    facts = {fact: values[0] for fact, values in trigger.where.items() if values}
    if rule.each:
        facts[rule.each] = supposed.clock.partition(":")[2] or THE_ONE
    return Supposition(trigger.type, supposed.received_at, facts)


def _linked(happenings: tuple[Supposition, ...]) -> Iterator[Event]:
    head = NO_EVENTS
    for each in happenings:
        facts = {**each.facts, "happened_at": each.happened_at.isoformat()}
        occasion = Occasion(at=each.happened_at, by=PUBLIC, nonce="")
        (event,) = link(NO_CASE, head, occasion, [Happening(each.type, facts)])
        head = Head(event.seq, event.hash)
        yield event
