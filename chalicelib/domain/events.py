"""What happened to a case, and the chain that shows nothing was altered afterwards.

An event says what happened in `facts` that hold no personal data. What a person wrote or said is
*sealed* beside it: the event keeps only a salted digest, so that erasing the sealed text (a right
of the person) leaves the chain whole and the digest meaningless.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from chalicelib.domain.event_types import EventType as EventType
from chalicelib.domain.identifiers import CaseId

Facts = Mapping[str, Any]
"""JSON values only: text, whole numbers, truth values, lists and mappings of them."""

GENESIS = "0" * 64
"""What the first event of every case follows."""


VOIDS: Mapping[EventType, EventType] = {EventType.ACK_UNDELIVERED: EventType.ACK_SENT}
"""Which event takes back which earlier one: an acknowledgement that did not arrive is none (C-14)."""


class ActorKind(StrEnum):
    """Who can make something happen."""

    PUBLIC = "public"
    STAFF = "staff"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who made an event happen; `id` is a sign-in name for staff, the job's name for the system."""

    kind: ActorKind
    id: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" if self.id else str(self.kind)


PUBLIC = Actor(ActorKind.PUBLIC)


def system(job: str) -> Actor:
    """The actor for what a schedule or a stream does by itself."""
    return Actor(ActorKind.SYSTEM, job)


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and by whom something is being done. `nonce` is random text that salts what is sealed."""

    at: datetime
    by: Actor
    nonce: str


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that a rule decided has happened, before it is numbered and chained."""

    type: EventType
    facts: Facts = field(default_factory=dict)
    sealed: Facts | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """Personal text of an event, kept beside the chain. None of it enters a hash without the salt."""

    content: Facts
    salt: str

    @property
    def digest(self) -> str:
        """What the chain remembers of the text."""
        return _sha256(self.salt + canonical(self.content))


@dataclass(frozen=True, slots=True)
class Event:
    """One link of a case's chain. `seq` counts from 1 without gaps; `sealed` is None once erased."""

    case_id: CaseId
    seq: int
    type: EventType
    at: datetime
    by: Actor
    facts: Facts
    sealed_digest: str | None
    previous: str
    hash: str
    sealed: Sealed | None = None

    @property
    def happened_at(self) -> datetime:
        """When it happened in the world, which may be before it was recorded."""
        stated = self.facts.get("happened_at")
        return datetime.fromisoformat(stated) if stated else self.at

    @property
    def trace(self) -> str:
        """What names the event in a log: enough of its hash to find it by, nothing of the case."""
        return self.hash[:16]

    def expected_hash(self) -> str:
        """The hash that these contents must have."""
        return _sha256(
            canonical(
                {
                    "at": self.at.isoformat(),
                    "by": str(self.by),
                    "case": self.case_id,
                    "facts": self.facts,
                    "previous": self.previous,
                    "sealed": self.sealed_digest,
                    "seq": self.seq,
                    "type": self.type,
                }
            )
        )


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a case's chain: how many events it has and the hash of the last."""

    length: int = 0
    hash: str = GENESIS


NO_EVENTS = Head()
"""The head of a chain that has not begun."""


def link(
    case_id: CaseId, head: Head, occasion: Occasion, happenings: Iterable[Happening]
) -> tuple[Event, ...]:
    """The happenings as the next events of the chain, in their order."""
    events: list[Event] = []
    for happening in happenings:
        event = _next_event(case_id, head, occasion, happening)
        head = Head(event.seq, event.hash)
        events.append(event)
    return tuple(events)


def _next_event(case_id: CaseId, head: Head, occasion: Occasion, happening: Happening) -> Event:
    seq = head.length + 1
    sealed = None if happening.sealed is None else Sealed(happening.sealed, f"{occasion.nonce}.{seq}")
    unhashed = Event(
        case_id=case_id,
        seq=seq,
        type=happening.type,
        at=occasion.at,
        by=occasion.by,
        facts=happening.facts,
        sealed_digest=sealed.digest if sealed else None,
        previous=head.hash,
        hash="",
        sealed=sealed,
    )
    return _with_hash(unhashed)


def _with_hash(event: Event) -> Event:
    return replace(event, hash=event.expected_hash())


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that still hold: without those that a later event took back."""
    held: list[Event] = []
    for event in events:
        voided = VOIDS.get(event.type)
        if voided is not None:
            held = [earlier for earlier in held if earlier.type is not voided]
        held.append(event)
    return tuple(held)


@dataclass(frozen=True, slots=True)
class Break:
    """The first event at which a chain no longer holds, and what is wrong with it."""

    seq: int
    reason: str


def first_break(events: Sequence[Event], head: Head) -> Break | None:
    """Where a stored chain was altered, cut, reordered or added to; None if it is whole.

    `events` are in the order of storage, `head` is what the case item remembers of the end.
    """
    expected = NO_EVENTS
    for event in events:
        reason = _fault_of(event, expected)
        if reason:
            return Break(event.seq, reason)
        expected = Head(event.seq, event.hash)
    if expected != head:
        return Break(expected.length + 1, "the end of the chain is not the one the case remembers")
    return None


def _fault_of(event: Event, expected: Head) -> str | None:
    if event.seq != expected.length + 1:
        return f"event {expected.length + 1} is missing"
    if event.previous != expected.hash:
        return "it does not follow the event before it"
    if event.hash != event.expected_hash():
        return "its contents were altered"
    if event.sealed and event.sealed.digest != event.sealed_digest:
        return "the text kept beside it was altered"
    return None


def canonical(value: Any) -> str:
    """JSON in one form only: sorted keys, no spaces, no escapes. Equal values, equal text."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
