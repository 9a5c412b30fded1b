"""The normal form of each thing that can confirm who somebody is.

Two items are the same if and only if their normal forms are the same text, so that a keyed fingerprint
of the form serves as well as the form itself. An empty form is nothing that could ever match.

What people write differently without meaning another person is folded: case, accents, hyphens,
apostrophes, titles, "Last, First", "Road" and "Rd". What could be a relative is not: a nickname, an
initial, a missing or additional name, `Junior`, the other half of an address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum

from chalicelib.domain.parties import Party
from chalicelib.domain.reference import Reference


class Item(StrEnum):
    """What can be asked. An address is one item of two halves; all telephones are one (S0-5)."""

    REFERENCE = "reference"
    FULL_NAME = "full_name"
    MEMBERSHIP_NUMBER = "membership_number"
    NHS_NUMBER = "nhs_number"
    DATE_OF_BIRTH = "date_of_birth"
    ADDRESS = "address"
    EMAIL = "email"
    TELEPHONE = "telephone"


Forms = Mapping[Item, frozenset[str]]
"""What is held of one person: every form that is right. A missing item is not held."""

NHS_NUMBER_DIGITS = 10
FEWEST_DIGITS = 7
"""A telephone number with fewer is none."""
FEWEST_LETTERS = 2
"""A first name of one letter of our alphabet is an initial, which a whole family may share."""

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "sir", "dame",
     "lady", "lord")
)  # fmt: skip
_UNMARKED = str.maketrans("", "", "'’‘ʼ`´.·")
"""Apostrophes in their many shapes, and full stops."""
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_ACCENTS = re.compile("[\u0300-\u036f]")
"""The marks of Latin, Greek and Cyrillic letters only: elsewhere a mark can be a vowel."""
_OF_WORDS = frozenset("LMN")
"""The categories of characters that words are made of: letters, their marks, numbers."""

_SHORT = {
    "street": "st", "saint": "st", "road": "rd", "avenue": "ave", "av": "ave", "lane": "ln",
    "close": "cl", "drive": "dr", "court": "ct", "crescent": "cres", "gardens": "gdns",
    "terrace": "ter", "terr": "ter", "place": "pl", "square": "sq", "house": "hse",
    "apartment": "flat", "apt": "flat",
}  # fmt: skip
"""How people shorten the words of an address."""
_PARTS_OF_A_HOUSE = frozenset(
    ("flat", "unit", "room", "floor", "ground", "first", "second", "third", "top", "basement",
     "block", "lower", "upper", "number", "no")
)  # fmt: skip


def name_form(text: str) -> str:
    """A whole name as somebody says it, in either order, with or without a title.

    >>> name_form("Mrs Siân O’Brien-Jones") == name_form("sian obrien jones")
    True
    """
    parts = [plain_words(part) for part in text.split(",")]
    spare = sum(map(len, parts)) - FEWEST_LETTERS
    return "".join(word for part in parts for word in _without_title(part, spare=spare))


def names_held(party: Party) -> frozenset[str]:
    """The forms of a person's full name: first name first, or last name first.

    None where only one of them, or no more than an initial, is held: that is not a full name.
    """
    first_words = plain_words(party.first_name)
    first = "".join(_without_title(first_words, spare=len(first_words) - 1))
    last = "".join(plain_words(party.last_name))
    is_initial = first.isascii() and len(first) < FEWEST_LETTERS
    return frozenset() if is_initial or not last else frozenset({first + last, last + first})


def address_form(address: str, postcode: str) -> str:
    """The first line of an address and its postcode; empty unless both are there (S0-5).

    >>> address_form("Flat 2, 14 Mill Road, Exampleton", "zz993vz")
    'flat 2 14 mill rd|ZZ993VZ'
    """
    line, code = first_line(address), "".join(plain_words(postcode)).upper()
    return f"{line}|{code}" if line and code else ""


def first_line(address: str) -> str:
    """The house and the street, however they are divided into lines.

    >>> first_line("12a, High Street"), first_line("12 A High St.")
    ('12a high st', '12a high st')
    """
    said: list[str] = []
    for segment in re.split(r"[\n,;]+", address):
        words = [_SHORT.get(word, word) for word in plain_words(segment)]
        said += words
        if any(map(_names_a_place, words)):
            break
    line = re.sub(r"^(?:no|number) (?=\d)", "", " ".join(said))
    return re.sub(r"\b(\d+) ([a-z])\b", r"\1\2", line)


def email_form(text: str) -> str:
    """An email address; capitals make no difference."""
    written = unicodedata.normalize("NFKC", text).strip().casefold()
    return written if "@" in written else ""


def telephone_form(e164: str) -> str:
    """A telephone number that was read into E.164 form."""
    digits = "".join(each for each in e164 if each.isascii() and each.isdigit())
    return digits if e164.startswith("+") and len(digits) >= FEWEST_DIGITS else ""


def birth_form(day: date | None) -> str:
    """A date of birth."""
    return day.isoformat() if day else ""


def nhs_number_form(text: str) -> str:
    """An NHS number, however its ten digits are spaced."""
    digits = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text))
    return digits if re.fullmatch(rf"[0-9]{{{NHS_NUMBER_DIGITS}}}", digits) else ""


def membership_form(text: str) -> str:
    """A membership number: letters and digits."""
    return "".join(plain_words(text))


def reference_form(reference: Reference) -> str:
    """A case reference."""
    return f"{reference.initials}{reference.number}".casefold()


def held_of(party: Party, references: Sequence[Reference]) -> Forms:
    """Everything by which a person of a case can be known. `references` are all it ever had (S0-3)."""
    phones = (telephone_form(party.landline), telephone_form(party.mobile))
    forms = {
        Item.REFERENCE: frozenset(map(reference_form, references)),
        Item.FULL_NAME: names_held(party),
        Item.MEMBERSHIP_NUMBER: _one(membership_form(party.membership_number)),
        Item.NHS_NUMBER: _one(nhs_number_form(party.nhs_number)),
        Item.DATE_OF_BIRTH: _one(birth_form(party.born_on)),
        Item.ADDRESS: _one(address_form(party.address, party.postcode)),
        Item.EMAIL: _one(email_form(party.email)),
        Item.TELEPHONE: frozenset(filter(None, phones)),
    }
    return {item: held for item, held in forms.items() if held}


def _one(form: str) -> frozenset[str]:
    return frozenset({form}) if form else frozenset()


def plain_words(text: str) -> list[str]:
    """The words of a text as everybody would write them who writes plainly.

    >>> plain_words("Siân O’Brien-Jones")
    ['sian', 'obrien', 'jones']
    """
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_UNMARKED).translate(_LETTERS)
    bare = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    return "".join(each if unicodedata.category(each)[0] in _OF_WORDS else " " for each in bare).split()


def _without_title(words: Sequence[str], *, spare: int) -> Sequence[str]:
    """The words without a title in front, as long as a name remains without it."""
    return words[1:] if words and words[0] in _TITLES and spare > 0 else words


def _names_a_place(word: str) -> bool:
    """Whether the word can be a street's or a house's name: then the first line ends with it."""
    return word.isalpha() and len(word) > FEWEST_LETTERS and word not in _PARTS_OF_A_HOUSE
