"""Staff look at what the organisation owes once a month and once a year, and record that it is done."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.application.plan_timetable import set_turn
from chalicelib.application.ports import Ports, Reading
from chalicelib.domain.clocks import Clock
from chalicelib.domain.errors import StoreBusy
from chalicelib.domain.events import Actor, ActorKind, Event
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Staff
from chalicelib.domain.timetable import ReportDone, chained, own_clocks, report_done


@dataclass(frozen=True, slots=True)
class Timetable:
    """The clocks of an organisation itself, with what met them, and the pack that they stand in."""

    clocks: tuple[Clock, ...]
    events: tuple[Event, ...]
    pack: PolicyPack


def read_timetable(reader: Staff, world: Reading | Ports) -> Timetable:
    """What the reader's organisation owes and owed. Raises: CalendarExhausted."""
    terms = world.policies.current(world.policies.organisation(reader.organisation))
    events = world.timetable.of(reader.organisation)
    return Timetable(own_clocks(events, terms), events, terms.pack)


def record_report(done: ReportDone, by: Staff, ports: Ports) -> Timetable:
    """Stop a clock of the organisation: it is minuted, or published. Source: S2-99, C-9.

    Recording it twice is refused: it is open no more. Raises: Invalid; StoreBusy, where somebody else
    recorded something at the same moment.
    """
    organisation = ports.policies.organisation(by.organisation)
    terms = ports.policies.current(organisation)
    events = ports.timetable.of(organisation.id)
    happening = report_done(events, done, terms)
    occasion = ports.occasion(Actor(ActorKind.STAFF, by.id))
    added = chained(organisation.id, events, [happening], occasion)
    if not ports.timetable.add(organisation.id, added):
        raise StoreBusy("Somebody else recorded something just now. Look again")
    after = (*events, *added)
    set_turn(organisation, after, terms, ports)
    return Timetable(own_clocks(after, terms), after, terms.pack)
