"""Staff correct what we hold of a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from chalicelib.application.casework import Request, act
from chalicelib.application.ports import FieldReader, Ports
from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework import Correction
from chalicelib.domain.casework import correct_person as decide
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identity.forms import nhs_number_form
from chalicelib.domain.policy import Action

_WRONG = {
    "email": "Enter an email address in the right format, like name@example.com",
    "mobile": "Enter a phone number in the right format, like 07700 900 982",
    "landline": "Enter a phone number in the right format, like 020 7946 0000",
    "postcode": "Enter a full UK postcode, like SW1A 1AA",
    "nhs_number": "Enter an NHS number of 10 digits, like 999 123 4567",
}


def correct_person(request: Request, asked: Correction, ports: Ports) -> CaseFile:
    """The case with the person's right details. Raises: NotFound, NotAllowed, CaseChanged, Invalid."""
    occasion, correction = ports.occasion(request.by), _read(asked, ports.fields)
    return act(
        request,
        Action.CORRECT_PERSON,
        lambda file, terms: decide(file, correction, terms=terms, occasion=occasion),
        ports,
    )


def _read(asked: Correction, fields: FieldReader) -> Correction:
    """The details in their normal form. Raises: Invalid, with a fault for each that has none."""
    readers: dict[str, Callable[[str], str]] = {
        "email": fields.email,
        "mobile": fields.phone,
        "landline": fields.phone,
        "postcode": fields.postcode,
        "nhs_number": _nhs_number,
    }
    read: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, reader in readers.items():
        typed = getattr(asked, name)
        try:
            read[name] = reader(typed) if typed else ""
        except ValueError:
            faults.append(Fault(name, _WRONG[name]))
    if faults:
        raise Invalid(faults)
    return replace(asked, **read)


def _nhs_number(text: str) -> str:
    digits = nhs_number_form(text)
    if not digits:
        raise ValueError("not an NHS number")
    return digits
