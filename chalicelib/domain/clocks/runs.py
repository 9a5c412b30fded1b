"""From when until when a clock runs: started, begun anew, stopped, as the events say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import reduce
from typing import Any

from chalicelib.domain.calendar import london_instant
from chalicelib.domain.clocks.negotiated import day_of, target_in
from chalicelib.domain.clocks.rules import ClockRule
from chalicelib.domain.events import Event, EventType


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one clock. `met` are the places, in the rule's order, of the parts that happened."""

    start: Event
    is_first: bool
    met: frozenset[int] = frozenset()
    stop: Event | None = None

    @property
    def stopped_at(self) -> datetime | None:
        """When it stopped; None while it runs."""
        return self.stop.happened_at if self.stop else None

    def outstanding(self, rule: ClockRule) -> tuple[EventType, ...]:
        """What must still happen."""
        if self.stop:
            return ()
        parts = enumerate(rule.stops_when_all)
        waited_for = [trigger.type for n, trigger in parts if n not in self.met]
        return tuple(waited_for or (trigger.type for trigger in rule.ends_when_any))

    def day_zero_at(self, rule: ClockRule) -> datetime:
        """The instant from which it counts: when it started, or the day that the start names."""
        if not rule.counts_from:
            return self.start.happened_at
        return london_instant(day_of(target_in(self.start.facts, rule.counts_from)), time())


def in_order_of_happening(events: Iterable[Event]) -> tuple[Event, ...]:
    """Events as they happened in the world; those of one moment as they were recorded."""
    return tuple(sorted(events, key=lambda event: (event.happened_at, event.seq)))


def instances(rule: ClockRule, events: Iterable[Event]) -> tuple[str, ...]:
    """The documents, actions, … for which the clock started; one without a name if it has no such."""
    if not rule.each:
        return ("",)
    named = (str(event.facts.get(rule.each, "")) for event in events if rule.starts(event))
    return tuple(dict.fromkeys(name for name in named if name))


def belonging(rule: ClockRule, instance: str, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that a clock of this instance listens to: those that name another are not its."""
    return tuple(e for e in events if not instance or _names(e.facts, rule.each, instance))


def _names(facts: Mapping[str, Any], each: str, instance: str) -> bool:
    return each not in facts or str(facts[each]) == instance


def last_run(rule: ClockRule, events: Sequence[Event]) -> Run | None:
    """The run that counts now, of events in order of happening; None if it never started."""
    return reduce(lambda run, event: _after(rule, run, event), events, _NEVER)


_NEVER: Run | None = None


def _after(rule: ClockRule, run: Run | None, event: Event) -> Run | None:
    if run is None or run.stop:
        return Run(event, is_first=run is None) if rule.starts(event) else run
    if rule.restarts(event):
        return Run(event, is_first=False)
    if rule.ends(event):
        return replace(run, stop=event)
    met = run.met | {n for n, part in enumerate(rule.stops_when_all) if part.matches(event)}
    whole = bool(met) and len(met) == len(rule.stops_when_all)
    return replace(run, met=met, stop=event if whole else None)
