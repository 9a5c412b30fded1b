"""What a patient agreed to, and what may therefore be told to whoever speaks for them.

    (not required) · requested → given → withdrawn
                         ├─────→ refused
                         └─────→ expired        nobody answered in time, or the day it held until passed
    substituted        somebody who cannot be asked: decided here, with evidence
    not accepted       decided here: not the right person to speak for them (S2-3)

It is read again from the events at the moment of every disclosure and every send (domain.md 4.6b).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chalicelib.domain.events import Event, EventType
from chalicelib.domain.history import words_of
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.policy import Terms
from chalicelib.domain.representation import (
    OF_A_CHILD,
    UNABLE,
    Basis,
    Hold,
    Representation,
    Standing,
    representation_of,
)

ORGANISATIONS = PartyId("organisations")
"""The grantee of a consent to ask other organisations, given by somebody who speaks for themselves."""
RULES, EVERYBODY_ASKS = "consent.rules", "all_third_parties"


class Purpose(StrEnum):
    """What somebody may do with what they learn (S0-7, S2-13, S2-95)."""

    DISCUSS = "discuss"
    INVESTIGATE = "investigate"
    SHARE_WITH_ORG = "share_with_org"
    EMAIL = "email"
    SURVEY = "survey"


class Scope(StrEnum):
    """How much may be told (SC-3 A): all, our answer without anything from the records, or the parts
    that the patient named in their own words.
    """

    EVERYTHING = "everything"
    RESPONSE_ONLY = "response_only"
    NAMED_PARTS = "named_parts"


class ConsentState(StrEnum):
    """Where a consent is (domain.md 4.6b)."""

    NOT_REQUIRED = "not_required"
    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUBSTITUTED = "substituted"
    NOT_ACCEPTED = "not_accepted"


@dataclass(frozen=True, slots=True)
class Consent:
    """What was asked of `subject` about `grantee`, and what became of it.

    `until` is the last London day on which it holds; None: until it is withdrawn. `basis` is what it
    was substituted by. `limits` are the patient's own words about the parts that may be told; empty
    where they named none, or once they were erased.
    """

    id: str
    subject: PartyId
    grantee: PartyId
    purposes: frozenset[Purpose]
    state: ConsentState
    scope: Scope = Scope.EVERYTHING
    until: date | None = None
    basis: Basis | None = None
    limits: str = ""

    @property
    def is_limited(self) -> bool:
        """Whether it stands, and not everything may be told."""
        return self.state is ConsentState.GIVEN and self.scope is not Scope.EVERYTHING

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
    EventType.REPRESENTATIVE_REFUSED: ConsentState.NOT_ACCEPTED,
}

_SHUT: Mapping[ConsentState, Hold] = {
    ConsentState.REFUSED: Hold.REFUSED,
    ConsentState.EXPIRED: Hold.EXPIRED,
    ConsentState.WITHDRAWN: Hold.WITHDRAWN,
    ConsentState.NOT_ACCEPTED: Hold.NOT_ACCEPTED,
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
        limits=str(words_of(event).get("limits", "")),
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


def cannot_be_asked(events: Iterable[Event]) -> bool:
    """Whether consent is impossible: the patient died or cannot decide this (S2-3, S2-23)."""
    return representation_of(events).basis in UNABLE


def patient_died(events: Iterable[Event]) -> bool:
    """Whether the patient has died: as whoever complained said, or as it was decided since (SC-3 C)."""
    held = tuple(events)
    decided = any(each.basis is Basis.DIED for each in consents_of(held))
    return decided or representation_of(held).basis is Basis.DIED


def limited_for(grantee: PartyId, events: Iterable[Event], day: date | None = None) -> Consent | None:
    """The consent that lets this person be told some things only; None where none stands (SC-3 A)."""
    consent = consent_for(grantee, events)
    standing = consent.on(day) if consent else None
    return standing if standing is not None and standing.is_limited else None


def question_of(events: Iterable[Event]) -> Consent | None:
    """What the patient was asked about whoever speaks for them, and has not answered; None: nothing."""
    consent = consent_for(COMPLAINANT, events)
    waits = consent is not None and consent.state is ConsentState.REQUESTED
    return consent if waits else None


def sharing_answer(events: Iterable[Event], day: date | None = None) -> bool | None:
    """Whether other organisations may be asked: what was answered by whoever it is about, on this day.

    None: nobody has said anything yet. Where somebody speaks for a patient it is the patient's to say.
    Source: S2-25, S0-7; regulation 9.
    """
    held = tuple(events)
    spoken_for = representation_of(held).standing is Standing.REPRESENTATIVE
    consent = consent_for(COMPLAINANT if spoken_for else ORGANISATIONS, held)
    if consent is None or consent.state is ConsentState.REQUESTED:
        return None
    stands = consent.on(day).state is ConsentState.GIVEN
    return stands and Purpose.SHARE_WITH_ORG in consent.purposes


def may_be_shared(events: Iterable[Event], day: date | None = None) -> bool:
    """Whether other organisations may be asked on this day: a patient for whom somebody speaks must
    have agreed; who speaks for themselves must not have said no. Source: S2-25, S0-7.
    """
    held = tuple(events)
    answer = sharing_answer(held, day)
    spoken_for = representation_of(held).standing is Standing.REPRESENTATIVE
    return answer is True or (answer is None and not spoken_for)
