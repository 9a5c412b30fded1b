"""Who got what of a case, why they might, and who allowed it (S4-4, S4-5, S1-52)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.events import Actor, Event, EventType
from chalicelib.domain.history import each_of, words_of
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.reference import Reference

PURPOSES = "sharing.purposes"
LAWFUL_BASES = "privacy.art6"
CONFIDENTIALITY_BASES = "privacy.confidentiality_bases"


class SharingPurpose(StrEnum):
    """What personal details may be used for here (S4-6); any other use is none of this system's."""

    COMPLAINTS = "complaints"
    SAFEGUARDING = "safeguarding"


class Confidentiality(StrEnum):
    """What lifts the duty of confidence (S4-5)."""

    DIRECT_CARE = "direct_care"
    CONSENT = "consent"
    PUBLIC_INTEREST = "public_interest"
    LEGAL_REQUIREMENT = "legal_requirement"


@dataclass(frozen=True, slots=True)
class Shared:
    """One entry of the register. `with_whom` and `what` are empty once they were erased."""

    at: datetime
    with_whom: str
    what: str
    purpose: str
    lawful_basis: str
    confidentiality_basis: str


@dataclass(frozen=True, slots=True)
class Approval:
    """What the Caldicott Guardian allowed, and nobody has used yet."""

    id: str
    with_whom: str
    what: str


@dataclass(frozen=True, slots=True)
class SharingEntry:
    """One sharing of any case, as the register of the organisation shows it, and who gave it."""

    reference: Reference
    by: Actor
    shared: Shared


def register_of(events: Iterable[Event]) -> tuple[Shared, ...]:
    """Everything of this case that was given to others, oldest first."""
    return tuple(shared_in(event) for event in each_of(events, EventType.INFORMATION_SHARED))


def shared_in(event: Event) -> Shared:
    """What this event gave to others."""
    words, facts = words_of(event), event.facts
    return Shared(
        at=event.happened_at,
        with_whom=str(words.get("with_whom", "")),
        what=str(words.get("what", "")),
        purpose=facts["purpose"],
        lawful_basis=facts["lawful_basis"],
        confidentiality_basis=facts["confidentiality_basis"],
    )


def unused_approvals(events: Iterable[Event]) -> tuple[Approval, ...]:
    """What was allowed in the public interest and has not been given yet: each serves once."""
    held = tuple(events)
    used = {event.facts.get("approval") for event in each_of(held, EventType.INFORMATION_SHARED)}
    return tuple(
        Approval(
            id=event.facts["approval"],
            with_whom=str(words_of(event).get("with_whom", "")),
            what=str(words_of(event).get("what", "")),
        )
        for event in each_of(held, EventType.SHARING_APPROVED)
        if event.facts["approval"] not in used
    )


def permitted(pack: PolicyPack, key: str) -> tuple[str, ...]:
    """The codes that the pack allows under this key, in its order; none where it names none."""
    setting = pack.settings.get(key)
    named = setting.value if setting and isinstance(setting.value, tuple) else ()
    return tuple(map(str, named))
