"""What is new on a case to its handler: the last thing that somebody else did, or that went wrong.

Mails that went, reminders and who opened the case are no news: either they are told already, or nobody
needs to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.events import Actor, ActorKind, Event, EventType
from chalicelib.domain.identifiers import StaffId

_NEWS_OF_THE_SYSTEM = frozenset(
    {
        EventType.MAIL_RECEIVED,
        EventType.MESSAGE_BOUNCED,
        EventType.MESSAGE_FAILED,
        EventType.MESSAGE_UNPROVEN,
        EventType.ACK_UNDELIVERED,
        EventType.CLOCK_BREACHED,
        EventType.ALARM_RAISED,
    }
)
_NO_NEWS = frozenset({EventType.CASE_READ, EventType.DOCUMENT_OPENED, EventType.COPY_OPENED})


@dataclass(frozen=True, slots=True)
class News:
    """What happened last, when, and who did it."""

    type: EventType
    at: datetime
    by: Actor


def news_of(events: Sequence[Event], handler: StaffId | None) -> News | None:
    """The last event that is news to the handler since they were given the case; None where there is
    none, or no handler.
    """
    for event in reversed(events) if handler else ():
        if handler and _is_news(event, handler):
            return News(event.type, event.at, event.by)
        if event.type is EventType.HANDLER_ASSIGNED:
            return None
    return None


def _is_news(event: Event, handler: StaffId) -> bool:
    if event.by.kind is ActorKind.SYSTEM:
        return event.type in _NEWS_OF_THE_SYSTEM
    return event.by.id != handler and event.type not in _NO_NEWS


def is_new(news: News | None, looked_at: datetime | None) -> bool:
    """Whether it happened since somebody last looked; everything is new to who never did."""
    return news is not None and (looked_at is None or news.at > looked_at)
