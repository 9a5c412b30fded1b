"""Staff see to the copy of what was written down of a complaint by word of mouth (regulation 13(2))."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.case import CaseFile, Change
from chalicelib.domain.casework.changing import changed, not_too_long
from chalicelib.domain.casework.consenting import in_writing, require_open
from chalicelib.domain.errors import Fault, Invalid
from chalicelib.domain.events import EventType, Happening, Occasion
from chalicelib.domain.parties import COMPLAINANT
from chalicelib.domain.policy import Terms
from chalicelib.domain.written_record import CORRECTIONS, CopyWay


@dataclass(frozen=True, slots=True)
class RecordCopy:
    """How they get their copy; what is put right in it, where they said that something is wrong; and
    why they get none, where somebody decides so.
    """

    way: CopyWay
    corrections: str = ""
    text: str = ""


def give_record(file: CaseFile, copy: RecordCopy, *, terms: Terms, occasion: Occasion) -> Change:
    """Send them the written record, once more where something in it was wrong; or record that it was
    handed to them, or why a named person decided that they get none.

    Source: SI 2009/309 regulation 13(2). Raises: ConsentMissing, Invalid.
    """
    not_too_long(CORRECTIONS, copy.corrections)
    not_too_long("text", copy.text)
    facts: dict[str, object] = {"way": copy.way}
    if copy.way is not CopyWay.WITHHELD:
        require_open(file, COMPLAINANT, terms=terms, at=occasion.at)
    elif not copy.text.strip():
        raise Invalid([Fault("text", "Say why they get no copy: the law gives them one")])
    if copy.way is CopyWay.SENT:
        facts["media"] = list(in_writing(file, "way"))
    sealed = {CORRECTIONS: copy.corrections, "text": copy.text}
    kept = {name: words for name, words in sealed.items() if words.strip()}
    settled = Happening(EventType.RECORD_COPY_SETTLED, facts, kept or None)
    return changed(file, [settled], terms=terms, occasion=occasion)
