"""Every night: what begins to be owed this month and this year is called for, and looked at in time."""

from __future__ import annotations

from chalicelib.application.ports import Ports
from chalicelib.domain.calendar import london_date
from chalicelib.domain.events import Event, system
from chalicelib.domain.policy import Terms
from chalicelib.domain.staff import Organisation
from chalicelib.domain.timetable import (
    TIMETABLE,
    chained,
    next_look,
    own_clocks,
    own_rules,
    to_call_for,
)

JOB = system("timetable")


def plan_timetables(ports: Ports) -> int:
    """Call for what every organisation owes by now, and set the turn of each timetable; how many were
    called for. Safe to run twice, late or at once: a period is called for once, and the next events
    of a history are written once. Source: S2-99, C-9.
    """
    return sum(_planned(each, ports) for each in ports.policies.organisations())


def _planned(organisation: Organisation, ports: Ports) -> int:
    terms = ports.policies.current(organisation)
    if not own_rules(terms.pack):
        return 0
    try:
        return _plan(organisation, terms, ports)
    except Exception as error:  # one organisation's timetable must not hold up the others'
        ports.log.error("timetable not planned", error=type(error).__name__)
        return 0


def _plan(organisation: Organisation, terms: Terms, ports: Ports) -> int:
    events = ports.timetable.of(organisation.id)
    today = london_date(ports.clock.now())
    called = to_call_for(events, terms.pack, today)
    added = chained(organisation.id, events, called, ports.occasion(JOB))
    if added and not ports.timetable.add(organisation.id, added):
        return 0
    set_turn(organisation, (*events, *added), terms, ports)
    return len(added)


def set_turn(organisation: Organisation, events: tuple[Event, ...], terms: Terms, ports: Ports) -> None:
    """Let the clock look at the timetable at its next milestone. One that is being sent is left."""
    turn = ports.turns.of(organisation.id, TIMETABLE)
    wanted = next_look(turn, own_clocks(events, terms), organisation.id)
    if wanted is None or (turn and (turn.claimed or turn.at == wanted.at)):
        return
    ports.turns.exchange(turn, wanted)
