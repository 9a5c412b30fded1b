"""A patient answers, by a link in their own mail, whether somebody may speak for them.

    link in the mail → who they are → the question, once → their answer

The link opens nothing by itself: a mail can be sent on. Whatever is wrong reads alike: a link that was
used, is too old or asks another question is as wrong as an invented one (S2-13, SC-3).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from chalicelib.application.casework import act_for_system, pinned
from chalicelib.application.limits import ANSWER_CONSENT, require_within
from chalicelib.application.ports import Ports, Reading
from chalicelib.application.sealed_links import read_link
from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.own_consents import (
    OwnAnswer,
    answer_by,
    answer_question,
    open_question,
)
from chalicelib.domain.consent import Purpose
from chalicelib.domain.errors import NotFound, NotLetIn
from chalicelib.domain.events import PUBLIC
from chalicelib.domain.identifiers import OrganisationId
from chalicelib.domain.identity.access import CODE_TRIES, FOLLOWING_LASTS, Following, Place
from chalicelib.domain.parties import PATIENT
from chalicelib.domain.policy import Terms

TRIES_LAST = timedelta(days=1)
"""For how long wrong dates of birth are counted against one link. [D]"""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Somebody opened a link and says when they were born, on the pages of this organisation."""

    token: str
    born_on: date
    organisation: OrganisationId
    source: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the patient is asked: who asks, for what, and until when they can answer."""

    who: str
    purposes: frozenset[Purpose]
    until: date | None


def open_link(claimed: Claimed, key: str, ports: Ports) -> None:
    """Let the patient read their question, under `key`, for a while. Nothing of the case changes.

    Raises: NotLetIn, with one text for every cause; TooManyTries, StoreBusy.
    """
    require_within(ANSWER_CONSENT, claimed.source, ports)
    now, doorkeeper = ports.clock.now(), ports.identity.doorkeeper
    tries = doorkeeper.tried(f"consent.{claimed.token}", now + TRIES_LAST)
    found = _found(claimed.token, ports)
    if found is None or tries > CODE_TRIES:
        raise _not_now()
    file, terms = found
    patient = file.party(PATIENT)
    theirs = patient is not None and patient.born_on == claimed.born_on
    if not theirs or file.case.organisation != claimed.organisation:
        raise _not_now()
    if open_question(file, terms, london_date(now)) is None:
        raise _not_now()
    place = Place(file.case.number, PATIENT)
    doorkeeper.begin(key, Following(place, now + FOLLOWING_LASTS))


def read_asked(key: str, reading: Reading) -> Asked:
    """The question that is open under this key. Raises: NotLetIn, whatever the reason is."""
    now = reading.clock.now()
    following = reading.let_in.following(key, now) if key else None
    if following is None:
        raise _not_now()
    file = reading.cases.load(following.place.number)
    terms = pinned(file.case, reading.policies)
    question = open_question(file, terms, london_date(now))
    if question is None or file.complainant is None:
        raise _not_now()
    until = answer_by(question, file.clocks(terms))
    return Asked(file.complainant.full_name, question.purposes, until)


def answer_consent(key: str, answer: OwnAnswer, ports: Ports) -> None:
    """Record the patient's answer; whoever has the case is told at once.

    Answered twice at once, the first answer counts. Raises: NotLetIn, Invalid, StoreBusy.
    """
    following = ports.identity.doorkeeper.following(key, ports.clock.now()) if key else None
    if following is None:
        raise _not_now()
    occasion = ports.occasion(PUBLIC)

    def decide(file: CaseFile, terms: Terms) -> Change:
        if open_question(file, terms, london_date(occasion.at)) is None:
            raise _not_now()
        return answer_question(file, answer, terms=terms, occasion=occasion)

    act_for_system(following.place.number, decide, ports)
    ports.identity.doorkeeper.end(key)


def _found(token: str, ports: Ports) -> tuple[CaseFile, Terms] | None:
    """The case of a link that is ours, if its question is the one that was asked last."""
    read = read_link(token, ports.identity.prints)
    if read is None:
        return None
    number, consent = read
    try:
        file = ports.cases.load(number)
    except NotFound:
        return None
    terms = pinned(file.case, ports.policies)
    question = open_question(file, terms, london_date(ports.clock.now()))
    return (file, terms) if question and question.id == consent else None


def _not_now() -> NotLetIn:
    return NotLetIn("This link does not work, or not any more")
