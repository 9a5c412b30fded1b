"""The copies of the response for staff whom it mentions (S2-34): mailed to an account, or on paper."""

from __future__ import annotations

from collections.abc import Iterable

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import each_of, since_last
from chalicelib.domain.investigations import Involved, involved_in


def copies_to_hand(events: Iterable[Event]) -> tuple[Involved, ...]:
    """Who of the staff has no account, and waits for their copy of the last response on paper."""
    held = tuple(events)
    since = since_last(held, EventType.RESPONSE_SENT)
    handed = {event.facts["person"] for event in each_of(since, EventType.COPY_HANDED)}
    owed = {
        event.facts["person"]
        for event in each_of(since, EventType.LETTER_COPIED)
        if not event.facts["staff"] and event.facts["person"] not in handed
    }
    return tuple(person for person in involved_in(held) if person.id in owed)
