"""Reading what somebody typed into the search box: names, dates of birth, addresses, numbers."""

from __future__ import annotations

import re
from datetime import date

from chalicelib.application.surroundings import FieldReader
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.identity.engine import Claim
from chalicelib.domain.identity.forms import (
    NHS_NUMBER_DIGITS,
    Item,
    birth_form,
    email_form,
    membership_form,
    nhs_number_form,
    telephone_form,
)
from chalicelib.domain.searching import Clue, words_in
from chalicelib.entry.typed_dates import Misread, exact_date, typed_date

FIELD = "sought"
LONGEST = 200

_DATE = re.compile(r"\b(?:\d{1,2}[ /.\-](?:\d{1,2}|[A-Za-z]{3,9})[ /.\-]\d{4}|\d{4}-\d{2}-\d{2})\b")
_NUMBER = re.compile(r"\+?[\d(][\d ()\-]{5,}\d")
_EMAIL = re.compile(r"\S+@\S+")
_NOTHING = "Enter a reference, a name, a date of birth, an email address, a number or a word of a text"
_TOO_LONG = f"Enter {LONGEST} characters or fewer"


def read_clues(text: str, fields: FieldReader, *, today: date) -> frozenset[Clue]:
    """Every clue in a text, in whatever order they stand. Raises: Invalid, where there is none.

    A date is a date of birth. Ten digits are an NHS number unless they begin like a telephone number.
    """
    if len(text) > LONGEST:
        raise Invalid([Fault(FIELD, _TOO_LONG)])
    born, rest = _taken(_DATE, text)
    emails, rest = _taken(_EMAIL, rest)
    numbers, rest = _taken(_NUMBER, rest)
    clues = {
        *(_birth(each, today) for each in born),
        *(Claim(Item.EMAIL, email_form(each)) for each in emails),
        *(_number(each, fields) for each in numbers),
        *_plain(rest),
    }
    if not clues:
        raise Invalid([Fault(FIELD, _NOTHING)])
    return frozenset(clues)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    return pattern.findall(text), pattern.sub(" ", text)


def _birth(text: str, today: date) -> Claim:
    try:
        day = exact_date(typed_date({f"{FIELD}-day": text}, FIELD), latest=today)
    except Misread:
        raise Invalid([Fault(FIELD, "Enter a date of birth like 27 March 1957")]) from None
    return Claim(Item.DATE_OF_BIRTH, birth_form(day))


def _number(text: str, fields: FieldReader) -> Claim:
    digits = re.sub(r"\D", "", text)
    if len(digits) == NHS_NUMBER_DIGITS and not text.startswith(("0", "+", "(")):
        return Claim(Item.NHS_NUMBER, nhs_number_form(digits))
    try:
        form = telephone_form(fields.phone(text))
    except ValueError:
        form = ""
    return Claim(Item.TELEPHONE, form) if form else Claim(Item.MEMBERSHIP_NUMBER, digits)


def _plain(text: str) -> set[Clue]:
    """Words of a name; what has a digit in it is a membership number."""
    clues: set[Clue] = set()
    for word in text.split():
        if any(map(str.isdigit, word)):
            clues.add(Claim(Item.MEMBERSHIP_NUMBER, membership_form(word)))
        else:
            clues |= words_in(word)
    return clues
