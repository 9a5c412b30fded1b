"""Staff arrange their own absence, deputy and list of the day, or a manager does for them."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.application.personal import TurnChange
from chalicelib.application.ports import Ports
from chalicelib.domain.arrangements import Arrangements, arranged
from chalicelib.domain.calendar import london_date
from chalicelib.domain.digest import Turn, next_turn
from chalicelib.domain.errors import NotFound, StoreBusy
from chalicelib.domain.staff import Staff

ATTEMPTS = 3
"""How often it is kept again when the turn of their list moved in between."""


def arrange(asked: Arrangements, by: Staff, ports: Ports) -> Arrangements:
    """What is arranged for somebody from now on, in the place of what was.

    Source: S2-16, issue 3.6. Raises: NotFound, Invalid, StoreBusy.
    """
    people = ports.directory.staff(by.organisation)
    known = frozenset(person.id for person in people)
    if asked.staff not in known:
        raise NotFound("There is nobody of this name in the directory")
    wanted = arranged(replace(asked, by=by.id), known=known, today=london_date(ports.clock.now()))
    for _ in range(ATTEMPTS):
        if _kept(wanted, by, ports):
            return wanted
    raise StoreBusy("It was being changed by someone else. Try again in a moment")


def _kept(wanted: Arrangements, by: Staff, ports: Ports) -> bool:
    seen = ports.arrangements.of(by.organisation, wanted.staff)
    now, turn = replace(wanted, feed=seen.feed), _turn(wanted, by, ports)
    return ports.arrangements.save(by.organisation, now, seen=seen, turn=turn)


def _turn(wanted: Arrangements, by: Staff, ports: Ports) -> TurnChange | None:
    """When their list is looked at next; a turn without an hour takes itself out when it comes."""
    if wanted.digest_hour is None:
        return None
    now = ports.clock.now()
    old = ports.turns.of(by.organisation, wanted.staff)
    calendar = ports.policies.current(ports.policies.organisation(by.organisation)).calendar
    blank = old or Turn(by.organisation, wanted.staff, now)
    return TurnChange(old, next_turn(blank, wanted.digest_hour, now, calendar))
