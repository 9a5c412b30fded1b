"""A calendar address of one's own: made, given up, and what a calendar finds there.

The address holds a secret and nobody's name; the table knows only the secret's digest. Making another
ends the one before it at once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.application.personal import Engagement
from chalicelib.application.ports import Ports, Reading, View, ViewKind
from chalicelib.domain.arrangements import Arrangements
from chalicelib.domain.errors import NotFound, StoreBusy
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Staff
from chalicelib.domain.worklist import Row, known_rows

MOST_DATES = 200
"""Cases in one calendar, what is due first. Nobody looks at more."""
LOOKED_BACK = timedelta(days=31)
"""How far back a calendar shows what was."""


@dataclass(frozen=True, slots=True)
class PersonalCalendar:
    """What one person's calendar shows: next dates of their cases, what they are taken by, absences."""

    rows: tuple[Row, ...]
    engagements: tuple[Engagement, ...]
    arranged: Arrangements
    pack: PolicyPack
    now: datetime


def make_address(by: Staff, ports: Ports) -> str:
    """The secret of a new address; the one before it shows nothing from now on. Raises: StoreBusy."""
    secret = ports.chance.nonce() + ports.chance.nonce()
    ports.feeds.put(_key(secret), by.organisation, by.id)
    _keep(by, _key(secret), ports)
    return secret


def give_up_address(by: Staff, ports: Ports) -> None:
    """From now on no address shows this person's calendar. Raises: StoreBusy."""
    _keep(by, "", ports)


def _keep(by: Staff, key: str, ports: Ports) -> None:
    seen = ports.arrangements.of(by.organisation, by.id)
    if not ports.arrangements.save(by.organisation, replace(seen, feed=key), seen=seen):
        raise StoreBusy("It was being changed by someone else. Try again in a moment")


def read_calendar(secret: str, reading: Reading) -> PersonalCalendar:
    """What stands at this address. Raises: NotFound, for one that was given up or never made."""
    person, arranged = _owner(secret, reading)
    now = reading.clock.now()
    view = View(ViewKind.MINE, person.organisation, person.id, person.team)
    pack = reading.policies.current(reading.policies.organisation(person.organisation)).pack
    rows = reading.cases.worklist(view, limit=MOST_DATES).rows
    return PersonalCalendar(
        rows=known_rows(person, pack, rows),
        engagements=reading.diary.of(person.organisation, person.id, since=now - LOOKED_BACK),
        arranged=arranged,
        pack=pack,
        now=now,
    )


def _owner(secret: str, reading: Reading) -> tuple[Staff, Arrangements]:
    key = _key(secret)
    owner = reading.feeds.owner(key)
    person = reading.directory.find(*owner) if owner else None
    arranged = reading.arrangements.of(*owner) if owner else None
    if person is None or arranged is None or arranged.feed != key:
        raise NotFound("There is no calendar at this address")
    return person, arranged


def _key(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
