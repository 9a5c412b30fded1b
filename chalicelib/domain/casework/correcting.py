"""Correcting what we hold of a person: whoever complained, or the patient for whom they speak."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.identifiers import PartyId
from chalicelib.domain.parties import COMPLAINANT, PATIENT, Party
from chalicelib.domain.policy import Terms


class Person(StrEnum):
    """Whose details can be wrong."""

    COMPLAINANT = COMPLAINANT
    PATIENT = PATIENT


DETAILS = (
    *("title", "first_name", "last_name", "born_on", "nhs_number", "membership_number"),
    *("email", "mobile", "landline", "address", "postcode"),
)
"""What can be corrected of a person."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right; what is empty stays as it is. Numbers and addresses are in their normal form.

    `person` is whose details they are; None where the case has one person only. `told_to` are the
    others who were told of it, because they had got what was wrong (UK GDPR Article 19).
    """

    person: Person | None = None
    title: str = ""
    first_name: str = ""
    last_name: str = ""
    born_on: date | None = None
    nhs_number: str = ""
    membership_number: str = ""
    email: str = ""
    mobile: str = ""
    landline: str = ""
    address: str = ""
    postcode: str = ""
    told_to: str = ""

    def given(self) -> dict[str, str | date]:
        """What is to be changed."""
        return {each: value for each in DETAILS if (value := getattr(self, each))}


def correct_person(
    file: CaseFile, correction: Correction, *, terms: Terms, occasion: Occasion
) -> Change:
    """Correct the person's details; from then on they are found and confirmed by what is right.

    The event names the kinds of details and no value (S0-6); what stood there before is sealed with it,
    and goes when the case is erased. Source: UK GDPR Articles 16, 19. Raises: Invalid, NotFound.
    """
    person = _whose(file, correction)
    given = correction.given()
    wrong = sorted(name for name, value in given.items() if getattr(person, name) != value)
    if not wrong:
        raise Invalid([Fault("", "Enter at least one thing that is different from what we hold")])
    facts = {"party": person.id, "details": wrong}
    was = {name: str(getattr(person, name) or "") for name in wrong}
    event = Happening(EventType.PERSON_CORRECTED, facts, {"was": was, "told_to": correction.told_to})
    after = replace(person, **given)  # type: ignore[arg-type]
    return changed(file, [event], terms=terms, occasion=occasion, parties=[after])


def _whose(file: CaseFile, correction: Correction) -> Party:
    """The person whose details are corrected. Raises: Invalid; NotFound, once they were removed."""
    if correction.person is None and file.party(PATIENT):
        raise Invalid([Fault("person", "Choose whose details are wrong")])
    if correction.person is Person.PATIENT and file.complainant and not file.party(PATIENT):
        raise Invalid([Fault("person", "Nobody speaks for a patient in this case")])
    person = file.party(PartyId(correction.person or COMPLAINANT))
    if person is None:
        raise NotFound("This person's details were removed")
    return person
