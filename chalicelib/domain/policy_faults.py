"""What is wrong with a policy pack, in sentences for whoever keeps it. A pack with a fault does not go
live; a warning is for somebody to read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from chalicelib.domain.calendar import WorkingCalendar
from chalicelib.domain.clocks import NOTICE_EVENTS, ClockKind, ClockRule, Milestone, Trigger, rule_code
from chalicelib.domain.clocks.calendar_periods import months_after
from chalicelib.domain.clocks.milestones import milestone
from chalicelib.domain.clocks.steps import Reckoning
from chalicelib.domain.events import EventType
from chalicelib.domain.ladders import faults_of_reminders
from chalicelib.domain.policy import Action, Contact, PolicyPack, Rung, Stage
from chalicelib.domain.policy_keys import names_roles
from chalicelib.domain.policy_scope import actions_needed

VERIFIED_WITHIN_MONTHS = 12
"""How long a contact may be trusted unseen. Source: S2-68 [D], SC-9."""

PLACEHOLDER = re.compile(r"\[[A-Z]{2,}[A-Z _]*\]|\{\{.*?\}\}")
"""Source: S4-11: a notice once went out by [NAME SURNAME]."""


@dataclass(frozen=True, slots=True)
class PackFault:
    """One thing wrong. `stops` says whether the pack may not be used because of it."""

    message: str
    stops: bool = True


def faults_of(pack: PolicyPack, calendar: WorkingCalendar, today: date) -> tuple[PackFault, ...]:
    """Everything that is wrong with a pack, checks in the order in which one reads it."""
    found = (message for check in _CHECKS for message in check(pack))
    contacts = (fault for contact in pack.contacts.values() for fault in _contact(contact, today))
    disordered = (message for rule in pack.clocks for message in _disordered(rule, calendar))
    return (*map(PackFault, found), *contacts, *map(PackFault, disordered))


def _without_source(pack: PolicyPack) -> Iterator[str]:
    sourced = [
        *((f"The clock {rule.code}", rule.source) for rule in pack.clocks),
        *((f"The value {key}", setting.source) for key, setting in pack.settings.items()),
        *((f"The role {role.code}", role.source) for role in pack.roles.values()),
        *((f"The stage {stage.number}", stage.source) for stage in pack.stages),
        *((f"The contact {contact.code}", contact.source) for contact in pack.contacts.values()),
        *(
            (f"Rung {rung.number} of the ladder of {name}", rung.source)
            for name, rungs in pack.ladders.items()
            for rung in rungs
        ),
    ]
    for what, source in sourced:
        if not source.strip():
            yield f"{what} has no source"


def _clock_codes(pack: PolicyPack) -> Iterator[str]:
    for code in _repeated(rule.code for rule in pack.clocks):
        yield f"There are two clocks called {code}"


def _clocks(pack: PolicyPack) -> Iterator[str]:
    for rule in pack.clocks:
        yield from _owner(f"The clock {rule.code}", rule.owner, pack)
        if rule.allowance <= 0 and rule.kind is not ClockKind.NEGOTIATED:
            yield f"The clock {rule.code} gives no time at all"
        if not rule.starts_on:
            yield f"The clock {rule.code} never starts"
        if not rule.stops_when_all and not rule.ends_when_any:
            yield f"The clock {rule.code} never stops"
        for code in _repeated(each.code for each in rule.milestones):
            yield f"The clock {rule.code} has two milestones called {code}"


def _triggers(pack: PolicyPack) -> Iterator[str]:
    for rule in pack.clocks:
        for trigger in (*rule.starts_on, *rule.restarts_on, *rule.stops_when_all):
            why = _unreachable(trigger, pack)
            if why:
                yield f"The clock {rule.code} waits for {trigger.type} of {why}"


_NOTICES = tuple(NOTICE_EVENTS.values())


def _unreachable(trigger: Trigger, pack: PolicyPack) -> str:
    """What the pack does not have that the event would be about; empty where it can happen."""
    if trigger.type in _NOTICES:
        codes = [str(code) for code in trigger.where.get("clock", ())]
        unknown = [code for code in codes if pack.clock(rule_code(code)) is None]
        return f"a clock {unknown[0]}, which there is not" if unknown else ""
    if trigger.type in (EventType.STAGE_ESCALATED, EventType.STAGE_REPLIED):
        numbers = {stage.number for stage in pack.stages}
        strange = [number for number in trigger.where.get("stage", ()) if number not in numbers]
        return f"a stage {strange[0]}, which there is not" if strange else ""
    return ""


def _stages(pack: PolicyPack) -> Iterator[str]:
    yield from _gap("The order of the stages", [stage.number for stage in pack.stages])
    for stage in pack.stages:
        yield from _owner(f"Stage {stage.number}", stage.owner, pack)
        yield from _by_subject(stage, pack)
        if pack.clock(stage.clock) is None:
            yield f"Stage {stage.number} is timed by {stage.clock}, which is no clock of the pack"


def _by_subject(stage: Stage, pack: PolicyPack) -> Iterator[str]:
    known = {subject.code for subject in pack.subjects}
    for subject, role in stage.by_subject.items():
        yield from _owner(f"Stage {stage.number} for {subject}", role, pack)
        if subject not in known:
            yield f"Stage {stage.number} is for {subject}, which is no category of the pack"


def _ladders(pack: PolicyPack) -> Iterator[str]:
    for name, rungs in pack.ladders.items():
        yield from _gap(f"The ladder of {name}", [rung.number for rung in rungs])
        for rung in rungs:
            yield from _rung(f"Rung {rung.number} of the ladder of {name}", rung, pack)
    yield from faults_of_reminders(pack.reminders(), pack.clocks)


def _rung(what: str, rung: Rung, pack: PolicyPack) -> Iterator[str]:
    if not rung.roles:
        yield f"{what} is held by nobody"
    for role in rung.roles:
        yield from _owner(what, role, pack)


def _gap(what: str, numbers: list[int]) -> Iterator[str]:
    for expected, number in enumerate(numbers, start=1):
        if number != expected:
            yield f"{what} has a gap: {number} stands where {expected} belongs"
            return


def _owner(what: str, role: str, pack: PolicyPack) -> Iterator[str]:
    if not role.strip():
        yield f"{what} has no owner"
    elif role not in pack.roles:
        yield f"{what} belongs to {role}, which is no role of the pack"


def _roles(pack: PolicyPack) -> Iterator[str]:
    yield from _owner("The alert about new contacts", pack.alerted_on_receipt, pack)
    for role in pack.roles.values():
        for action in sorted(role.may - set(Action)):
            yield f"The role {role.code} may {action}, which is no action"
    for action in sorted(actions_needed(pack)):
        if not pack.who_can(action):
            yield f"Nobody may {action}"


def _settings(pack: PolicyPack) -> Iterator[str]:
    for key, setting in pack.settings.items():
        named = setting.value if isinstance(setting.value, tuple) and names_roles(key) else ()
        for role in dict.fromkeys(named):
            if role not in pack.roles:
                yield f"The value {key} names {role}, which is no role of the pack"


def _placeholders(pack: PolicyPack) -> Iterator[str]:
    for text in _texts(pack):
        unfilled = PLACEHOLDER.search(text)
        if unfilled:
            yield f"{unfilled[0]} was never filled in"


def _texts(pack: PolicyPack) -> Iterator[str]:
    yield pack.title
    yield from (rule.title for rule in pack.clocks)
    yield from (role.title for role in pack.roles.values())
    yield from (subject.title for subject in pack.subjects)
    yield from (stage.title for stage in pack.stages)
    for contact in pack.contacts.values():
        yield from (contact.name, contact.phone, contact.url, contact.address)


_CHECKS: tuple[Callable[[PolicyPack], Iterable[str]], ...] = (
    _without_source,
    _placeholders,
    _roles,
    _settings,
    _stages,
    _ladders,
    _clock_codes,
    _clocks,
    _triggers,
)


def _contact(contact: Contact, today: date) -> Iterator[PackFault]:
    if contact.invented:
        yield PackFault(f"The contact {contact.code} is invented for the demonstration", stops=False)
    elif why := doubt_about(contact, today):
        yield PackFault(why)


def doubt_about(contact: Contact, today: date) -> str:
    """Why people cannot be sent to this contact; empty where they can (S2-68).

    An invented one was verified by nobody: only a demonstration may name it.
    """
    if contact.verified_on is None:
        return f"Nobody has verified the contact {contact.code}"
    if months_after(contact.verified_on, VERIFIED_WITHIN_MONTHS) < today:
        seen = f"{contact.verified_on:%-d %B %Y}"
        return f"The contact {contact.code} was last verified on {seen}, over a year ago"
    return ""


def _disordered(rule: ClockRule, calendar: WorkingCalendar) -> Iterator[str]:
    """A milestone that can fall after the one that follows it, shown by trying a year of starts."""
    for first, second in _pairs(rule, calendar):
        if first.at > second.at:
            yield f"The clock {rule.code} has its milestone {first.code} after {second.code}"
            return


def _pairs(rule: ClockRule, calendar: WorkingCalendar) -> Iterator[tuple[Milestone, Milestone]]:
    start = datetime(calendar.first.year, 1, 2, 12, tzinfo=UTC)
    for day in range(0, 365, 7):
        at = start + timedelta(days=day)
        found = [milestone(row, at, _some_end(rule, at), calendar) for row in rule.milestones]
        yield from pairwise(found)


_A_UNIT_IN_DAYS = {
    "months": 30.5,
    "days": 1.0,
    "working_days": 1.5,
    "hours": 1 / 24,
    "minutes": 1 / 1440,
}
_A_TYPICAL_AGREEMENT = timedelta(days=40)


def _some_end(rule: ClockRule, start: datetime) -> Reckoning:
    """About where the clock would end: near enough to tell the order of its milestones."""
    days = rule.allowance * _A_UNIT_IN_DAYS.get(rule.unit, 1.0)
    end = start + (timedelta(days=days) if rule.allowance else _A_TYPICAL_AGREEMENT)
    return Reckoning(end.date(), end.date(), end, ())


def _repeated(codes: Iterable[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]
