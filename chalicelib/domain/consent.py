"""What a patient agreed to, and what may therefore be told to whoever speaks for them.

    (not required) · requested → given → withdrawn
                         ├─────→ refused
                         └─────→ expired        nobody answered in time, or the day it held until passed
    substituted        somebody who cannot be asked: decided here, with evidence

It is read again from the events at the moment of every disclosure and every send (domain.md 4.6b).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.messages import Message, MessageKind
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.policy import Terms
from chalicelib.domain.recipients import RecipientKind
from chalicelib.domain.representation import (
    OF_A_CHILD,
    UNABLE,
    Basis,
    Hold,
    Representation,
    Standing,
    representation_of,
)

RULES, EVERYBODY_ASKS = "consent.rules", "all_third_parties"


class Purpose(StrEnum):
    """What somebody may do with what they learn (S0-7, S2-13, S2-95)."""

    DISCUSS = "discuss"
    INVESTIGATE = "investigate"
    SHARE_WITH_ORG = "share_with_org"
    EMAIL = "email"
    SURVEY = "survey"


class Scope(StrEnum):
    """How much may be told (SC-3 A)."""

    EVERYTHING = "everything"
    RESPONSE_ONLY = "response_only"


class ConsentState(StrEnum):
    """Where a consent is (domain.md 4.6b)."""

    NOT_REQUIRED = "not_required"
    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUBSTITUTED = "substituted"


@dataclass(frozen=True, slots=True)
class Consent:
    """What was asked of `subject` about `grantee`, and what became of it.

    `until` is the last London day on which it holds; None: until it is withdrawn. `basis` is what it
    was substituted by.
    """

    id: str
    subject: PartyId
    grantee: PartyId
    purposes: frozenset[Purpose]
    state: ConsentState
    scope: Scope = Scope.EVERYTHING
    until: date | None = None
    basis: Basis | None = None

    def on(self, day: date | None) -> Consent:
        """As it stands on this day; as it was last recorded where no day is given."""
        over = day is not None and self.until is not None and self.until < day
        ended = over and self.state is ConsentState.GIVEN
        return replace(self, state=ConsentState.EXPIRED) if ended else self


_BECOMES: Mapping[EventType, ConsentState] = {
    EventType.CONSENT_REQUESTED: ConsentState.REQUESTED,
    EventType.CONSENT_GIVEN: ConsentState.GIVEN,
    EventType.CONSENT_REFUSED: ConsentState.REFUSED,
    EventType.CONSENT_EXPIRED: ConsentState.EXPIRED,
    EventType.CONSENT_WITHDRAWN: ConsentState.WITHDRAWN,
    EventType.CONSENT_SUBSTITUTED: ConsentState.SUBSTITUTED,
}

_SHUT: Mapping[ConsentState, Hold] = {
    ConsentState.REFUSED: Hold.REFUSED,
    ConsentState.EXPIRED: Hold.EXPIRED,
    ConsentState.WITHDRAWN: Hold.WITHDRAWN,
}


def consents_of(events: Iterable[Event]) -> tuple[Consent, ...]:
    """Every consent of the case by its first event, oldest first."""
    held: dict[str, Consent] = {}
    for event in events:
        if event.type in _BECOMES:
            consent = _after(held.get(event.facts["consent"]), event)
            # The one that was spoken of last stands last: it is what holds.
            held.pop(consent.id, None)
            held[consent.id] = consent
    return tuple(held.values())


def _after(before: Consent | None, event: Event) -> Consent:
    facts = event.facts
    known = before or Consent(
        id=facts["consent"],
        subject=PartyId(facts["subject"]),
        grantee=PartyId(facts["grantee"]),
        purposes=frozenset(),
        state=ConsentState.REQUESTED,
    )
    purposes = facts.get("purposes")
    until = facts.get("until")
    return replace(
        known,
        state=_BECOMES[event.type],
        purposes=frozenset(map(Purpose, purposes)) if purposes is not None else known.purposes,
        scope=Scope(facts.get("scope", known.scope)),
        until=date.fromisoformat(until) if until else None,
        basis=Basis(facts["basis"]) if "basis" in facts else None,
    )


def consent_for(grantee: PartyId, events: Iterable[Event]) -> Consent | None:
    """What was said last about this person; None where nobody was asked and nothing was decided."""
    about = [each for each in consents_of(events) if each.grantee == grantee]
    return about[-1] if about else None


def hold_for(
    party: PartyId, events: Iterable[Event], terms: Terms, day: date | None = None
) -> Hold | None:
    """Why nothing may be told to this person of the case on this day; None where it may.

    Nothing stands between a patient and what is theirs. Whoever speaks for one waits until the patient
    agreed that it is discussed with them, or until it was decided in the patient's place.

    Source: S0-7, S2-3, S2-13, S2-22, S2-23, C-17.
    """
    held = tuple(events)
    represented = representation_of(held)
    if party == PATIENT or represented.standing is not Standing.REPRESENTATIVE:
        return None
    consent = consent_for(party, held)
    if consent is None:
        return _by_basis(represented, terms)
    consent = consent.on(day)
    if consent.state is ConsentState.SUBSTITUTED:
        return None
    if consent.state is ConsentState.GIVEN and Purpose.DISCUSS in consent.purposes:
        return None
    return _SHUT.get(consent.state, Hold.PATIENT_MUST_AGREE)


def _by_basis(represented: Representation, terms: Terms) -> Hold | None:
    """What the basis alone opens, as the pack rules: required, substituted or impossible (C-17)."""
    hold = represented.hold
    if hold is None and _everybody_asks(terms):
        return Hold.PATIENT_MUST_AGREE
    # A parent needs nothing more; who else cares for a child shows why (S2-22, SC-3 D).
    if hold is None and represented.basis in OF_A_CHILD - {Basis.CHILD_PARENT}:
        return Hold.NOT_DECIDED
    return hold


def _everybody_asks(terms: Terms) -> bool:
    setting = terms.pack.settings.get(RULES)
    return setting is not None and setting.value == EVERYBODY_ASKS


TELLS_NOTHING = frozenset(
    {
        MessageKind.RECEIPT,
        MessageKind.ACKNOWLEDGEMENT,
        MessageKind.APPOINTMENT,
        MessageKind.CODE,
    }
)
"""The messages to whoever speaks for a patient that say nothing of a patient, not even that there is
one. Any other waits for consent: what is not written here is held back.
"""


def may_go(message: Message, events: Iterable[Event], terms: Terms, day: date) -> bool:
    """Whether a message may go on this day: to staff, to the patient, or to whom the patient allows.

    Source: S2-13, domain.md 4.6b (read again at send time).
    """
    if message.to.kind is not RecipientKind.PARTY or message.kind in TELLS_NOTHING:
        return True
    return hold_for(PartyId(message.to.id), events, terms, day) is None


def cannot_be_asked(events: Iterable[Event]) -> bool:
    """Whether consent is impossible: the patient died or cannot decide this (S2-3, S2-23)."""
    return representation_of(events).basis in UNABLE


def leaves_records_out(grantee: PartyId, events: Iterable[Event]) -> bool:
    """Whether this person may have the response, and nothing from the records (SC-3 A)."""
    consent = consent_for(grantee, events)
    given = consent is not None and consent.state is ConsentState.GIVEN
    return given and consent is not None and consent.scope is Scope.RESPONSE_ONLY
