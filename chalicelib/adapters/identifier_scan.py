"""What identifies a patient in a text: an NHS number, a date of birth, a postcode, a known name.

Source: S0-16, domain.md 3.11. Nothing of what was found leaves this file, only what it is and on which
page it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from chalicelib.adapters.postcodes import is_postcode
from chalicelib.application.filing import Known
from chalicelib.domain.documents.judgement import Place
from chalicelib.domain.documents.kinds import Finding

_NHS_NUMBER = re.compile(r"(?<![\d+])(\d{3})[ .-]?(\d{3})[ .-]?(\d{4})(?!\d)")
"""Ten digits in the groups in which the NHS writes them, or in none; part of no longer number."""
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_SOME_DATE = (
    rf"(?:\d{{1,2}}[./ -]\d{{1,2}}[./ -]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})[a-z]*,? \d{{2,4}})"
)
_BORN = re.compile(
    rf"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|born(?: on)?)[^\w]{{0,12}}{_SOME_DATE}",
    re.IGNORECASE,
)
_WAYS_TO_WRITE = (
    "%d/%m/%Y", "%-d/%-m/%Y", "%d/%m/%y", "%d.%m.%Y", "%-d.%-m.%Y", "%d-%m-%Y", "%Y-%m-%d",
    "%d %m %Y", "%-d %B %Y", "%d %B %Y", "%-d %b %Y", "%d %b %Y", "%B %-d, %Y",
)  # fmt: skip


def places(pages: Sequence[str], known: Known) -> tuple[Place, ...]:
    """What stands where: each kind once for each page, the title being page 0."""
    return tuple(
        Place(finding, number)
        for number, page in enumerate(pages)
        for finding in _findings(_plain(page), known)
    )


def _plain(text: str) -> str:
    """The text as a person sees it: one kind of space and digit, and nothing invisible between them."""
    composed = unicodedata.normalize("NFKC", text)
    seen = (each for each in composed if unicodedata.category(each) != "Cf")
    spaced = "".join(_plain_character(each) for each in seen)
    return re.sub(r"\s+", " ", spaced)


def _plain_character(character: str) -> str:
    if unicodedata.category(character) == "Pd":
        return "-"
    return str(unicodedata.digit(character)) if character.isdigit() else character


def _findings(text: str, known: Known) -> Iterator[Finding]:
    if _has_nhs_number(text):
        yield Finding.NHS_NUMBER
    if _BORN.search(text) or (known.born_on and _says_date(text, known.born_on)):
        yield Finding.DATE_OF_BIRTH
    if _has_postcode(text, known):
        yield Finding.POSTCODE
    if any(_says_name(text, name) for name in known.names):
        yield Finding.PATIENT_NAME


def _has_nhs_number(text: str) -> bool:
    """Whether ten digits have the right check digit. One digit ten times has it too, and is none."""
    from nhs_number.validate import is_valid

    found = ("".join(match.groups()) for match in _NHS_NUMBER.finditer(text))
    return any(len(set(digits)) > 1 and is_valid(digits) for digits in found)


def _says_date(text: str, day: date) -> bool:
    lowered = text.lower()
    return any(day.strftime(way).lower() in lowered for way in _WAYS_TO_WRITE)


def _has_postcode(text: str, known: Known) -> bool:
    for match in _POSTCODE.finditer(text.upper()):
        written = "".join(match.groups())
        if written not in known.ours and is_postcode(written):
            return True
    return False


def _says_name(text: str, name: str) -> bool:
    """First and last name side by side, in either order, whatever their accents and capitals."""
    words = _words(name)
    if len(words) < 2:
        return False
    said = f" {' '.join(_words(text))} "
    first, last = words[0], " ".join(words[1:])
    return f" {first} {last} " in said or f" {last} {first} " in said


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(each for each in bare if unicodedata.category(each) != "Mn")
    return re.findall(r"[^\W_]+", letters.replace("'", "").replace("’", ""))
