"""Alarms that were raised on a case, and whether somebody has seen to them (S2-65, SC-13)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.contact import ContactRecord, ContactType
from chalicelib.domain.events import Event, EventType, Happening
from chalicelib.domain.history import last_of, since_last
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.parties import COMPLAINANT


class AlarmOutcome(StrEnum):
    """What became of an alarm. Whoever cannot be reached leaves it open."""

    THEY_ARE_SAFE = "they_are_safe"
    EMERGENCY_SERVICES = "emergency_services"
    SAFEGUARDING = "safeguarding"
    NO_DANGER = "no_danger"


NOBODY_KNOWN = PartyId("")
"""Somebody who is not known to be of the case: nothing that they raise shows on anybody's page."""


def alarm_raised(
    kinds: Sequence[Alarm], by: PartyId, *, since: datetime | None = None
) -> list[Happening]:
    """What this person wrote cannot wait, so that the people on call hear at once; or nothing. `since`
    is when it reached us, where that was before it is recorded: its hour began then (S2-65).
    """
    facts: dict[str, Any] = {"kinds": list(kinds), "party": by}
    if since:
        facts["happened_at"] = since.isoformat()
    return [Happening(EventType.ALARM_RAISED, facts)] if kinds else []


def since_settled(events: Sequence[Event], arrived: datetime) -> datetime:
    """When an alarm began that arrived then and is recorded now: never before the last was settled, or
    what was done about that one would seem to have ended this one too.
    """
    settled = last_of(events, EventType.ALARM_SETTLED)
    return max(arrived, settled.happened_at) if settled else arrived


def held_for_help(record: ContactRecord) -> list[Happening]:
    """A concern recorded with a medical need waits until somebody has seen to that.

    Source: S2-65, domain.md 4.3.
    """
    held = record.urgent_action and record.contact_type is ContactType.CONCERN
    return [Happening(EventType.URGENT_RAISED, sealed={"text": record.urgent_action})] if held else []


def alarm_told(record: ContactRecord) -> frozenset[Alarm]:
    """What staff say cannot wait: the people on call hear of it, whatever was done at once (S2-65)."""
    called = record.urgent_action and record.contact_type is not ContactType.CONCERN
    return frozenset({Alarm.HEALTH} if called else ())


def open_alarms(events: Sequence[Event]) -> tuple[Event, ...]:
    """The alarms that nobody has settled yet, the first raised first."""
    later = since_last(events, EventType.ALARM_SETTLED)
    return tuple(event for event in later if event.type is EventType.ALARM_RAISED)


def alarms_of(raised: Event) -> tuple[Alarm, ...]:
    """What this event tells may be in danger."""
    return tuple(Alarm(kind) for kind in raised.facts["kinds"])


def open_alarms_of(events: Sequence[Event], person: PartyId) -> frozenset[Alarm]:
    """What this person wrote of and nobody has seen to yet."""
    own = (each for each in open_alarms(events) if each.facts.get("party", COMPLAINANT) == person)
    return frozenset(alarm for each in own for alarm in alarms_of(each))
