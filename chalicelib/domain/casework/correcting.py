"""Correcting what we hold of the person who complained."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed
from chalicelib.domain.errors import Fault, Invalid, NotFound
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right; what is empty stays as it is. Numbers and addresses are in their normal form."""

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

    def given(self) -> dict[str, str | date]:
        """What is to be changed."""
        return {name: value for name in self.__slots__ if (value := getattr(self, name))}


def correct_person(
    file: CaseFile, correction: Correction, *, terms: Terms, occasion: Occasion
) -> Change:
    """Correct the person's details; from then on they are found and confirmed by what is right.

    The event names the kinds of details and no value (S0-6). Source: UK GDPR Article 16.
    Raises: Invalid, NotFound.
    """
    person = file.complainant
    if person is None:
        raise NotFound("This person's details were removed")
    given = correction.given()
    wrong = sorted(name for name, value in given.items() if getattr(person, name) != value)
    if not wrong:
        raise Invalid([Fault("", "Enter at least one thing that is different from what we hold")])
    facts = {"party": person.id, "details": wrong}
    event = Happening(EventType.PERSON_CORRECTED, facts)
    after = replace(person, **given)  # type: ignore[arg-type]
    return changed(file, [event], terms=terms, occasion=occasion, parties=[after])
