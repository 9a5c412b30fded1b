"""The response on the organisation's letterhead, made of what was drafted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.calendar import london_date
from chalicelib.domain.case import CaseFile
from chalicelib.domain.identifiers import RoleCode
from chalicelib.domain.letters.kept import Passage, SentLetter
from chalicelib.domain.letters.sections import LetterText, Section
from chalicelib.domain.policy import PolicyPack
from chalicelib.domain.staff import Organisation
from chalicelib.presentation.dates import full_date

HEADINGS: Mapping[Section, str] = {
    Section.ISSUES: "What you asked us to look into",
    Section.METHOD: "How we looked into it",
    Section.EXPLANATION: "What happened",
    Section.CONCLUSIONS: "What we concluded",
    Section.LEARNING: "What we learned",
    Section.FOLLOW_UP: "If you would like to talk about it",
    Section.OMBUDSMAN: "If you are not happy with our answer",
}
"""What stands above a section; the others stand as in any letter, without a heading."""


def response_letter(
    text: LetterText, file: CaseFile, organisation: Organisation, *, signed: str, at: datetime
) -> SentLetter:
    """The whole letter. `signed` is the title of whoever signs it. Source: S2-91, S2-92."""
    ending = Passage(f"Yours sincerely\n\n\n{signed}\n{organisation.name}")
    return SentLetter(
        head=_head(file, organisation, at),
        passages=(Passage(_greeting(file)), *_passages(text), ending),
        covering=_covering(text, file, ending.text),
    )


def _passages(text: LetterText) -> tuple[Passage, ...]:
    return tuple(
        Passage(words.strip(), HEADINGS.get(section, "")) for section, words in text.written.items()
    )


def _covering(text: LetterText, file: CaseFile, ending: str) -> str:
    words = text.covering.strip()
    return "\n\n".join((_greeting(file), words, ending)) if words else ""


def _head(file: CaseFile, organisation: Organisation, at: datetime) -> str:
    person = file.complainant
    to = (person.full_name, *person.address.splitlines(), person.postcode) if person else ()
    lines = (
        organisation.name,
        organisation.address,
        ", ".join(way for way in (organisation.phone, organisation.email) if way),
        "",
        full_date(london_date(at)),
        "",
        *filter(None, to),
        "",
        f"Our reference: {file.case.reference}",
    )
    return "\n".join(lines)


def _greeting(file: CaseFile) -> str:
    person = file.complainant
    if person is None:
        return "Dear reader"
    titled = f"{person.title} {person.last_name}" if person.title and person.last_name else ""
    return f"Dear {titled or person.full_name}"


def title_of(role: RoleCode, pack: PolicyPack) -> str:
    """What a role is called under a letter."""
    known = pack.roles.get(role)
    return known.title if known else str(role)
