"""Why something takes longer than anybody wants: said in a code, so that every language can tell it
(S0-24).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import last_of


class Delay(StrEnum):
    """What is waited for, or what keeps us."""

    THIRD_PARTY = "third_party"
    CONSENT = "consent"
    EXPERT = "expert"
    COURT = "court"
    RECORDS = "records"
    STAFF_AWAY = "staff_away"
    OTHER = "other"


def delay_of(events: Iterable[Event]) -> Delay | None:
    """What the case waits for now; None where it waits for nobody, or nobody said for what."""
    last = last_of(events, EventType.THIRD_PARTY_AWAITED, EventType.THIRD_PARTY_ANSWERED)
    if last is None or last.type is EventType.THIRD_PARTY_ANSWERED or "delay" not in last.facts:
        return None
    return Delay(last.facts["delay"])
