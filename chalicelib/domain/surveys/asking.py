"""Who is asked how we handled a complaint, and who never is.

case.closed ── clock SURVEY ──→ survey.decided: asked, or why not
                                   └─ clock SURVEY-REMINDER ──→ survey.reminded, once
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chalicelib.domain.alarms import Alarm
from chalicelib.domain.case import CaseFile
from chalicelib.domain.consent import Purpose, consent_for, hold_for
from chalicelib.domain.events import Event, EventType
from chalicelib.domain.happy_to_be_contacted import wants_no_contact
from chalicelib.domain.history import last_of
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import Item, birth_form, held_of
from chalicelib.domain.media import media_for
from chalicelib.domain.parties import COMPLAINANT, Party
from chalicelib.domain.policy import PolicyPack, Terms
from chalicelib.domain.representation import Basis, representation_of
from chalicelib.domain.restrictions import is_proposed, restriction_of

SAMPLE, SMALLEST_GROUP = "survey.sample_percent", "survey.smallest_group"
OPEN_DAYS, KEEP_MONTHS = "survey.open_days", "survey.keep_months"
WAYS_OUT = "survey.optout"
LOTS = 100
"""Every case has a lot from 0 to 99; those below the pack's percentage are asked."""
ASKED = "asked"
"""The outcome of a decision to ask; every other outcome is a `WhyNot`."""


class WayOut(StrEnum):
    """How somebody can say that they want no survey (S0-26, C-29)."""

    LINK = "link"
    REPLY = "email"
    STAFF = "staff"


class WhyNot(StrEnum):
    """Why somebody is not asked. Source: issue 4, point 9; S0-26."""

    ASKED_BEFORE = "asked_before"
    OPTED_OUT = "opted_out"
    BEREAVED = "bereaved"
    SAFEGUARDING = "safeguarding"
    RESTRICTED = "restricted"
    NO_CONSENT = "no_consent"
    NO_WAY = "no_way"
    NOT_SAMPLED = "not_sampled"
    ENDED_BEFORE = "ended_before"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the world knows and the case does not: its lot, always the same for the same case, and
    whether the person said to any organisation's survey of ours that they want none.
    """

    lot: int
    opted_out: bool


def why_not_ask(file: CaseFile, drawn: Drawn, terms: Terms, day: date) -> WhyNot | None:
    """Why whoever complained is not asked about this case; None where they are.

    What concerns the person comes before chance, so that the record names it. Source: issue 4.9.
    """
    if was_asked(file.events):
        return WhyNot.ASKED_BEFORE
    why = why_left_alone(file, drawn, terms, day)
    if why is None and drawn.lot >= int(str(terms.pack.settings[SAMPLE].value)):
        return WhyNot.NOT_SAMPLED
    return why


def why_left_alone(file: CaseFile, drawn: Drawn, terms: Terms, day: date) -> WhyNot | None:
    """Why this person must not be troubled with a survey today, however often they were asked."""
    person = file.complainant
    reasons = {
        WhyNot.OPTED_OUT: drawn.opted_out or wants_no_contact(person),
        WhyNot.BEREAVED: is_bereaved(file.events),
        WhyNot.SAFEGUARDING: is_about_safety(file.events),
        WhyNot.RESTRICTED: is_proposed(file.events) or restriction_of(file.events) is not None,
        WhyNot.NO_CONSENT: not _may_be_asked(file.events, terms, day),
        WhyNot.NO_WAY: person is None or not media_for(person),
    }
    return next((why for why, holds in reasons.items() if holds), None)


def was_asked(events: Iterable[Event]) -> bool:
    """Whether somebody was asked about this case already: once for a case, however often it closes."""
    return any(
        event.type is EventType.SURVEY_DECIDED and event.facts["outcome"] == ASKED for event in events
    )


def is_bereaved(events: Iterable[Event]) -> bool:
    """Whether somebody died: the patient had when it began, or the letter gave condolences."""
    held = tuple(events)
    if representation_of(held).basis is Basis.DIED:
        return True
    if any(event.facts.get("basis") == Basis.DIED for event in held):
        return True
    return any(event.type is EventType.LETTER_DRAFTED and event.facts["bereaved"] for event in held)


_OF_SAFETY = frozenset({Alarm.OWN_LIFE, Alarm.CHILD, Alarm.VIOLENCE})
_SAFEGUARDING = frozenset({"adult_safeguarding", "child_safeguarding"})


def is_about_safety(events: Iterable[Event]) -> bool:
    """Whether safeguarding was opened for it, or what was written told of danger to somebody."""
    held = tuple(events)
    triage = last_of(held, EventType.TRIAGE_ANSWERED)
    linked = triage.facts["linked"] if triage else ()
    alarms = (each.facts["kinds"] for each in held if each.type is EventType.ALARM_RAISED)
    heard = {Alarm(kind) for kinds in alarms for kind in kinds}
    return not _SAFEGUARDING.isdisjoint(linked) or not _OF_SAFETY.isdisjoint(heard)


def _may_be_asked(events: Iterable[Event], terms: Terms, day: date) -> bool:
    """Whether nothing of consent stands in the way: of whoever speaks for a patient, it names surveys.

    Source: domain.md 4, consent purposes.
    """
    held = tuple(events)
    if hold_for(COMPLAINANT, held, terms, day) is not None:
        return False
    consent = consent_for(COMPLAINANT, held)
    return consent is None or not consent.purposes or Purpose.SURVEY in consent.purposes


def leaves_by(pack: PolicyPack, way: WayOut) -> bool:
    """Whether the pack lets people opt out in this way (C-29)."""
    setting = pack.settings.get(WAYS_OUT)
    return setting is not None and isinstance(setting.value, tuple) and way in setting.value


_ONE_PERSON_S = (Item.EMAIL, Item.NHS_NUMBER, Item.MEMBERSHIP_NUMBER, Item.TELEPHONE)


def known_by(party: Party) -> tuple[Claim, ...]:
    """Everything by which this person is recognised in another case, so that "no more" stays said.

    A shared mailbox or telephone stops surveys to all who share it: better one question too few. A name
    counts only with the date of birth or the address. Source: S0-26 (permanent, per person).
    """
    held = held_of(party, ())
    alone = [Claim(item, form) for item in _ONE_PERSON_S for form in sorted(held.get(item, ()))]
    beside = (birth_form(party.born_on), *held.get(Item.ADDRESS, ()))
    named = [
        Claim(Item.FULL_NAME, f"{name}|{form}")
        for name in sorted(held.get(Item.FULL_NAME, ()))
        for form in beside
        if form
    ]
    return (*alone, *named)
