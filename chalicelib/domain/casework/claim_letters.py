"""What goes to the claimant's side of a claim: checked, kept, and told to them (S1-14, S1-16)."""

from __future__ import annotations

from chalicelib.domain.case import CaseFile
from chalicelib.domain.casework.changing import stated
from chalicelib.domain.casework.consenting import require_open
from chalicelib.domain.claims import DocumentClass, to_answer
from chalicelib.domain.damages import refuse_shares
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Terms


def letter_to_claimant(
    file: CaseFile, text: str, *, terms: Terms, occasion: Occasion
) -> list[Happening]:
    """The letter on the claimant's own page, with a mail that says so, where they agreed to mail; it is
    kept with its decision in any case, for the lawyers to send.

    Source: S1-14, S2-13. Raises: Invalid, where it tells what is between our members; ConsentMissing.
    """
    refuse_shares("text", text, file.events)
    require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    person = file.party(COMPLAINANT)
    if person is None or not person.can_be_mailed():
        return []
    return [Happening(EventType.PERSON_WRITTEN_TO, {"party": COMPLAINANT}, {"text": text})]


def answered(file: CaseFile, occasion: Occasion) -> list[Happening]:
    """That every letter of claim which waited for an answer has it now. Source: domain.md 4.6."""
    at = stated(None, file, occasion)
    return [
        Happening(
            EventType.DEADLINE_DOCUMENT_ANSWERED, {"document": each.id, "happened_at": at}, {"text": ""}
        )
        for each in to_answer(file.events)
        if each.kind is DocumentClass.LETTER_OF_CLAIM
    ]
