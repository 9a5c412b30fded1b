"""Asking the patient, keeping the answer, and deciding where nobody can be asked (domain.md 4.6b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_past, not_too_long, stated
from chalicelib.domain.consent import (
    Consent,
    ConsentState,
    Purpose,
    Scope,
    consent_for,
    hold_for,
)
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid, RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Channel
from chalicelib.domain.policy import Terms
from chalicelib.domain.representation import OF_A_CHILD, UNABLE, Basis


def require_open(file: CaseFile, party: PartyId, *, terms: Terms, at: datetime) -> None:
    """Raises: ConsentMissing, where nothing may be told to this person now (S0-7, S2-13)."""
    if hold_for(party, file.events, terms, london_date(at)):
        raise ConsentMissing(
            "Tell them nothing yet: the patient has not agreed, and nobody decided in their place"
        )


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """What the patient is asked to agree to, and how the question reached them."""

    purposes: tuple[Purpose, ...]
    asked_by: Channel
    happened_at: datetime | None = None


def ask_consent(file: CaseFile, asked: ConsentRequest, *, terms: Terms, occasion: Occasion) -> Change:
    """The patient is asked directly, never through whoever speaks for them.

    Source: S2-13, S2-46, S0-7; the clock CONSENT runs from here. Raises: Invalid.
    """
    person = file.party(PATIENT)
    if person and asked.asked_by in person.never:
        message = "This patient must never be contacted like that. Choose another way"
        raise Invalid([Fault("asked_by", message)])
    facts = {
        **_about(str(file.case.version + 1)),
        "purposes": _purposes(asked.purposes),
        "how": asked.asked_by,
        "happened_at": stated(asked.happened_at, file, occasion),
    }
    requested = Happening(EventType.CONSENT_REQUESTED, facts)
    return changed(file, [requested], terms=terms, occasion=occasion)


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
    """What the patient answered, to what, how we know, and until when it holds (None: no end)."""

    answer: PatientAnswer
    text: str
    answered_by: Channel
    purposes: tuple[Purpose, ...] = ()
    scope: Scope = Scope.EVERYTHING
    until: date | None = None
    happened_at: datetime | None = None


def record_consent(file: CaseFile, given: ConsentAnswer, *, terms: Terms, occasion: Occasion) -> Change:
    """Keep the patient's own answer, with its evidence. Source: S0-7, S2-13. Raises: Invalid."""
    not_too_long("text", given.text)
    facts: dict[str, object] = {
        **_about(_asked_or_new(file)),
        "how": given.answered_by,
        "happened_at": stated(given.happened_at, file, occasion),
    }
    if given.answer is PatientAnswer.AGREES:
        facts |= {"purposes": _purposes(given.purposes), "scope": given.scope}
        facts |= {"until": not_past(given.until, occasion, "until")} if given.until else {}
    answered = Happening(_ANSWERED[given.answer], facts, {"text": given.text})
    return changed(file, [answered], terms=terms, occasion=occasion)


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
    facts = {**_about(consent.id), "how": withdrawal.said_by}
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
    """The complaints manager decides in the place of a patient who cannot be asked.

    Also after somebody who was asked has died (SC-3 C). Source: S2-3, S2-22, S2-23, S4-12, C-17.
    Raises: Invalid.
    """
    faults = []
    if decided.basis not in OF_A_CHILD | UNABLE:
        faults.append(Fault("basis", "A patient who can decide is asked: choose another basis"))
    if not decided.right_person:
        message = "Only somebody with a real interest in the patient’s welfare may speak for them"
        faults.append(Fault("right_person", message))
    if faults:
        raise Invalid(faults)
    facts = {**_about(_asked_or_new(file)), "basis": decided.basis}
    sealed = {"evidence": decided.evidence, "text": decided.text}
    substituted = Happening(EventType.CONSENT_SUBSTITUTED, facts, sealed)
    return changed(file, [substituted], terms=terms, occasion=occasion)


def _about(consent: str) -> dict[str, str]:
    return {"consent": consent, "subject": PATIENT, "grantee": COMPLAINANT}


def _asked_or_new(file: CaseFile) -> str:
    """The consent that was asked for and waits; else a new one, that nobody had to ask for."""
    last = consent_for(COMPLAINANT, file.events)
    waits = last is not None and last.state is ConsentState.REQUESTED
    return last.id if last is not None and waits else str(file.case.version + 1)


def _standing(file: CaseFile) -> Consent:
    last = consent_for(COMPLAINANT, file.events)
    if last is None or last.state is not ConsentState.GIVEN:
        raise RuleBroken("The patient has not agreed to anything that could be taken back")
    return last


def _purposes(asked: tuple[Purpose, ...]) -> list[str]:
    if not asked:
        raise Invalid([Fault("purposes", "Choose at least one")])
    return sorted(set(asked))
