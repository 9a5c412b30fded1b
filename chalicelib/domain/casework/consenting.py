"""Asking the patient, keeping the answer, and deciding where nobody can be asked (domain.md 4.6b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, not_too_long, stated
from chalicelib.domain.casework.record_copying import with_record_copy
from chalicelib.domain.consent import (
    Consent,
    ConsentState,
    Purpose,
    Scope,
    consent_for,
    hold_for,
    limited_for,
    may_be_shared,
)
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.media import Medium, media_by
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.representation import (
    OF_A_CHILD,
    UNABLE,
    Basis,
)


def require_open(file: CaseFile, party: PartyId, *, terms: Terms, at: datetime) -> None:
    """Raises: ConsentMissing, where nothing may be told to this person now (S0-7, S2-13)."""
    if hold_for(party, file.events, terms, london_date(at)):
        raise ConsentMissing(
            "Tell them nothing yet: the patient has not agreed, and nobody decided in their place"
        )


def require_within(file: CaseFile, party: PartyId, within: bool, *, terms: Terms, at: datetime) -> None:
    """Raises: Invalid, unless whoever writes to this person says that they kept to what may be told.

    Nobody is asked where everything may be told. Source: SC-3 A, S2-13.
    """
    words = "" if within else what_may_be_told(file, party, terms=terms, day=london_date(at))
    if words:
        raise Invalid([Fault("within_consent", f"{words}. Check what you wrote, then choose yes")])


def require_sharing(file: CaseFile, *, day: date) -> None:
    """Raises: ConsentMissing, where other organisations may not be asked (S2-25, S0-7)."""
    if not may_be_shared(file.events, day):
        raise ConsentMissing("Whoever it is about has not agreed that other organisations are asked")


_LIMITS = {
    Scope.RESPONSE_ONLY: "The patient agreed to our response only: nothing from the records",
    Scope.NAMED_PARTS: "The patient agreed that some parts are told, and named them",
}


def what_may_be_told(file: CaseFile, party: PartyId, *, terms: Terms, day: date | None = None) -> str:
    """How little may be told to this person, in a sentence; empty where everything may."""
    if hold_for(party, file.events, terms, day):
        return "Nothing about a patient may be told to them, not even that there is one"
    limited = limited_for(party, file.events, day)
    return _LIMITS[limited.scope] if limited else ""


class PatientAnswer(StrEnum):
    """What became of the question. No answer by the day of the decision is none (S2-13)."""

    AGREES = "agrees"
    REFUSES = "refuses"
    NO_ANSWER = "no_answer"


_ANSWERED = {
    PatientAnswer.AGREES: EventType.CONSENT_GIVEN,
    PatientAnswer.REFUSES: EventType.CONSENT_REFUSED,
    PatientAnswer.NO_ANSWER: EventType.CONSENT_EXPIRED,
}


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What the patient answered, to what, how we know, and until when it holds (None: no end).

    `limits` are the parts that may be told, where the patient named some.
    """

    answer: PatientAnswer
    text: str
    answered_by: Channel
    purposes: tuple[Purpose, ...] = ()
    scope: Scope = Scope.EVERYTHING
    limits: str = ""
    until: date | None = None
    happened_at: datetime | None = None


def record_consent(file: CaseFile, given: ConsentAnswer, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep the patient's own answer, with its evidence. Source: S0-7, S2-13. Raises: Invalid."""
    not_too_long("text", given.text)
    facts: dict[str, object] = {
        **about_them(asked_or_new(file)),
        "how": given.answered_by,
        "happened_at": stated(given.happened_at, file, occasion),
    }
    if given.answer is PatientAnswer.AGREES:
        facts |= {"purposes": purposes_named(given.purposes), "scope": given.scope}
        facts |= {"until": not_past(given.until, occasion, "until")} if given.until else {}
    sealed = {"text": given.text, **limits_named(given.scope, given.limits)}
    answered = Happening(_ANSWERED[given.answer], facts, sealed)
    told = with_record_copy(file, [answered], terms=terms, occasion=occasion)
    return changed(file, told, terms=terms, occasion=occasion)


def limits_named(scope: Scope, limits: str) -> dict[str, str]:
    """The parts that may be told, to be sealed. Raises: Invalid, where none is named that should be."""
    if scope is not Scope.NAMED_PARTS:
        return {}
    not_too_long("limits", limits)
    if not limits.strip():
        raise Invalid([Fault("limits", "Say what may be told")])
    return {"limits": limits}


@dataclass(frozen=True, slots=True)
class ConsentWithdrawal:
    """What the patient said, and how; from now on nothing is told any more."""

    text: str
    said_by: Channel


def withdraw_consent(
    file: CaseFile, withdrawal: ConsentWithdrawal, *, terms: Terms, occasion: Occasion
) -> Change:
    """The patient takes it back: every gate shuts at once (S0-7). Raises: RuleBroken."""
    consent = _standing(file)
    not_too_long("text", withdrawal.text)
    facts = {**about_them(consent.id), "how": withdrawal.said_by}
    taken_back = Happening(EventType.CONSENT_WITHDRAWN, facts, {"text": withdrawal.text})
    return changed(file, [taken_back], terms=terms, occasion=occasion)


@dataclass(frozen=True, slots=True)
class Substitution:
    """Why this person may speak for a patient who cannot be asked, and what shows it."""

    basis: Basis
    evidence: str
    text: str
    right_person: bool


def substitute_consent(
    file: CaseFile, decided: Substitution, *, terms: Terms, occasion: Occasion
) -> Change:
    """The complaints manager decides in the place of a patient who cannot be asked whether this person
    may speak for them. Whoever may not is told so in writing, in words that confirm nothing.

    Also after somebody who was asked has died (SC-3 C). Source: S2-3, S2-22, S2-23, S4-12, C-17;
    SI 2009/309 regulation 5(3) to (5). Raises: Invalid.
    """
    if decided.basis not in OF_A_CHILD | UNABLE:
        message = "A patient who can decide is asked: choose another basis"
        raise Invalid([Fault("basis", message)])
    facts: dict[str, object] = {**about_them(asked_or_new(file)), "basis": decided.basis}
    sealed = {"evidence": decided.evidence, "text": decided.text}
    if decided.right_person:
        happening = Happening(EventType.CONSENT_SUBSTITUTED, facts, sealed)
    else:
        facts["media"] = list(in_writing(file, "right_person"))
        happening = Happening(EventType.REPRESENTATIVE_REFUSED, facts, sealed)
    told = with_record_copy(file, [happening], terms=terms, occasion=occasion)
    return changed(file, told, terms=terms, occasion=occasion)


IN_WRITING = (Channel.LETTER, Channel.EMAIL)


def in_writing(file: CaseFile, field: str, way: Channel = Channel.EMAIL) -> tuple[Medium, ...]:
    """Every version of a letter to whoever complained, sent in this way as far as it is open.

    Raises: Invalid, where nothing reaches them.
    """
    media = media_by(file.complainant, way) if file.complainant else ()
    if not media:
        message = "They must have it in writing, and we hold no way to write to them. Find one first"
        raise Invalid([Fault(field, message)])
    return media


def told_in_writing(file: CaseFile, way: Channel, *, terms: Terms, at: datetime) -> tuple[Medium, ...]:
    """Every version of what is told in this way; none where it is said and not written, or where
    nothing may be told: staff then find words of their own, and record them.

    Raises: Invalid, where nothing reaches them.
    """
    if way not in IN_WRITING or hold_for(COMPLAINANT, file.events, terms, london_date(at)):
        return ()
    return in_writing(file, "sent_by", way)


def about_them(consent: str) -> dict[str, str]:
    """Which consent an event is about: the patient’s, for whoever complains for them."""
    return {"consent": consent, "subject": PATIENT, "grantee": COMPLAINANT}


def asked_or_new(file: CaseFile) -> str:
    """The consent that was asked for and waits; else a new one, that nobody had to ask for."""
    last = consent_for(COMPLAINANT, file.events)
    waits = last is not None and last.state is ConsentState.REQUESTED
    return last.id if last is not None and waits else str(file.case.version + 1)


def _standing(file: CaseFile) -> Consent:
    last = consent_for(COMPLAINANT, file.events)
    if last is None or last.state is not ConsentState.GIVEN:
        raise RuleBroken("The patient has not agreed to anything that could be taken back")
    return last


def purposes_named(asked: tuple[Purpose, ...]) -> list[str]:
    """What for, as an event says it. Raises: Invalid, where nothing is named."""
    if not asked:
        raise Invalid([Fault("purposes", "Choose at least one")])
    return sorted(set(asked))
