"""Writing to a person on the page on which they follow their case."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.casework.consenting import require_open, require_within
from chalicelib.domain.errors import ConsentMissing, Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.following import last_writer
from chalicelib.domain.happy_to_be_contacted import WANTS_NONE, wants_no_contact
from chalicelib.domain.policy import Terms


@dataclass(frozen=True, slots=True)
class Writing:
    """What we write. It stands on the person's page; the mail only says that it is there.

    `within_consent`: it keeps to what the patient agreed to, where they agreed to some things only.
    """

    text: str
    within_consent: bool = False


def write_to_person(file: CaseFile, writing: Writing, *, terms: Terms, occasion: Occasion) -> Change:
    """Write to whoever wrote last, else to whoever complained; they read it after typing a code.

    Source: domain.md 4.8 (no content in a mail). Raises: ConsentMissing, Invalid.
    """
    if not writing.text.strip():
        raise Invalid([Fault("text", "Write the message")])
    not_too_long("text", writing.text)
    party = last_writer(file.events)
    person = file.party(party)
    if person is None or not person.can_be_mailed():
        raise ConsentMissing(
            "This person has not agreed to email, so they cannot see the page. "
            "Ring them and confirm who they are, or send a letter"
        )
    if wants_no_contact(person):
        raise ConsentMissing(WANTS_NONE)
    require_open(file, party, terms=terms, at=occasion.at)
    require_within(file, party, writing.within_consent, terms=terms, at=occasion.at)
    written = Happening(EventType.PERSON_WRITTEN_TO, {"party": party}, {"text": writing.text})
    return changed(file, [written], terms=terms, occasion=occasion)
