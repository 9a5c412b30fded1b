"""What people themselves answer, limit and take back: a patient about whoever speaks for them, somebody
who speaks for themselves about other organisations.

It works at once, at every gate: whatever tells anything reads the last answer (S0-7, domain.md 4.6b).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.casework.consenting import about_them, limits_named
from chalicelib.domain.casework.record_copying import with_record_copy
from chalicelib.domain.clocks import Clock
from chalicelib.domain.consent import (
    ORGANISATIONS,
    Consent,
    ConsentState,
    Purpose,
    Scope,
    consent_for,
    question_of,
)
from chalicelib.domain.errors import RuleBroken
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.parties import COMPLAINANT, PATIENT
from chalicelib.domain.policy import Terms
from chalicelib.domain.representation import Standing, representation_of

ON_OUR_PAGES = "own_page"
"""How an answer reached us that was given here, by the person themselves."""
CLOCK = "CONSENT"
"""The clock of a question to a patient; there is one for each (domain.md 4.7)."""


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What a patient allows: nothing (`agrees` False), or so much, in their own words where they name
    parts, and whether other organisations may be asked.
    """

    agrees: bool
    scope: Scope = Scope.EVERYTHING
    limits: str = ""
    share: bool = False


def answer_by(consent: Consent, clocks: tuple[Clock, ...]) -> date | None:
    """The last day on which the question can be answered; None where no clock waits for it."""
    waits = (each for each in clocks if each.running and each.code == f"{CLOCK}:{consent.id}")
    return next((clock.due for clock in waits), None)


def open_question(file: CaseFile, terms: Terms, day: date) -> Consent | None:
    """What the patient can answer by a link on this day; None once it is answered, or too late."""
    question = question_of(file.events)
    until = answer_by(question, file.clocks(terms)) if question else None
    return question if until is not None and day <= until else None


def answer_question(file: CaseFile, answer: OwnAnswer, *, terms: Terms, occasion: Occasion) -> Change:
    """The patient answers what they were asked; each question is answered once.

    Source: S2-13, S2-46. Raises: RuleBroken, where no question is open; Invalid.
    """
    question = open_question(file, terms, london_date(occasion.at))
    if question is None:
        raise RuleBroken("This question was answered already, or the time to answer it is over")
    kind = EventType.CONSENT_GIVEN if answer.agrees else EventType.CONSENT_REFUSED
    given = _answered(kind, question.id, answer, set(question.purposes))
    told = with_record_copy(file, [given], terms=terms, occasion=occasion)
    return changed(file, told, terms=terms, occasion=occasion)


def decide_for_oneself(
    file: CaseFile, party: PartyId, answer: OwnAnswer, *, terms: Terms, occasion: Occasion
) -> Change:
    """Somebody who follows the case gives, limits or takes back what is theirs to allow.

    Source: S0-7; issue 4, point 7. Raises: RuleBroken, for what is not theirs; Invalid.
    """
    if not may_decide(file, party):
        raise RuleBroken("There is nothing here for you to agree to")
    happening = _of_the_patient(file, answer) if party == PATIENT else _of_organisations(file, answer)
    told = with_record_copy(file, [happening], terms=terms, occasion=occasion)
    return changed(file, told, terms=terms, occasion=occasion)


def may_decide(file: CaseFile, party: PartyId) -> bool:
    """Whether it is theirs to say: the patient's, or that of whoever speaks for themselves."""
    spoken_for = representation_of(file.events).standing is Standing.REPRESENTATIVE
    return party == (PATIENT if spoken_for else COMPLAINANT)


def _of_the_patient(file: CaseFile, answer: OwnAnswer) -> Happening:
    before = consent_for(COMPLAINANT, file.events)
    question = question_of(file.events)
    name = question.id if question else _name(before, file, answer)
    kind = _kind(before, answer)
    return _answered(kind, name, answer, {Purpose.DISCUSS, Purpose.INVESTIGATE})


def _answered(kind: EventType, name: str, answer: OwnAnswer, asked: set[Purpose]) -> Happening:
    facts: dict[str, object] = {**about_them(name), "how": ON_OUR_PAGES}
    if not answer.agrees:
        return Happening(kind, facts)
    shared = {Purpose.SHARE_WITH_ORG} if answer.share else set()
    allowed = (asked - {Purpose.SHARE_WITH_ORG}) | shared
    facts |= {"purposes": sorted(allowed), "scope": answer.scope}
    return Happening(kind, facts, limits_named(answer.scope, answer.limits) or None)


def _of_organisations(file: CaseFile, answer: OwnAnswer) -> Happening:
    before = consent_for(ORGANISATIONS, file.events)
    facts: dict[str, object] = {
        "consent": _name(before, file, answer),
        "subject": COMPLAINANT,
        "grantee": ORGANISATIONS,
        "how": ON_OUR_PAGES,
    }
    if answer.agrees:
        facts |= {"purposes": [Purpose.SHARE_WITH_ORG], "scope": Scope.EVERYTHING}
    return Happening(_kind(before, answer), facts)


def _kind(before: Consent | None, answer: OwnAnswer) -> EventType:
    """Taken back where it stood; refused where it never did."""
    if answer.agrees:
        return EventType.CONSENT_GIVEN
    stood = before is not None and before.state is ConsentState.GIVEN
    return EventType.CONSENT_WITHDRAWN if stood else EventType.CONSENT_REFUSED


def _name(before: Consent | None, file: CaseFile, answer: OwnAnswer) -> str:
    """What is taken back keeps its name; whatever is said anew has one of its own."""
    stood = before is not None and before.state is ConsentState.GIVEN
    return before.id if before and stood and not answer.agrees else str(file.case.version + 1)
