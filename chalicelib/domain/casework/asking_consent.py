"""Asking the patient themselves, by mail, on paper or in person (S2-13, S2-46)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, stated
from chalicelib.domain.casework.consenting import about_them, asked_or_new, purposes_named
from chalicelib.domain.consent import Purpose
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.media import Medium, media_for
from chalicelib.domain.parties import PATIENT, Channel, Party
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class ConsentRequest:
    """What the patient is asked to agree to, and how the question reaches them. `email` is the address
    in our own records, in its normal form; empty where the one that stands with the case is right.
    """

    purposes: tuple[Purpose, ...]
    asked_by: Channel
    email: str = ""
    happened_at: datetime | None = None


def ask_consent(file: CaseFile, asked: ConsentRequest, *, terms: Terms, occasion: Occasion) -> Change:
    """The patient is asked directly, never through whoever speaks for them: by mail, or by a letter
    that is ready to be posted. Asked again before they answered it is the same question, on its dates.

    Source: S2-13, S2-46, S0-7; the clock CONSENT runs from here. Raises: Invalid.
    """
    person = file.party(PATIENT)
    if person and asked.asked_by in person.never:
        message = "This patient must never be contacted like that. Choose another way"
        raise Invalid([Fault("asked_by", message)])
    person = _reached_by(person, asked, file) if person else None
    facts = {
        **about_them(asked_or_new(file)),
        "purposes": purposes_named(asked.purposes),
        "how": asked.asked_by,
        "media": list(_media(person, asked)),
        "happened_at": stated(asked.happened_at, file, occasion),
    }
    requested = Happening(EventType.CONSENT_REQUESTED, facts)
    people = [person] if person and person != file.party(PATIENT) else []
    return changed(file, [requested], terms=terms, occasion=occasion, parties=people)


def _reached_by(person: Party, asked: ConsentRequest, file: CaseFile) -> Party:
    """The patient with the address from our records, where the question goes by mail."""
    if asked.asked_by is not Channel.EMAIL:
        return person
    email = asked.email or person.email
    if not email:
        raise Invalid([Fault("email", "Enter the address in our own records")])
    if file.complainant and email.casefold() == file.complainant.email.casefold():
        message = "This is the address of the person who complains. Ask the patient in another way"
        raise Invalid([Fault("email", message)])
    if person.born_on is None:
        message = "Without their date of birth we cannot know that it is they who answer. Write or call"
        raise Invalid([Fault("asked_by", message)])
    if asked.happened_at:
        raise Invalid([Fault("happened_at", "The mail goes now: leave this empty")])
    return replace(person, email=email, may_email=True)


def _media(person: Party | None, asked: ConsentRequest) -> tuple[Medium, ...]:
    """What is owed to the patient: nothing where somebody asks them in person or on the telephone."""
    if person is None or asked.asked_by not in (Channel.EMAIL, Channel.LETTER):
        return ()
    mailed = asked.asked_by is Channel.EMAIL
    media = media_for(person if mailed else replace(person, may_email=False))
    if not media or (mailed and Medium.EMAIL not in media):
        message = "We hold no address for this, or it takes no mail. Choose another way"
        raise Invalid([Fault("asked_by", message)])
    return media
