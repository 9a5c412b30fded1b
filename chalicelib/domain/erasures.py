"""What was erased of a case, on what ground and by whose order: read from its events.

The events, who did what and when, and the codes in them stay: they hold nothing personal, and they show
that the complaint was dealt with. What people wrote, who they are and their files are gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.events import Actor, Event, EventType


class Ground(StrEnum):
    """Why it is erased. Source: domain.md 3.5 for the first; UK GDPR Article 17(1)(a) to (e)."""

    RETENTION_OVER = "retention_over"
    NOT_NEEDED = "not_needed"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    OBJECTION = "objection"
    UNLAWFUL = "unlawful"
    LEGAL_DUTY = "legal_duty"


class Part(StrEnum):
    """What is erased; the number of each stands in the certificate."""

    TEXTS = "texts"
    PEOPLE = "people"
    FILES = "files"
    MAILS = "mails"
    MAILS_OF_OTHERS = "mails_of_others"
    MAILS_PUT_AWAY = "mails_put_away"
    MAILS_WAITING = "mails_waiting"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One order, and what became of it. `order` is the number of its event; `counts` are empty and
    `done_at` is None until all of it is gone. `chain` is the hash of the history up to the order.
    """

    order: int
    ground: Ground
    by: Actor
    ordered_at: datetime
    chain: str
    done_at: datetime | None = None
    counts: Mapping[Part, int] | None = None


def erasures_of(events: Iterable[Event]) -> tuple[Erasure, ...]:
    """Every order to erase, in order, with what became of it."""
    held = tuple(events)
    done = {event.facts["order"]: event for event in held if event.type is EventType.ERASURE_DONE}
    ordered = (event for event in held if event.type is EventType.ERASURE_ORDERED)
    return tuple(_erasure(event, done.get(event.seq)) for event in ordered)


def _erasure(ordered: Event, done: Event | None) -> Erasure:
    return Erasure(
        order=ordered.seq,
        ground=Ground(ordered.facts["ground"]),
        by=ordered.by,
        ordered_at=ordered.at,
        chain=ordered.previous,
        done_at=done.at if done else None,
        counts=_counts(done) if done else None,
    )


def _counts(done: Event) -> Mapping[Part, int]:
    """What was counted: an older certificate counts fewer parts."""
    return {part: int(done.facts[part]) for part in Part if part in done.facts}


def order_to_carry_out(events: Iterable[Event]) -> Erasure | None:
    """The first order that nobody has carried out; None where there is none."""
    return next((each for each in erasures_of(events) if each.done_at is None), None)
